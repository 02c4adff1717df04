/// What was shown of a threshold's losses, on the traces that it was tested on.
package struct GuaranteeReport: Codable, Equatable, Sendable {
  /// Where the thresholds that were tried came from.
  package enum Grid: String, Codable, Sendable {
    /// 0, 0.01, … 1 and above.
    case fixed
    /// Quantiles of the scores on the half of the golden that was not tested.
    case quantiles
  }

  /// The greatest share of lost queries.
  package var maxLoss: Double
  package var confidence: Double
  /// How much better the strong model may be without a loss, quality from 0 to 1.
  package var tolerance: Double
  package var grid: Grid
  /// The number of independent units that were tested: traces, or clusters where there are some.
  package var tested: Int
  /// Whether these are clusters, each with the mean loss of its traces.
  package var isByCluster: Bool
  /// The share of the tested units that are lost at the threshold.
  package var loss: Double
  /// The chance of so few losses where the share is `maxLoss`.
  package var p: Double
  /// The least number of units that show it without a single loss.
  package var leastTested: Int
  /// Whether a threshold that calls the weak model at all is shown to keep to the limit; where
  /// false, everything goes to the strong model, which loses nothing by construction.
  package var isShown: Bool

  private enum CodingKeys: String, CodingKey {
    case maxLoss = "max_loss"
    case confidence
    case tolerance
    case grid
    case tested = "n"
    case isByCluster = "by_cluster"
    case loss
    case p
    case leastTested = "least_n"
    case isShown = "shown"
  }
}
