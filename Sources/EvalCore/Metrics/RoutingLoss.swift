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

  /// Returns the share of all queries that a router loses, with its 95 % interval; O(n).
  package func share(of traces: RoutedTraces, over all: CohortPartition) -> Measured {
    let view = CohortView(
      members: all.members[...], ranked: all.members[...], clusters: all.clusters,
      clusterCount: all.clusterCounts[0], isAll: true)
    return SampledMean.share(view, traces) {
      isLost[$0] && Int(traces.models[$0]) == traces.pool.weak
    }
  }
}
