/// What a threshold is to guarantee: a share of lost queries, and how surely.
///
/// A query is lost where the weak model serves it and the strong one is better by more than a
/// tolerance.
package struct RiskGuarantee: Equatable, Sendable {
  /// The greatest share of lost queries, inside (0, 1).
  package var maxLoss: Double
  /// How surely the share is not greater, inside (0, 1).
  package var confidence: Double
  /// How much better the strong model may be without a loss, quality normalised to 0…1; at 0 any
  /// lead counts.
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
