/// Turns what routers decided into their reports.
///
/// The work comes in pieces that are functions of their index alone, so that any number of threads
/// may share it: `routed` for each router, `metrics` for each router and partition and for each
/// fixed reference, `report` for each router.
package struct RouterReporter: Sendable {
  private let golden: Golden
  private let pool: ModelPool
  /// What to look at; the first is all traces.
  private let partitions: [CohortPartition]
  private let showsRouteLLMCompat: Bool
  private let isSecondHalf: [Bool]?

  /// Prepares what all routers of a run share.
  ///
  /// - Parameters:
  ///   - golden: The golden.
  ///   - pool: The suite's models.
  ///   - partitions: What to look at; the first is all traces.
  ///   - showsRouteLLMCompat: Whether RouteLLM's figures are added.
  ///   - isSecondHalf: For each trace which half of the clusters it is in; nil where no reference
  ///     needs halves.
  package init(
    golden: Golden, pool: ModelPool, partitions: [CohortPartition], showsRouteLLMCompat: Bool,
    isSecondHalf: [Bool]? = nil
  ) {
    self.golden = golden
    self.pool = pool
    self.partitions = partitions
    self.showsRouteLLMCompat = showsRouteLLMCompat
    self.isSecondHalf = isSecondHalf
  }

  /// Gathers what decisions came to.
  ///
  /// - Parameters:
  ///   - decisions: The decisions.
  ///   - imitated: Those that they are meant to be like; nil for none.
  /// - Returns: The columns.
  package func routed(_ decisions: Decisions, imitated: Decisions? = nil) -> RoutedTraces {
    RoutedTraces(
      pool: pool, scale: golden.scale, weights: golden.weights, decisions: decisions,
      imitated: imitated)
  }

  /// Returns a router's metrics for each cohort of one partition.
  package func metrics(of traces: RoutedTraces, partition: Int) -> [MetricSet] {
    RouterEvaluation.metrics(of: traces, over: partitions[partition])
  }

  /// Returns a fixed reference's metrics over all traces.
  package func metrics(of reference: ReferenceRouters.Fixed) -> MetricSet {
    let decisions = ReferenceRouters.decisions(reference, pool: pool)
    return RouterEvaluation.metrics(of: routed(decisions), over: partitions[0])[0]
  }

  /// Returns the references from the metrics of the fixed ones.
  package func references(_ fixed: [MetricSet]) -> ReferenceRouters {
    ReferenceRouters(
      golden: golden, pool: pool, all: partitions[0], fixed: fixed,
      domain: DomainRanking(
        partitions.dropFirst().first, isSecondHalf: isSecondHalf, pool: pool,
        weights: golden.weights))
  }

  /// Returns a router's report.
  ///
  /// - Parameters:
  ///   - spec: The router.
  ///   - traces: What its decisions came to.
  ///   - metrics: For each partition the metrics of its cohorts.
  ///   - threshold: How its threshold was found; nil for a router without one.
  ///   - branches: Which branch it took on every trace; nil for a router without branches.
  ///   - references: The references.
  /// - Returns: The report.
  package func report(
    _ spec: RouterSpec, traces: RoutedTraces, metrics: [[MetricSet]],
    threshold: RouterReport.ThresholdReport?, branches: BranchColumn? = nil,
    references: ReferenceRouters
  ) -> RouterReport {
    let overall = metrics[0][0]
    var report = RouterReport(
      name: spec.name, kind: spec.kind.name, why: spec.why, traces: golden.count,
      configSHA256: spec.sha256, threshold: threshold, metrics: overall,
      calibration: CalibrationReport(traces, over: partitions[0]),
      compat: showsRouteLLMCompat
        ? CompatReport(routellm: RouteLLMCompat(traces, golden: golden)) : nil,
      cohorts: cohorts(metrics),
      reference: references.report(strongShare: overall.strongShare.estimate?.estimate ?? 0),
      versusRandom: RandomContrast(traces, over: partitions[0]),
      versusMix: MixContrast(traces, over: partitions[0], frontier: references.frontier))
    report.branches = branches?.reports(traces, golden: golden)
    return report
  }

  private func cohorts(_ metrics: [[MetricSet]]) -> [RouterReport.CohortReport] {
    zip(partitions, metrics).dropFirst().flatMap { partition, sets in
      sets.enumerated().map { index, set in
        RouterReport.CohortReport(
          cohort: partition.cohorts[index], traces: partition.range(of: index).count,
          clusters: partition.clusterCounts[index], metrics: set)
      }
    }
  }
}
