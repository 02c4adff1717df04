import EvalStatistics

/// The clusters of the queries that take part in a comparison, and how many there are.
struct DriftClusters {
  /// For each query its cluster; nil where on both sides each stands for itself.
  let clusters: SamplePermutation.Clusters?
  let sides: (golden: FeatureDrift.Side, traffic: FeatureDrift.Side)

  /// Picks the clusters of the queries that have the feature, out of `total` queries a side.
  init(
    _ golden: [Int], _ goldenClusters: [Int32]?, _ traffic: [Int], _ trafficClusters: [Int32]?,
    total: (golden: Int, traffic: Int)
  ) {
    let picked = (
      goldenClusters.map { all in golden.map { all[$0] } },
      trafficClusters.map { all in traffic.map { all[$0] } }
    )
    let isClustered = picked.0 != nil || picked.1 != nil
    clusters =
      isClustered
      ? (
        picked.0 ?? golden.indices.map(Int32.init), picked.1 ?? traffic.indices.map(Int32.init)
      ) : nil
    func side(_ members: [Int], _ clusters: [Int32]?, _ total: Int) -> FeatureDrift.Side {
      FeatureDrift.Side(
        queries: members.count, missing: total - members.count,
        clusters: clusters.map { Set($0).count })
    }
    sides = (side(golden, picked.0, total.golden), side(traffic, picked.1, total.traffic))
  }
}
