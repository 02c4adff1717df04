/// A population stability index beside what chance alone makes of it.
package struct StabilityEstimate: Equatable, Sendable {
  /// The index, not negative.
  package let index: Double

  /// The index to expect between two samples of the same population.
  ///
  /// (B - 1)(1/N + 1/M), Yurdakul & Naranjo (2020).
  package let nullExpectation: Double

  /// What the index has beyond its expectation without change, or zero.
  package let debiased: Double

  /// The probability of an index at least as large without change.
  ///
  /// Divided by 1/N + 1/M the index follows the chi-squared law with B - 1
  /// degrees of freedom, in large samples.
  package let pValue: Double

  /// Creates the estimate for an index.
  ///
  /// - Parameters:
  ///   - index: The index, smoothed or not.
  ///   - bins: The number of bins, at least two.
  ///   - referenceCount: The size of the reference sample, above zero.
  ///   - currentCount: The size of the current sample, above zero.
  package init(index: Double, bins: Int, referenceCount: Double, currentCount: Double) {
    precondition(bins >= 2, "one bin holds everything")
    precondition(referenceCount > 0 && currentCount > 0, "a sample without members")
    let scale = 1 / referenceCount + 1 / currentCount
    self.index = max(0, index)
    nullExpectation = Double(bins - 1) * scale
    debiased = max(0, index - nullExpectation)
    pValue = ChiSquared.upperTail(self.index / scale, degreesOfFreedom: Double(bins - 1))
  }
}
