/// The outcome of a rank test between two samples.
package struct MannWhitneyTest: Equatable, Sendable {
  /// The pairs of which the reference has the larger value, ties counted half.
  ///
  /// From zero to the product of the sizes; over that product, the chance
  /// that a value of the reference is the larger one.
  package let statistic: Double

  /// The two-sided probability of a statistic so far from the middle.
  package let pValue: Double

  /// Creates an outcome from its parts.
  package init(statistic: Double, pValue: Double) {
    self.statistic = statistic
    self.pValue = pValue
  }
}
