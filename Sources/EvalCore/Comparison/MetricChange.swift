import EvalStatistics

/// What a metric changed by between two replays, with what is known of the error.
struct MetricChange {
  /// What tells a change from noise.
  enum Evidence {
    /// Yes-or-no outcomes, each query a cluster of its own: McNemar's exact test.
    case counts(gains: Int, losses: Int)
    /// Totals of clusters: the sign-flip test.
    case totals([Int64])
    /// A standard error alone: Student's t.
    case error(degreesOfFreedom: Double)
    /// Changes of resampled clusters, sorted.
    case resamples([Double])
  }

  /// Now minus before, in the metric's own unit.
  var estimate: Double
  /// Nil where the error is resampled.
  var standardError: Double?
  /// Its ends are one-sided 95 % bounds.
  var bounds: Interval
  /// The two-sided 95 % interval, for readers.
  var interval: Interval
  var evidence: Evidence
  /// The number of traces.
  var traces: Int
  /// The number of clusters, and of those with a change.
  var clusters: Int
  var changedClusters: Int
  /// The most that one query can change the metric by, before it is averaged.
  var range: Double
  /// For one of many cohorts, how many standard errors the largest loss of them all exceeds in one
  /// case of twenty where nothing changed.
  var criticalT: Double?
  /// What a changed cluster adds to the estimate, on average and without its sign.
  var meanChange = 0.0

  /// Which test `pValue` makes.
  var test: String {
    switch evidence {
    case .counts: "mcnemar"
    case .totals: "sign_flip"
    case .error: "t"
    case .resamples: "bootstrap"
    }
  }

  /// Returns the one-sided p value of a fall, or of a rise.
  func pValue(ofRise isRise: Bool, signs: SignStream) -> Double {
    switch evidence {
    case .counts(let gains, let losses):
      return isRise
        ? McNemar.oneSided(gains: losses, losses: gains)
        : McNemar.oneSided(gains: gains, losses: losses)
    case .totals(let totals):
      return SignFlipTest.pValue(totals: isRise ? totals.map { -$0 } : totals, signs: signs)
    case .error(let degreesOfFreedom):
      guard let standardError, standardError > 0 else {
        // Every cluster says the same: all sign flips but one are less extreme.
        guard estimate != 0, isRise == (estimate > 0) else { return 1 }
        return SignFlipTest.leastP(clusters: clusters)
      }
      let t = (isRise ? -estimate : estimate) / standardError
      return StudentT.cdf(t, degreesOfFreedom: degreesOfFreedom)
    case .resamples(let changes):
      let against = changes.count { isRise ? $0 <= 0 : $0 >= 0 }
      return Double(1 + against) / Double(1 + changes.count)
    }
  }

  /// The standard error, or half of what the resampled bounds span in standard errors.
  var error: Double {
    standardError ?? (bounds.high - bounds.low) / (2 * Normal.quantile(0.95))
  }

  /// The smallest fall or rise that would have been shown four times in five.
  ///
  /// (z₁₋α + z₁₋β)·SE, for one of many cohorts with their critical value in place of z₁₋α where that
  /// is larger. Where fewer clusters changed than can reach the level, no less than what so many of
  /// them would come to.
  func minimumDetectable(level: Double) -> Double {
    let fewest = PairedPower.minimumFlips(alpha: level)
    let critical = max(Normal.quantile(1 - level), criticalT ?? 0)
    let seen = (critical + Normal.quantile(Self.power)) * error
    guard changedClusters < fewest else { return seen }
    // So few say nothing of how large others would be but by their own size.
    let one = meanChange > 0 ? meanChange : range / Double(max(clusters, 1))
    return max(seen, Double(fewest) * one)
  }

  /// Returns the change of one of many cohorts, with bounds and an interval that hold for all of
  /// them at once; neither is narrower than the cohort's own.
  ///
  /// - Parameter family: What the test of all cohorts says.
  /// - Returns: The wider change.
  func among(_ family: MaxTTest.Result) -> MetricChange {
    func widened(_ own: Interval, by t: Double) -> Interval {
      let reach = t * (standardError ?? 0)
      return Interval(
        low: min(own.low, estimate - reach), high: max(own.high, estimate + reach))
    }
    var change = self
    change.bounds = widened(bounds, by: family.criticalT)
    change.interval = widened(interval, by: family.simultaneousT)
    change.criticalT = family.criticalT
    return change
  }

  /// How many queries would show that a margin is kept if nothing had changed.
  func tracesNeeded(margin: Double) -> Int? {
    // The squared error times n is the variance of a query's difference with its design effect.
    let count = PairedPower.countToResolve(
      distance: margin, variance: error * error * Double(traces), alpha: ChangeQuestion.level,
      power: Self.power)
    return count.map { max($0, tracesForWidth(margin)) }
  }

  /// How many queries the interval of few changed clusters needs to be narrower than a margin.
  private func tracesForWidth(_ margin: Double) -> Int {
    guard changedClusters < PairedMean.fewChanges, range > margin, clusters > 0 else { return 1 }
    let z = Normal.quantile(0.95)
    let needed = z * z * (range / margin - 1) * Double(traces) / Double(clusters)
    return needed < 1e15 ? Int(needed.rounded(.up)) : .max
  }

  /// How many queries would decide at the change that was measured; nil where it sits on the
  /// margin, and no reasonable number would.
  ///
  /// - Parameters:
  ///   - margin: The margin, above zero.
  ///   - worsening: The estimate, negative where things got worse.
  /// - Returns: The number.
  func tracesToResolve(margin: Double, worsening: Double) -> Int? {
    let distance = (margin + worsening).magnitude
    guard distance >= margin / 4 else { return nil }
    return tracesNeeded(margin: distance)
  }

  /// Takes the evidence of a sum that the change is made of: signs of its cluster totals, and bounds
  /// that few changes leave wide.
  ///
  /// - Parameters:
  ///   - column: What the sum changed by.
  ///   - divisor: What it is divided by, in the column's integer units.
  ///   - scope: The traces.
  mutating func adopt(_ column: PairedColumn, over divisor: Double, in scope: ChangeScope) {
    let totals = scope.totals(of: column).totals
    let weight = scope.sample.weight
    evidence = .totals(divisor < 0 ? totals.map { -$0 } : totals)
    changedClusters = totals.count
    range = column.range * column.unit * weight / divisor.magnitude
    if !totals.isEmpty {
      let size = totals.reduce(0.0) { $0 + Double($1.magnitude) }
      meanChange = size / Double(totals.count) / divisor.magnitude
    }
    guard totals.count < PairedMean.fewChanges else { return }
    func widened(_ own: Interval, _ z: Double) -> Interval {
      let reach = range * z * z / (Double(clusters) + z * z)
      return Interval(
        low: min(own.low, estimate - reach), high: max(own.high, estimate + reach))
    }
    bounds = widened(bounds, Normal.quantile(0.95))
    interval = widened(interval, Normal.quantile(0.975))
  }

  /// The power of every statement on what would have been found.
  private static let power = 0.80
}
