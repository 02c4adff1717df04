/// What a policy costs and how good its answers are.
package struct CostQualityPoint: Equatable, Hashable, Sendable {
  /// The cost, where less is better; any unit, the same for all points.
  package var cost: Double

  /// The quality, where more is better.
  package var quality: Double

  /// Creates a point.
  ///
  /// - Precondition: Both numbers are finite.
  package init(cost: Double, quality: Double) {
    precondition(cost.isFinite && quality.isFinite, "a point that is not finite")
    self.cost = cost
    self.quality = quality
  }
}
