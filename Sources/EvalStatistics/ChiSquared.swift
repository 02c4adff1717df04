/// The chi-squared distribution.
package enum ChiSquared {
  /// Returns the probability of a value above `x`.
  ///
  /// The incomplete gamma function Q(ν/2, x/2), Abramowitz & Stegun 26.4.19.
  /// Relative precision is kept down to the underflow, from where it is zero.
  ///
  /// - Precondition: `x` is not negative, the degrees of freedom are positive
  ///   and need not be whole.
  package static func upperTail(_ x: Double, degreesOfFreedom: Double) -> Double {
    IncompleteGamma.upper(degreesOfFreedom / 2, x / 2)
  }
}
