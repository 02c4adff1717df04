/// The beta distribution on the unit interval.
package enum BetaDistribution {
  /// Returns the probability of a value at or below `x`.
  ///
  /// The regularised incomplete beta function, Abramowitz & Stegun 26.5.1;
  /// 0 at or below zero and 1 from one on.
  ///
  /// - Precondition: `x` is not NaN, both parameters are above zero.
  package static func cdf(_ x: Double, alpha: Double, beta: Double) -> Double {
    precondition(!x.isNaN, "the beta law of something that is not a number")
    let law = IncompleteBeta(alpha: alpha, beta: beta)
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    if x < 1e-290 { return Elementary.exp(law.logLowerTail(atLog: Elementary.log(x))) }
    return law.lower(x, 1 - x)
  }

  /// Returns the value with probability `p` at or below it.
  ///
  /// Newton's method from the leading term of the nearer tail or from
  /// Abramowitz & Stegun 26.5.22. The relative error is near 1e-14. A value
  /// below the smallest double is zero, one within rounding of one is one.
  ///
  /// - Precondition: `p` is above zero and below one, both parameters are
  ///   above zero.
  package static func quantile(_ p: Double, alpha: Double, beta: Double) -> Double {
    precondition(p > 0 && p < 1, "a quantile needs a probability inside (0, 1)")
    let law = IncompleteBeta(alpha: alpha, beta: beta)
    let logX = law.logQuantileByLeadingTerm(p)
    if logX + Elementary.log1p(beta) < -80 { return Elementary.exp(logX) }
    let logY = law.mirrored.logQuantileByLeadingTerm(1 - p)
    if logY + Elementary.log1p(alpha) < -80 { return 1 }
    let odds = law.oddsQuantile(lower: p, upper: 1 - p, start: startingOdds(law, p))
    return odds / (1 + odds)
  }

  /// Returns a first guess of the odds x/(1-x), from whichever expansion holds.
  private static func startingOdds(_ law: IncompleteBeta, _ p: Double) -> Double {
    if let odds = law.oddsByLeadingTerm(p) { return odds }
    if let odds = law.mirrored.oddsByLeadingTerm(1 - p) { return 1 / odds }
    let odds = law.alpha / law.beta
    guard law.alpha >= 1, law.beta >= 1 else { return odds }
    return odds * Elementary.exp(-2 * halfLogOddsShift(law, Normal.quantile(1 - p)))
  }

  /// Returns w of Abramowitz & Stegun 26.5.22 for an upper normal quantile `y`.
  private static func halfLogOddsShift(_ law: IncompleteBeta, _ y: Double) -> Double {
    let a = 1 / (2 * law.alpha - 1)
    let b = 1 / (2 * law.beta - 1)
    let h = 2 / (a + b)
    let lambda = (y * y - 3) / 6
    let root = max(h + lambda, 0).squareRoot()
    return y * root / h - (b - a) * (lambda + 5 / 6.0 - 2 / (3 * h))
  }
}
