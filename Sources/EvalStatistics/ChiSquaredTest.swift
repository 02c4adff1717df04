/// The outcome of a test whose statistic follows a chi-squared law by chance.
package struct ChiSquaredTest: Equatable, Sendable {
  /// The statistic, not negative; zero where nothing differs.
  package let statistic: Double

  /// The degrees of freedom of the law, above zero.
  package let degreesOfFreedom: Int

  /// The probability of a statistic at least as large where nothing differs.
  package let pValue: Double

  /// Creates the outcome for a statistic.
  ///
  /// - Precondition: `statistic` is not negative, the degrees of freedom are
  ///   above zero.
  package init(statistic: Double, degreesOfFreedom: Int) {
    precondition(degreesOfFreedom > 0, "a chi-squared law without freedom")
    self.statistic = statistic
    self.degreesOfFreedom = degreesOfFreedom
    pValue = ChiSquared.upperTail(statistic, degreesOfFreedom: Double(degreesOfFreedom))
  }
}
