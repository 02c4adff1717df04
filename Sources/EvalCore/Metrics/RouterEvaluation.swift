/// Computes a router's metrics over the cohorts of a partition.
package enum RouterEvaluation {
  /// Returns for each of a partition's cohorts the metrics.
  ///
  /// Complexity: O(n).
  package static func metrics(
    of traces: RoutedTraces, over partition: CohortPartition
  ) -> [MetricSet] {
    let ranked = partition.distribute(traces.ranking.order)
    return partition.cohorts.indices.map { cohort in
      let range = partition.range(of: cohort)
      let view = CohortView(
        members: partition.members[range], ranked: ranked[range],
        clusters: partition.clusters, clusterCount: partition.clusterCounts[cohort],
        isAll: partition.cohorts[cohort].isAll)
      return CohortEvaluation(view, of: traces).metrics
    }
  }
}
