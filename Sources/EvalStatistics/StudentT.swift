/// Student's t distribution.
///
/// Degrees of freedom are positive and need not be whole: with clusters of
/// unequal size an effective number of clusters takes their place.
package enum StudentT {
  /// Returns the probability of a value at or below `t`.
  ///
  /// The incomplete beta function, Abramowitz & Stegun 26.7.1. Relative
  /// precision is kept in the lower tail, so that of the upper tail is
  /// `cdf(-t, …)`.
  ///
  /// - Precondition: `t` is not NaN, the degrees of freedom are positive.
  package static func cdf(_ t: Double, degreesOfFreedom: Double) -> Double {
    precondition(!t.isNaN, "Student's t of something that is not a number")
    precondition(degreesOfFreedom > 0, "Student's t needs positive degrees of freedom")
    let tail = tailBeyond(t.magnitude, degreesOfFreedom)
    return t > 0 ? 1 - tail : tail
  }

  /// Returns the value with probability `p` at or below it.
  ///
  /// A start from the Cornish-Fisher expansion (Abramowitz & Stegun 26.7.5)
  /// or the leading term of the tail, then Newton's method. The relative
  /// error is near 1e-15. With degrees of freedom near zero the value may
  /// exceed the largest double; then it is infinite.
  ///
  /// - Precondition: `p` is above zero and below one, the degrees of freedom
  ///   are positive and finite.
  package static func quantile(_ p: Double, degreesOfFreedom: Double) -> Double {
    precondition(p > 0 && p < 1, "a quantile needs a probability inside (0, 1)")
    precondition(degreesOfFreedom > 0, "Student's t needs positive degrees of freedom")
    if p == 0.5 { return 0 }
    let magnitude = quantileMagnitude(p, degreesOfFreedom)
    return p < 0.5 ? -magnitude : magnitude
  }

  /// Returns the upper tail beyond a `t` that is not negative.
  private static func tailBeyond(_ t: Double, _ df: Double) -> Double {
    let law = IncompleteBeta(alpha: df / 2, beta: 0.5)
    let ratio = t * (t / df)
    if ratio < 1e-290 { return 0.5 }
    if ratio > 1e290 {
      let logX = Elementary.log(df) - 2 * Elementary.log(t)
      return 0.5 * Elementary.exp(law.logLowerTail(atLog: logX))
    }
    return 0.5 * law.lower(1 / (1 + ratio), ratio / (1 + ratio))
  }

  /// Returns |t| for a probability other than one half.
  ///
  /// With x = ν/(ν+t²) both tails together are a lower beta tail, and t²/ν is
  /// the inverse of the odds of x.
  private static func quantileMagnitude(_ p: Double, _ df: Double) -> Double {
    let law = IncompleteBeta(alpha: df / 2, beta: 0.5)
    let tails = 2 * min(p, 1 - p)
    let logX = law.logQuantileByLeadingTerm(tails)
    if logX < -80 { return Elementary.exp(0.5 * (Elementary.log(df) - logX)) }
    let middle = 2 * (p - 0.5).magnitude
    let odds = law.oddsQuantile(
      lower: tails,
      upper: middle,
      start: startingOdds(law, tails, middle)
    )
    return (df / odds).squareRoot()
  }

  /// Returns a first guess of the odds x/(1-x), from whichever expansion holds.
  private static func startingOdds(
    _ law: IncompleteBeta,
    _ tails: Double,
    _ middle: Double
  ) -> Double {
    let df = 2 * law.alpha
    if df >= 3 {
      let t = cornishFisher(-Normal.quantile(tails / 2), df)
      if t > 0, t * t < 4 * df { return df / (t * t) }
    }
    if let odds = law.oddsByLeadingTerm(tails) { return odds }
    if let odds = law.mirrored.oddsByLeadingTerm(middle) { return 1 / odds }
    return 1
  }

  /// Returns the expansion of Student's t about a normal quantile `z`.
  private static func cornishFisher(_ z: Double, _ df: Double) -> Double {
    let s = z * z
    let g1 = (s + 1) / 4
    let g2 = ((5 * s + 16) * s + 3) / 96
    let g3 = (((3 * s + 19) * s + 17) * s - 15) / 384
    let g4 = ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945) / 92160
    return z * (1 + (g1 + (g2 + (g3 + g4 / df) / df) / df) / df)
  }
}
