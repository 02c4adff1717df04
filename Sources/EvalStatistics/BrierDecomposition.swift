/// A Brier score split into what calibration, ranking and the labels make of it.
///
/// Score = miscalibration - discrimination + uncertainty, up to rounding.
package struct BrierDecomposition: Equatable, Sendable {
  /// The mean squared distance of scores from labels.
  package let score: Double

  /// What recalibrating the scores would take off; not negative.
  package let miscalibration: Double

  /// What recalibrated scores are better by than the mean label; not negative.
  package let discrimination: Double

  /// The variance of the labels, the score of the mean label; not negative.
  package let uncertainty: Double

  /// Creates a decomposition from its parts.
  package init(
    score: Double,
    miscalibration: Double,
    discrimination: Double,
    uncertainty: Double
  ) {
    self.score = score
    self.miscalibration = miscalibration
    self.discrimination = discrimination
    self.uncertainty = uncertainty
  }
}
