import EvalStatistics

/// The area under a replay's curve and how much each cluster bears on it.
struct CurveInfluence {
  private let curve: RoutingCurve
  private let clusters: [Int32]
  private let clusterCount: Int
  private let weights: [Int64]?
  /// Per cluster Σw·quality of the weak model, in units.
  private let weakQuality: [Double]
  private let sample: ClusterSample

  /// Ranks a scope's traces by a replay's scores; O(n log n).
  init(_ replay: Replay, _ pair: PairedReplay, _ scope: ChangeScope) {
    let traces = RoutedTraces(
      pool: replay.pool, scale: pair.golden.scale, weights: pair.golden.weights,
      decisions: replay.decisions)
    let ranked = scope.partition.distribute(traces.ranking.order)[
      scope.partition.range(of: scope.index)]
    curve = RoutingCurve(ranked, in: traces)
    clusters = ranked.map { scope.partition.clusters[Int($0)] }
    clusterCount = scope.clusterWeights.count
    weights = pair.golden.weights.map { weights in ranked.map { weights[Int($0)] } }
    sample = scope.sample
    var weak = [Double](repeating: 0, count: clusterCount)
    let quality = replay.pool.quality[replay.pool.weak]
    for trace in ranked {
      let cluster = Int(scope.partition.clusters[Int(trace)])
      weak[cluster] += Double(quality[Int(trace)] * pair.weight(Int(trace)))
    }
    weakQuality = weak
  }

  /// APGR, with the cluster totals of its influence function; nil where there is no gap.
  var normalized: (estimate: Double, totals: [Double])? {
    guard let apgr = curve.apgr else { return nil }
    let gap = Double(curve.totalGain) / sample.weight
    return (apgr, areaTotals(slope: apgr).map { $0 / gap })
  }

  /// AUC on the raw scale, with the cluster totals of its influence function.
  func raw(scale: QualityScale) -> (estimate: Double, totals: [Double])? {
    let weak = CompensatedSum.sum(weakQuality) / sample.weight
    let area = areaTotals(slope: 0)
    let weights = clusterWeights
    let totals = area.indices.map {
      scale.raw(area[$0] + weakQuality[$0] - weak * weights[$0])
    }
    return (scale.raw(weak + curve.gainedArea), totals)
  }

  private var clusterWeights: [Double] {
    var totals = [Double](repeating: 0, count: clusterCount)
    for (position, cluster) in clusters.enumerated() {
      totals[Int(cluster)] += Double(weights?[position] ?? 1)
    }
    return totals
  }

  private func areaTotals(slope theta: Double) -> [Double] {
    curve.areaInfluence(
      slope: theta, clusters: clusters, clusterCount: clusterCount, weights: weights)
  }
}
