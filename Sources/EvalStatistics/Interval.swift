/// A closed interval of numbers, such as a confidence interval.
///
/// An end may be infinite where a bound is one-sided.
package struct Interval: Equatable, Sendable {
  /// The lower end.
  package var low: Double

  /// The upper end, not below the lower one.
  package var high: Double

  /// Creates an interval from its ends.
  ///
  /// - Precondition: `low` is not above `high`, and neither is NaN.
  package init(low: Double, high: Double) {
    precondition(low <= high, "an interval whose ends are in the wrong order")
    self.low = low
    self.high = high
  }
}
