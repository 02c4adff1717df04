/// The regularised incomplete gamma function.
enum IncompleteGamma {
  /// Returns the upper tail Q(a, x) of the gamma law with shape `a`.
  ///
  /// For x up to a + 1 the complement of the power series (Abramowitz &
  /// Stegun 6.5.29), above it the continued fraction 6.5.31. The relative
  /// error is near 1e-15 for tails above 1e-16, and grows with the logarithm
  /// of smaller ones.
  ///
  /// - Precondition: `a` is above zero and `x` is not negative.
  static func upper(_ a: Double, _ x: Double) -> Double {
    precondition(a > 0 && a < .infinity, "a gamma law needs a positive shape")
    precondition(x >= 0, "the gamma tail starts at zero")
    if x < .leastNormalMagnitude { return 1 }
    if x == .infinity { return 0 }
    let power = Elementary.exp(logPower(a, x))
    return x < a + 1 ? 1 - power * series(a, x) : power * fraction(a, x)
  }

  /// Returns the logarithm of xᵃe⁻ˣ/Γ(a), by the saddle-point form.
  private static func logPower(_ a: Double, _ x: Double) -> Double {
    0.5 * Elementary.log(a / (2 * .pi)) - Elementary.stirlingError(a)
      - Elementary.deviance(a, mean: x)
  }

  /// Returns P(a, x) divided by xᵃe⁻ˣ/Γ(a).
  private static func series(_ a: Double, _ x: Double) -> Double {
    var term = 1 / a
    var sum = term
    var shape = a
    while term > sum * 1e-17 {
      shape += 1
      term *= x / shape
      sum += term
    }
    return sum
  }

  /// Returns Q(a, x) divided by xᵃe⁻ˣ/Γ(a), by Lentz's method.
  private static func fraction(_ a: Double, _ x: Double) -> Double {
    var denominator = x + 1 - a
    var d = 1 / denominator
    var c = Double.infinity
    var value = d
    var n = 0.0
    while n < 1_000_000 {
      n += 1
      let numerator = n * (a - n)
      denominator += 2
      d = 1 / (denominator + numerator * d)
      c = denominator + numerator / c
      let change = c * d
      value *= change
      if (change - 1).magnitude <= 2.3e-16 { break }
    }
    return value
  }
}
