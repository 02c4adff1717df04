import EvalStatistics

/// The mean of a value that not every trace has, with its cluster-robust interval.
struct SampledMean {
  private var weight: Int64 = 0
  private var total = WideSum()
  private var clusters: [(weight: Double, total: Double)]

  /// Sums a cohort's values up.
  ///
  /// Complexity: O(n) in the cohort's traces.
  ///
  /// - Parameters:
  ///   - view: The cohort.
  ///   - traces: The router's traces, for their weights.
  ///   - value: A trace's value in whole units; nil where it has none.
  init(_ view: CohortView, _ traces: RoutedTraces, value: (Int) -> Int64?) {
    clusters = Array(repeating: (0, 0), count: view.clusterCount)
    for member in view.members {
      let trace = Int(member)
      guard let value = value(trace) else { continue }
      let own = traces.weight(trace)
      let cluster = Int(view.clusters[trace])
      weight += own
      total.add(value * own)
      clusters[cluster].weight += Double(own)
      clusters[cluster].total += Double(value * own)
    }
  }

  /// Returns the share of a cohort's queries of which something holds, with its 95 % interval.
  ///
  /// Wilson's interval where every trace stands for itself, else the CR1 one; both inside 0…1.
  ///
  /// Complexity: O(n) in the cohort's traces.
  static func share(
    _ view: CohortView, _ traces: RoutedTraces, where holds: (Int) -> Bool
  ) -> Measured {
    let count = view.members.count
    guard traces.weights == nil, view.clusterCount == count else {
      return SampledMean(view, traces) { holds($0) ? 1 : 0 }.measured(unit: 1, range: 0...1)
        ?? .undefined("no traces")
    }
    let successes = view.members.count { holds(Int($0)) }
    guard
      let interval = Proportion.wilson(successes: successes, trials: count, confidence: 0.95)
    else { return .undefined("no traces") }
    return .value(
      Estimate(
        Double(successes) / Double(count), low: .value(interval.low), high: .value(interval.high)))
  }

  /// Returns the mean with its two-sided 95 % interval; nil where no trace has a value.
  ///
  /// The interval is the CR1 one of a ratio: clusters without a value say nothing of it.
  ///
  /// - Parameters:
  ///   - unit: How many units are 1.
  ///   - range: What the mean cannot leave.
  /// - Returns: The mean.
  func measured(unit: Int64, range: ClosedRange<Double>) -> Measured? {
    guard weight > 0 else { return nil }
    let mean = ratio(total.total, Int128(weight) * Int128(unit))
    let sampled = clusters.filter { $0.weight > 0 }
    let residuals = sampled.map { ($0.total / Double(unit)) - mean * $0.weight }
    guard sampled.count >= 2,
      let error = ClusterRobust.standardError(
        residualTotals: residuals, totalWeight: Double(weight))
    else { return .value(Estimate(mean, low: .oneCluster, high: .oneCluster)) }
    let degrees = ClusterRobust.degreesOfFreedom(clusterWeights: sampled.map(\.weight))
    guard degrees >= 1 else {
      return .value(Estimate(mean, low: .oneCluster, high: .oneCluster))
    }
    let reach = StudentT.quantile(0.975, degreesOfFreedom: degrees) * error
    return .value(
      Estimate(
        mean, low: .value(max(range.lowerBound, mean - reach)),
        high: .value(min(range.upperBound, mean + reach))))
  }
}
