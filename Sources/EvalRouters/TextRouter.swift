import EvalCore

/// A router that decides by what the user wrote.
protocol TextRouter {
  /// Where it may send a query.
  var tiers: [Tier] { get }

  /// Returns the tier's index for a query, and whether anything but the default led to it.
  func choice(for text: String) throws(PatternMatcher.Overrun) -> TierChoice

  /// Says why, in one clause.
  func reason(_ text: String) throws(PatternMatcher.Overrun) -> String
}
