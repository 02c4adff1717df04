/// Turns one router's decisions into its report.
package struct RouterReporter: Sendable {
  private let golden: Golden
  private let pool: ModelPool
  private let partitions: [CohortPartition]
  private let references: ReferenceRouters
  private let showsRouteLLMCompat: Bool

  /// Prepares what all routers of a run share.
  ///
  /// - Parameters:
  ///   - golden: The golden.
  ///   - pool: The suite's models.
  ///   - partitions: What to look at; the first is all traces.
  ///   - showsRouteLLMCompat: Whether RouteLLM's figures are added.
  package init(
    golden: Golden, pool: ModelPool, partitions: [CohortPartition], showsRouteLLMCompat: Bool
  ) {
    self.golden = golden
    self.pool = pool
    self.partitions = partitions
    self.references = ReferenceRouters(golden: golden, pool: pool, all: partitions[0])
    self.showsRouteLLMCompat = showsRouteLLMCompat
  }

  /// Returns a router's report.
  ///
  /// Complexity: O(n) for each partition.
  package func report(
    _ spec: RouterSpec, decisions: Decisions, threshold: RouterReport.ThresholdReport?
  ) -> RouterReport {
    let traces = RoutedTraces(
      pool: pool, scale: golden.scale, weights: golden.weights, decisions: decisions)
    let metrics = RouterEvaluation.metrics(of: traces, over: partitions)
    let overall = metrics[0][0]
    var cohorts: [RouterReport.CohortReport] = []
    for (partition, sets) in zip(partitions, metrics).dropFirst() {
      for (index, set) in sets.enumerated() {
        cohorts.append(
          RouterReport.CohortReport(
            cohort: partition.cohorts[index], traces: partition.range(of: index).count,
            clusters: partition.clusterCounts[index], metrics: set))
      }
    }
    return RouterReport(
      name: spec.name, kind: spec.kind.name, why: spec.why, traces: golden.count,
      configSHA256: spec.sha256, threshold: threshold, metrics: overall,
      compat: showsRouteLLMCompat
        ? CompatReport(routellm: RouteLLMCompat(traces, golden: golden)) : nil,
      cohorts: cohorts,
      reference: references.report(strongShare: overall.strongShare.estimate?.estimate ?? 0))
  }
}
