/// What Fieller's method says about a ratio.
package enum FiellerInterval: Equatable, Sendable {
  /// The ratio lies in an interval.
  case bounded(Interval)

  /// The denominator may be zero, so no ratio can be excluded on both sides.
  case unbounded

  /// The interval when it is bounded.
  package var interval: Interval? {
    if case .bounded(let interval) = self { interval } else { nil }
  }
}
