/// A pair of ranks whose order statistics enclose a quantile.
///
/// Free of any assumption about the law of the sample, except that its values
/// are independent.
package struct OrderStatisticRanks: Equatable, Sendable {
  /// The rank of the lower order statistic, counted from one.
  package let lower: Int

  /// The rank of the upper order statistic, above the lower one.
  package let upper: Int

  /// The probability that the two enclose the quantile, for a continuous law.
  package let coverage: Double

  /// Creates a pair of ranks with its coverage.
  package init(lower: Int, upper: Int, coverage: Double) {
    self.lower = lower
    self.upper = upper
    self.coverage = coverage
  }
}
