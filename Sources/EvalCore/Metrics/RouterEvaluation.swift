/// Computes a router's metrics over every cohort of a list of partitions.
package enum RouterEvaluation {
  /// Returns for each partition, for each of its cohorts, the metrics.
  ///
  /// Complexity: O(n) for each partition.
  package static func metrics(
    of traces: RoutedTraces, over partitions: [CohortPartition]
  ) -> [[MetricSet]] {
    partitions.map { partition in
      let ranked = partition.distribute(traces.ranking.order)
      return partition.cohorts.indices.map { cohort in
        let range = partition.range(of: cohort)
        let view = CohortView(
          members: partition.members[range], ranked: ranked[range],
          clusters: partition.clusters, clusterCount: partition.clusterCounts[cohort])
        return CohortEvaluation(view, of: traces).metrics
      }
    }
  }

  /// Returns the metrics over all traces.
  package static func overall(of traces: RoutedTraces, all: CohortPartition) -> MetricSet {
    metrics(of: traces, over: [all])[0][0]
  }
}
