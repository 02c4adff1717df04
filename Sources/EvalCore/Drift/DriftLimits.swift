/// From where on a difference between golden and traffic is a drift.
///
/// A drift is both shown (by its p) and large (by its size): a large n alone raises no alarm, and
/// neither does a small one.
package struct DriftLimits: Equatable, Sendable, Encodable {
  /// The largest p, adjusted for the number of features, that shows a difference.
  package var alpha = 0.01
  /// The stability index, less what chance makes of it, from which a warning is given.
  package var psiWarns = 0.1
  /// The same from which the feature has drifted.
  package var psiFails = 0.25
  /// The corrected V of Cramér.
  package var cramersV = 0.1
  /// The largest gap between the distribution functions.
  package var ksD = 0.1
  /// The mean way of a number in standard deviations of the golden's.
  package var wasserstein = 0.1
  /// The fewest queries of a side that “no drift” can be said of.
  package var queries = 200
  /// The fewest clusters of a side that “no drift” can be said of.
  package var clusters = 10

  package init() {}

  private enum CodingKeys: String, CodingKey {
    case alpha
    case psiWarns = "psi_warns"
    case psiFails = "psi_fails"
    case cramersV = "cramers_v"
    case ksD = "ks_d"
    case wasserstein = "w1_sd"
    case queries
    case clusters
  }
}
