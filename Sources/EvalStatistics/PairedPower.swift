/// How many queries a paired comparison needs, and what it can see with those it has.
///
/// Normal approximations for a one-sided test of a mean difference d at level
/// `alpha` with the given power. A difference of 0/1 qualities that differ on
/// a share π of queries has variance π - δ² around its mean δ, and π where
/// nothing has changed. A design effect, the clustered variance over the
/// independent one, multiplies the queries needed.
package enum PairedPower {
  /// Numbers of queries beyond this are as good as none.
  private static let greatestCount = 1e15

  /// Returns (z₁₋α + z_power)², the square of the error's quantiles added.
  ///
  /// Chow, Shao & Wang (2008), "Sample size calculations in clinical
  /// research", 3.1.
  ///
  /// - Precondition: `alpha` and `power` lie inside (0, 1), and `power` above
  ///   `alpha`, or chance alone would have it.
  package static func zSumSquare(alpha: Double, power: Double) -> Double {
    let sum = zSum(alpha, power)
    return sum * sum
  }

  /// Returns the queries that detect a difference between 0/1 qualities.
  ///
  /// With the variance under the alternative, π - δ².
  ///
  /// - Parameters:
  ///   - difference: The difference δ to detect, of either sign.
  ///   - discordantShare: The share π of queries on which the two sides differ.
  ///   - alpha: The level of the one-sided test.
  ///   - power: The chance of seeing the difference, above the level.
  ///   - designEffect: The factor for clusters, 1 without them.
  /// - Returns: `nil` when no number is enough: the difference is zero, or
  ///   next to it.
  /// - Precondition: The share is a probability, not below the magnitude of the
  ///   difference.
  package static func countToDetect(
    difference: Double,
    discordantShare: Double,
    alpha: Double,
    power: Double,
    designEffect: Double = 1
  ) -> Int? {
    precondition(0...1 ~= discordantShare, "a share of queries")
    precondition(difference.magnitude <= discordantShare, "more gained than differs")
    return countToResolve(
      distance: difference,
      variance: discordantShare - difference * difference,
      alpha: alpha,
      power: power,
      designEffect: designEffect
    )
  }

  /// Returns the queries that tell a mean difference from a point so far away.
  ///
  /// ⌈(z₁₋α + z_power)² s² deff / distance²⌉. With the margin as distance these
  /// are the queries that pass a gate where nothing changed; with the margin
  /// plus the estimate, those that settle a comparison at its estimate.
  ///
  /// - Parameters:
  ///   - distance: How far the true mean lies from the point, of either sign.
  ///   - variance: The variance s² of a query's difference.
  ///   - alpha: The level of the one-sided test.
  ///   - power: The chance of seeing the difference, above the level.
  ///   - designEffect: The factor for clusters, 1 without them.
  /// - Returns: At least one; `nil` when no number is enough.
  package static func countToResolve(
    distance: Double,
    variance: Double,
    alpha: Double,
    power: Double,
    designEffect: Double = 1
  ) -> Int? {
    check(variance, designEffect)
    precondition(!distance.isNaN, "a distance that is not a number")
    let ratio = zSum(alpha, power) / distance.magnitude
    let count = ratio * ratio * variance * designEffect
    guard distance != 0, count <= greatestCount else { return nil }
    return max(1, Int(count.rounded(.up)))
  }

  /// Returns the least difference that so many queries detect.
  ///
  /// (z₁₋α + z_power) · √(s² deff / n). Under no change s² is the discordant
  /// share.
  ///
  /// - Returns: `nil` when there are no queries.
  package static func detectableDifference(
    variance: Double,
    count: Int,
    alpha: Double,
    power: Double,
    designEffect: Double = 1
  ) -> Double? {
    check(variance, designEffect)
    precondition(count >= 0, "fewer than no queries")
    guard count > 0 else { return nil }
    let error = (variance * designEffect / Double(count)).squareRoot()
    return detectableDifference(standardError: error, alpha: alpha, power: power)
  }

  /// Returns the least difference detected by a mean with a standard error.
  ///
  /// (z₁₋α + z_power) · SE, zero for an error of zero.
  ///
  /// - Precondition: The error is finite and not negative.
  package static func detectableDifference(
    standardError: Double,
    alpha: Double,
    power: Double
  ) -> Double {
    precondition(standardError >= 0 && standardError.isFinite, "no standard error")
    return zSum(alpha, power) * standardError
  }

  private static func zSum(_ alpha: Double, _ power: Double) -> Double {
    precondition(alpha > 0 && alpha < 1, "a level lies inside (0, 1)")
    precondition(power > alpha && power < 1, "a power lies between the level and one")
    return Normal.quantile(power) - Normal.quantile(alpha)
  }

  private static func check(_ variance: Double, _ designEffect: Double) {
    precondition(variance >= 0 && variance.isFinite, "no variance")
    precondition(designEffect > 0 && designEffect.isFinite, "no design effect")
  }
}

extension PairedPower {
  /// Returns the fewest flips with which a sign test can reject at all.
  ///
  /// ⌈log₂(1/α)⌉: all of F flips going one way have p = 2^-F.
  ///
  /// - Precondition: `alpha` lies inside (0, 1].
  package static func minimumFlips(alpha: Double) -> Int {
    precondition(alpha > 0 && alpha <= 1, "a level lies inside (0, 1]")
    var flips = 0
    var p = 1.0
    while p > alpha {
      p /= 2
      flips += 1
    }
    return flips
  }

  /// Returns the greatest rate of flips that seeing none among so many allows.
  ///
  /// The one-sided bound of Clopper and Pearson, 1 - (1-confidence)^(1/n).
  ///
  /// - Returns: `nil` when there are no queries.
  /// - Precondition: `confidence` lies inside (0, 1).
  package static func zeroFlipUpperRate(count: Int, confidence: Double) -> Double? {
    precondition(count >= 0, "fewer than no queries")
    precondition(confidence > 0 && confidence < 1, "a confidence lies inside (0, 1)")
    guard count > 0 else { return nil }
    return BetaDistribution.quantile(confidence, alpha: 1, beta: Double(count))
  }
}
