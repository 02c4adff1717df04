/// The binomial distribution: successes in a number of independent trials.
///
/// The number of successes may lie outside 0…trials, where the law has no
/// mass.
package enum Binomial {
  /// Returns the probability of at most `k` successes.
  ///
  /// The incomplete beta function, Abramowitz & Stegun 26.5.24. Relative
  /// precision is kept in the lower tail.
  ///
  /// - Precondition: `trials` is not negative, `probability` lies in [0, 1].
  package static func cdf(_ k: Int, trials: Int, probability: Double) -> Double {
    check(trials, probability)
    if k < 0 { return 0 }
    if k >= trials || probability == 0 { return 1 }
    if probability == 1 { return 0 }
    return IncompleteBeta(alpha: Double(trials - k), beta: Double(k) + 1)
      .lower(1 - probability, probability)
  }

  /// Returns the probability of more than `k` successes.
  ///
  /// The survival function of scipy: `k` itself is not counted. Relative
  /// precision is kept in the upper tail.
  ///
  /// - Precondition: `trials` is not negative, `probability` lies in [0, 1].
  package static func upperTail(_ k: Int, trials: Int, probability: Double) -> Double {
    check(trials, probability)
    if k < 0 { return 1 }
    if k >= trials || probability == 0 { return 0 }
    if probability == 1 { return 1 }
    return IncompleteBeta(alpha: Double(k) + 1, beta: Double(trials - k))
      .lower(probability, 1 - probability)
  }

  /// Returns the probability of exactly `k` successes.
  ///
  /// Loader's saddle-point form (2000), precise for any number of trials.
  ///
  /// - Precondition: `trials` is not negative, `probability` lies in [0, 1].
  package static func probability(_ k: Int, trials: Int, probability: Double) -> Double {
    check(trials, probability)
    if k < 0 || k > trials { return 0 }
    if probability == 0 { return k == 0 ? 1 : 0 }
    if probability == 1 { return k == trials ? 1 : 0 }
    let n = Double(trials)
    if k == 0 { return Elementary.exp(n * Elementary.log1p(-probability)) }
    if k == trials { return Elementary.exp(n * Elementary.log(probability)) }
    let successes = Double(k)
    let failures = Double(trials - k)
    let law = IncompleteBeta(alpha: successes, beta: failures)
    let power = Elementary.exp(law.logPower(probability, 1 - probability))
    return power * (n / (successes * failures))
  }

  private static func check(_ trials: Int, _ probability: Double) {
    precondition(trials >= 0, "a binomial law needs a number of trials")
    precondition(0...1 ~= probability, "a binomial law needs a probability")
  }
}
