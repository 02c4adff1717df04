import EvalStatistics

/// The traces that a change is looked for in: all of them, or one cohort's.
struct ChangeScope {
  let partition: CohortPartition
  /// The cohort's index in the partition.
  let index: Int
  /// The weight of each of the cohort's clusters, by its number within the cohort.
  let clusterWeights: [Double]
  let sample: ClusterSample
  /// Whether each query is a cluster of its own and stands for itself alone.
  let isPlain: Bool

  /// Gathers a cohort's clusters; O(n) in its traces.
  init(_ partition: CohortPartition, _ index: Int, weights: [Int64]?) {
    self.partition = partition
    self.index = index
    let range = partition.range(of: index)
    let count = partition.clusterCounts[index]
    isPlain = weights == nil && count == range.count
    if isPlain {
      clusterWeights = [Double](repeating: 1, count: count)
      sample = ClusterSample(members: count)
    } else {
      var totals = [Double](repeating: 0, count: count)
      for member in partition.members[range] {
        totals[Int(partition.clusters[Int(member)])] += Double(weights?[Int(member)] ?? 1)
      }
      clusterWeights = totals
      sample = ClusterSample(clusterWeights: totals)
    }
  }

  /// The cohort.
  var cohort: Cohort { partition.cohorts[index] }
  /// The number of traces.
  var count: Int { partition.range(of: index).count }
  /// The traces, in id order.
  var members: ArraySlice<Int32> { partition.members[partition.range(of: index)] }

  func contains(_ trace: Int32) -> Bool { Int(partition.codes[Int(trace)]) == index }

  /// Returns the totals of a column by the cohort's clusters; those that are zero are left out.
  func totals(of column: PairedColumn) -> (clusters: [Int32], totals: [Int64]) {
    var sums: [Int32: Int64] = [:]
    for (position, trace) in column.traces.enumerated() where contains(trace) {
      sums[partition.clusters[Int(trace)], default: 0] += column.values[position]
    }
    let clusters = sums.keys.filter { sums[$0] != 0 }.sorted()
    return (clusters, clusters.map { sums[$0] ?? 0 })
  }
}
