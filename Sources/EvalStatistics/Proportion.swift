/// Two-sided confidence intervals for the share of successes in trials.
///
/// Trials are independent; for clustered ones use ``ClusterRobust``.
package enum Proportion {
  /// Returns Wilson's score interval, `nil` when there are no trials.
  ///
  /// Wilson (1927). Clamped to [0, 1]; the lower end is exactly 0 without a
  /// success and the upper end exactly 1 without a failure.
  ///
  /// - Precondition: `successes` lies in 0…trials and `confidence` in (0, 1).
  package static func wilson(successes: Int, trials: Int, confidence: Double) -> Interval? {
    check(successes, trials, confidence)
    guard trials > 0 else { return nil }
    let n = Double(trials)
    let share = Double(successes) / n
    let z = Normal.quantile((1 - confidence) / 2)
    let square = z * z
    let centre = share + square / (2 * n)
    let spread = share * (1 - share) / n + square / (4 * n * n)
    let half = z.magnitude * spread.squareRoot()
    let shrink = 1 + square / n
    return Interval(
      low: successes == 0 ? 0 : max(0, (centre - half) / shrink),
      high: successes == trials ? 1 : min(1, (centre + half) / shrink)
    )
  }

  /// Returns the exact interval of Clopper and Pearson, `nil` without trials.
  ///
  /// Clopper & Pearson (1934), as quantiles of beta laws. It covers with at
  /// least the stated confidence, usually more.
  ///
  /// - Precondition: `successes` lies in 0…trials and `confidence` in (0, 1).
  package static func clopperPearson(
    successes: Int,
    trials: Int,
    confidence: Double
  ) -> Interval? {
    check(successes, trials, confidence)
    guard trials > 0 else { return nil }
    let k = Double(successes)
    let failures = Double(trials - successes)
    let tail = (1 - confidence) / 2
    return Interval(
      low: successes == 0 ? 0 : BetaDistribution.quantile(tail, alpha: k, beta: failures + 1),
      high: successes == trials
        ? 1 : BetaDistribution.quantile(1 - tail, alpha: k + 1, beta: failures)
    )
  }

  private static func check(_ successes: Int, _ trials: Int, _ confidence: Double) {
    precondition(trials >= 0 && 0...trials ~= successes, "more successes than trials")
    precondition(confidence > 0 && confidence < 1, "a confidence lies inside (0, 1)")
  }
}
