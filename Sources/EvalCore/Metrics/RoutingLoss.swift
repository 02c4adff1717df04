import EvalStatistics

/// Which queries are lost where the weak model serves them.
package struct RoutingLoss: Sendable {
  /// For each trace whether the strong model is better, by at least the tolerance.
  let isLost: [Bool]

  /// Compares the two ends of a ladder.
  ///
  /// - Parameters:
  ///   - pool: The models.
  ///   - scale: The scale of their qualities.
  ///   - tolerance: The least lead that is a loss, quality normalised to 0…1; any lead where it is 0.
  package init(pool: ModelPool, scale: QualityScale, tolerance: Double) {
    let least = max(1, Int64((tolerance * Double(scale.widthUnits)).rounded()))
    isLost = zip(pool.quality[pool.strong], pool.quality[pool.weak]).map { $0 - $1 >= least }
  }

  /// Returns the share of queries that are lost, with its 95 % interval.
  ///
  /// Wilson's where every trace stands for itself, else from cluster-robust errors.
  ///
  /// - Parameters:
  ///   - decisions: What a router chose.
  ///   - pool: The models.
  ///   - golden: The golden that it chose on.
  /// - Returns: The share.
  package func share(of decisions: Decisions, pool: ModelPool, golden: Golden) -> Measured {
    guard golden.count > 0 else { return .undefined("no traces") }
    let losses = isLost.indices.map { isLost[$0] && Int(decisions.models[$0]) == pool.weak }
    if golden.weights == nil, golden.clusterCount == golden.count {
      let count = losses.count { $0 }
      let interval = Proportion.wilson(
        successes: count, trials: golden.count, confidence: 0.95)
      return .value(
        Estimate(
          Double(count) / Double(golden.count), low: (interval?.low).map(Bound.value),
          high: (interval?.high).map(Bound.value)))
    }
    let total = losses.indices.reduce(Int64(0)) {
      $0 + (losses[$1] ? golden.weights?[$1] ?? 1 : 0)
    }
    let share = Double(total) / Double(golden.totalWeight)
    guard
      let mean = ClusterRobust.mean(
        values: losses.map { $0 ? 1 : 0 }, weights: golden.weights, clusters: golden.clusters,
        clusterCount: golden.clusterCount), mean.degreesOfFreedom >= 1
    else { return .value(Estimate(share, low: .oneCluster, high: .oneCluster)) }
    let reach =
      StudentT.quantile(0.975, degreesOfFreedom: mean.degreesOfFreedom) * mean.standardError
    return .value(
      Estimate(share, low: .value(max(0, share - reach)), high: .value(min(1, share + reach))))
  }
}
