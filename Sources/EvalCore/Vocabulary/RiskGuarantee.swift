/// What a threshold is to guarantee: a share of lost queries, and how surely.
///
/// A query is lost where the weak model serves it and the strong one is better by at least a
/// tolerance.
package struct RiskGuarantee: Equatable, Sendable {
  /// The greatest share of lost queries, inside (0, 1).
  package var maxLoss: Double
  /// How surely the share is not greater, inside (0, 1).
  package var confidence: Double
  /// The least lead of the strong model that is a loss, quality normalised to 0…1; any lead at 0.
  package var tolerance: Double

  /// The confidence where none is named.
  package static let defaultConfidence = 0.9

  package init(
    maxLoss: Double, confidence: Double = RiskGuarantee.defaultConfidence, tolerance: Double = 0
  ) {
    self.maxLoss = maxLoss
    self.confidence = confidence
    self.tolerance = tolerance
  }
}
