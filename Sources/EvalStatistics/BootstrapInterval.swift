/// Confidence intervals from the replicates of a bootstrap.
///
/// Ends are type 7 quantiles of the replicates. For means neither kind covers
/// better than Student's t over ``ClusterRobust``; they are for statistics
/// without a standard error, such as differences of quantiles.
package enum BootstrapInterval {
  /// Returns the percentile interval, `nil` without replicates.
  ///
  /// Efron & Tibshirani (1993), chapter 13.
  ///
  /// - Parameters:
  ///   - replicates: The statistic of drawn samples, in ascending order.
  ///   - confidence: The two-sided confidence, inside (0, 1).
  /// - Returns: An interval between the extremes of the replicates.
  package static func percentile(sorted replicates: [Double], confidence: Double) -> Interval? {
    precondition(confidence > 0 && confidence < 1, "a confidence lies inside (0, 1)")
    let tail = (1 - confidence) / 2
    return interval(replicates, Interval(low: tail, high: 1 - tail))
  }

  /// Returns the bias-corrected and accelerated interval.
  ///
  /// Efron (1987): percentiles at ``bcaProbabilities(bias:acceleration:confidence:)``.
  ///
  /// - Parameters:
  ///   - replicates: The statistic of drawn samples, in ascending order.
  ///   - estimate: The statistic of the sample itself, by the same function: the
  ///     bits decide which replicates equal it.
  ///   - jackknife: The statistic with each member left out in turn.
  ///   - confidence: The two-sided confidence, inside (0, 1).
  /// - Returns: `nil` where it is undefined: every replicate lies on one side of
  ///   the estimate, or the correction exceeds what it is an expansion for.
  package static func bca(
    sorted replicates: [Double],
    estimate: Double,
    jackknife: [Double],
    confidence: Double
  ) -> Interval? {
    guard
      let bias = bias(sorted: replicates, estimate: estimate),
      let probabilities = bcaProbabilities(
        bias: bias,
        acceleration: acceleration(jackknife: jackknife),
        confidence: confidence
      )
    else { return nil }
    return interval(replicates, probabilities)
  }

  /// Returns the correction z₀ for bias, zero where half the replicates lie below.
  ///
  /// The normal quantile of the share of replicates below the estimate,
  /// those equal to it counting one half.
  ///
  /// - Parameters:
  ///   - replicates: The statistic of drawn samples, in ascending order.
  ///   - estimate: The statistic of the sample itself, by the same function: the
  ///     bits decide which replicates equal it.
  /// - Returns: `nil` without replicates, and when all lie on one side.
  package static func bias(sorted replicates: [Double], estimate: Double) -> Double? {
    let below = replicates.count { $0 < estimate }
    let equal = replicates.count { $0 == estimate }
    let halves = 2 * below + equal
    guard halves > 0 && halves < 2 * replicates.count else { return nil }
    return Normal.quantile(Double(halves) / Double(2 * replicates.count))
  }

  /// Returns how fast the standard error changes with the statistic.
  ///
  /// Σ(m-θ)³ / 6(Σ(m-θ)²)^1.5 over the jackknifed θ with mean m; zero where they
  /// are all equal.
  package static func acceleration(jackknife: [Double]) -> Double {
    guard !jackknife.isEmpty else { return 0 }
    let mean = CompensatedSum.sum(jackknife) / Double(jackknife.count)
    let squares = CompensatedSum.sum(jackknife.lazy.map { (mean - $0) * (mean - $0) })
    let cubes = CompensatedSum.sum(
      jackknife.lazy.map { (mean - $0) * (mean - $0) * (mean - $0) })
    let divisor = 6 * squares * squares.squareRoot()
    return divisor > 0 ? cubes / divisor : 0
  }

  /// Returns the two probabilities whose quantiles are the ends of ``bca``.
  ///
  /// Φ(z₀ + (z₀+z) / (1 - a(z₀+z))) with z the normal quantiles of the plain
  /// percentile interval.
  ///
  /// - Parameters:
  ///   - bias: The correction z₀.
  ///   - acceleration: The acceleration a.
  ///   - confidence: The two-sided confidence, inside (0, 1).
  /// - Returns: `nil` where a(z₀+z) reaches one.
  package static func bcaProbabilities(
    bias: Double,
    acceleration: Double,
    confidence: Double
  ) -> Interval? {
    precondition(confidence > 0 && confidence < 1, "a confidence lies inside (0, 1)")
    func corrected(_ z: Double) -> Double? {
      let sum = bias + z
      let shrink = 1 - acceleration * sum
      return shrink > 0 ? Normal.cdf(bias + sum / shrink) : nil
    }
    let z = Normal.quantile((1 - confidence) / 2)
    guard let low = corrected(z), let high = corrected(-z) else { return nil }
    return Interval(low: low, high: high)
  }

  private static func interval(_ replicates: [Double], _ probabilities: Interval) -> Interval? {
    guard
      let low = Quantile.type7(sorted: replicates, probability: probabilities.low),
      let high = Quantile.type7(sorted: replicates, probability: probabilities.high)
    else { return nil }
    return Interval(low: low, high: high)
  }
}
