import EvalCore

/// A router that decides by what the user wrote.
protocol TextRouter {
  /// Returns the index of the model for a query.
  func model(for text: String, in pool: ModelPool) throws(PatternMatcher.Overrun) -> UInt8

  /// Says why, in one clause.
  func reason(_ text: String) throws(PatternMatcher.Overrun) -> String
}
