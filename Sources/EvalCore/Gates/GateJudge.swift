import EvalStatistics

/// Decides a suite's gates from what a run measured.
package struct GateJudge {
  /// What a gate may compare with.
  package enum Reference {
    /// There is no baseline, or none that can be compared with; the reason.
    case unavailable(String)
    /// The routers that the baseline also has, each with its replay there.
    case pairs([ComparedReplay])

    /// Pairs whose cohorts nobody has looked at yet.
    package static func replays(_ pairs: [PairedReplay]) -> Reference {
      .pairs(pairs.map { ComparedReplay($0) })
    }
  }

  private let suite: Suite
  private let routers: [RouterReport]
  private let baseline: Reference
  /// Pairs of routers of this run, keyed by `router` and `noWorseThan`.
  private let peers: [PeerPair: PairedReplay]
  /// The cohorts that are looked at; the first partition is all traces.
  private let partitions: [CohortPartition]
  private let streams: TestStreams
  /// The day on which waivers are judged, `yyyy-mm-dd`.
  private let today: String

  /// Two routers of the same run.
  package struct PeerPair: Hashable, Sendable {
    package var router: String
    package var other: String

    package init(router: String, other: String) {
      self.router = router
      self.other = other
    }
  }

  package init(
    suite: Suite, routers: [RouterReport], baseline: Reference,
    peers: [PeerPair: PairedReplay], partitions: [CohortPartition], streams: TestStreams,
    today: String
  ) {
    self.suite = suite
    self.routers = routers
    self.baseline = baseline
    self.peers = peers
    self.partitions = partitions
    self.streams = streams
    self.today = today
  }

  /// Returns the verdicts in suite order: one for each gate and router, and for a gate on every
  /// cohort one for each cohort, failed ones first.
  ///
  /// A gate that speaks of, or compares with, a router that was left out has no verdict.
  package func judge() -> [GateResult] {
    let names = routers.map(\.name)
    var changes = ChangeJudge(partitions: partitions, streams: streams)
    let groups = suite.gates.flatMap { gate in
      routers.filter { gate.judges($0.name, among: names) }
        .map { findings(of: gate, for: $0, &changes) }
    }
    return ChangeJudge.conclude(groups).enumerated().flatMap { index, results in
      var results = results
      if let share = changes.auditedShare(groups[index]) {
        for place in results.indices { results[place].auditedShare = share }
      }
      return sorted(results.map { waived($0, by: groups[index].gate.waiver) }, like: groups[index])
    }
  }

  private func findings(
    of gate: GateSpec, for router: RouterReport, _ changes: inout ChangeJudge
  ) -> GateFindings {
    let cohorts: [(Cohort, MetricSet?)] =
      switch gate.scope {
      case .all: [(.all, router.metrics)]
      case .cohort(let cohort):
        [(cohort, router.cohorts.first { $0.cohort == cohort }?.metrics)]
      case .everyCohort:
        router.cohorts.isEmpty
          ? [(.all, nil)] : router.cohorts.map { ($0.cohort, Optional($0.metrics)) }
      }
    return GateFindings(
      gate: gate,
      findings: cohorts.map { cohort, metrics in
        finding(of: gate, for: router, cohort: cohort, metrics: metrics, &changes)
      })
  }

  private func finding(
    of gate: GateSpec, for router: RouterReport, cohort: Cohort, metrics: MetricSet?,
    _ changes: inout ChangeJudge
  ) -> GateFindings.Finding {
    var result = GateResult(
      router: router.name, metric: gate.metric, model: gate.model, cohort: cohort,
      verdict: .inconclusive, isBlocking: gate.isBlocking, requirement: gate.requirement,
      value: .undefined("not measured"), limit: gate.limit.value,
      isRelativeLimit: gate.limit.isRelative, comparedWith: nil, reason: "", why: gate.why,
      waived: nil, onInconclusive: gate.onInconclusive ?? suite.onInconclusive, line: gate.line)
    guard let metrics else {
      result.value = .undefined("no traces")
      result.reason = "the golden has no trace to look at"
      return GateFindings.Finding(result)
    }
    switch gate.condition {
    case .atLeast(let limit): decide(&result, metrics, router) { $0 >= limit }
    case .atMost(let limit): decide(&result, metrics, router) { $0 <= limit }
    case .maxDrop, .maxRise:
      switch pair(of: gate, for: router.name, &result) {
      case .failure(let reason):
        result.value = .undefined(reason.text)
        result.reason = reason.text
      case .success(let compared):
        return changes.finding(result, gate: gate, compared: compared, metrics: metrics)
      }
    }
    return GateFindings.Finding(result)
  }

  private struct Unavailable: Error {
    let text: String
  }

  private func pair(
    of gate: GateSpec, for router: String, _ result: inout GateResult
  ) -> Result<ComparedReplay, Unavailable> {
    if let other = gate.noWorseThan {
      result.comparedWith = other
      return peers[PeerPair(router: router, other: other)].map { .success(ComparedReplay($0)) }
        ?? .failure(Unavailable(text: "cannot tell: router \(other) did not run"))
    }
    result.comparedWith = "baseline"
    switch baseline {
    case .unavailable(let reason): return .failure(Unavailable(text: reason))
    case .pairs(let pairs):
      return pairs.first { $0.pair.router == router }.map { .success($0) }
        ?? .failure(
          Unavailable(text: "the baseline has no router \(router): accept a new baseline"))
    }
  }

  private func waived(_ result: GateResult, by waiver: GateSpec.Waiver?) -> GateResult {
    guard result.verdict == .failed, let waiver else { return result }
    var result = result
    guard today <= waiver.until else {
      result.reason += "; its waiver ended on \(waiver.until)"
      return result
    }
    result.waived = waiver
    result.reason += "; waived until \(waiver.until): \(waiver.reason)"
    return result
  }

  /// The cohorts of a gate on all of them: failed before inconclusive before passed, and among the
  /// failed the one furthest beyond the limit first.
  private func sorted(_ results: [GateResult], like group: GateFindings) -> [GateResult] {
    guard case .everyCohort = group.gate.scope else { return results }
    return results.enumerated()
      .sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
      .map(\.element)
  }

  private func rank(_ result: GateResult) -> Double {
    switch result.verdict {
    case .failed: -1e9 - ((result.value.value ?? 0) - result.limit).magnitude
    case .inconclusive: 0
    case .passed: 1
    }
  }

  private func decide(
    _ result: inout GateResult, _ metrics: MetricSet, _ router: RouterReport,
    _ holds: (Double) -> Bool
  ) {
    let measured =
      result.metric.isOfRouterItself
      ? router.latency(result.metric, cohort: result.cohort)
      : metrics.value(of: result.metric, model: result.model)
    switch measured {
    case .undefined(let reason):
      result.value = .undefined(reason)
      result.reason = "\(result.metricTitle) is undefined: \(reason)"
    case .value(let estimate):
      result.value = .value(estimate.estimate)
      // Half the gap would be half of a loss.
      if result.metric.dividesByGap, metrics.weakIsStronger {
        result.reason = "\(result.metricTitle) cannot be judged: \(Reason.weakIsStronger)"
        return
      }
      result.verdict = holds(estimate.estimate) ? .passed : .failed
      result.reason =
        result.verdict == .passed ? "the requirement holds" : "the requirement does not hold"
    }
  }
}
