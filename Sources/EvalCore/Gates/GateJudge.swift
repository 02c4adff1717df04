/// Decides a suite's gates from what a run measured.
package struct GateJudge {
  /// What a gate may compare with.
  package enum Reference {
    /// There is no baseline, or none that can be compared with; the reason.
    case unavailable(String)
    case comparisons([RouterComparison])
  }

  private let suite: Suite
  private let routers: [RouterReport]
  private let baseline: Reference
  /// Comparisons between routers of this run, keyed by `router` and `noWorseThan`.
  private let peers: [PeerPair: RouterComparison]
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
    peers: [PeerPair: RouterComparison], today: String
  ) {
    self.suite = suite
    self.routers = routers
    self.baseline = baseline
    self.peers = peers
    self.today = today
  }

  /// Returns the verdicts in suite order: one for each gate and router, and for a gate on every
  /// cohort one for each cohort, failed ones first.
  ///
  /// A gate that speaks of, or compares with, a router that was left out has no verdict.
  package func judge() -> [GateResult] {
    let names = routers.map(\.name)
    return suite.gates.flatMap { gate in
      routers.filter { gate.judges($0.name, among: names) }.flatMap { results(of: gate, for: $0) }
    }
  }

  private func results(of gate: GateSpec, for router: RouterReport) -> [GateResult] {
    switch gate.scope {
    case .all:
      return [result(of: gate, for: router, cohort: .all, metrics: router.metrics)]
    case .cohort(let cohort):
      let report = router.cohorts.first { $0.cohort == cohort }
      return [result(of: gate, for: router, cohort: cohort, metrics: report?.metrics)]
    case .everyCohort:
      guard !router.cohorts.isEmpty else {
        return [result(of: gate, for: router, cohort: .all, metrics: nil)]
      }
      return router.cohorts
        .map { result(of: gate, for: router, cohort: $0.cohort, metrics: $0.metrics) }
        .enumerated()
        .sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
        .map(\.element)
    }
  }

  /// Failed before inconclusive before passed; the worst value first among the failed.
  private func rank(_ result: GateResult) -> Double {
    switch result.verdict {
    case .failed:
      -1e9 - abs((result.value.value ?? 0) - result.limit)
    case .inconclusive: 0
    case .passed: 1
    }
  }

  private func result(
    of gate: GateSpec, for router: RouterReport, cohort: Cohort, metrics: MetricSet?
  ) -> GateResult {
    var result = GateResult(
      router: router.name, metric: gate.metric, model: gate.model, cohort: cohort,
      verdict: .inconclusive, isBlocking: gate.isBlocking, requirement: gate.requirement,
      value: .undefined("not measured"), limit: gate.limit.value,
      isRelativeLimit: gate.limit.isRelative, comparedWith: nil, reason: "", why: gate.why,
      waived: nil, onInconclusive: gate.onInconclusive ?? suite.onInconclusive, line: gate.line)
    guard let metrics else {
      result.value = .undefined("no traces")
      result.reason = "the golden has no trace to look at"
      return result
    }
    switch gate.condition {
    case .atLeast(let limit): decide(&result, metrics) { $0 >= limit }
    case .atMost(let limit): decide(&result, metrics) { $0 <= limit }
    case .maxDrop, .maxRise:
      decideChange(&result, gate: gate, router: router.name)
    }
    if result.verdict == .failed, let waiver = gate.waiver, today <= waiver.until {
      result.waived = waiver
      result.reason += "; waived until \(waiver.until): \(waiver.reason)"
    }
    return result
  }

  private func decide(
    _ result: inout GateResult, _ metrics: MetricSet, _ holds: (Double) -> Bool
  ) {
    switch metrics.value(of: result.metric, model: result.model) {
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

  private func decideChange(_ result: inout GateResult, gate: GateSpec, router: String) {
    let comparison: RouterComparison
    if let other = gate.noWorseThan {
      result.comparedWith = other
      guard let peer = peers[PeerPair(router: router, other: other)] else {
        result.reason = "cannot tell: router \(other) did not run"
        return
      }
      comparison = peer
    } else {
      result.comparedWith = "baseline"
      switch baseline {
      case .unavailable(let reason):
        result.value = .undefined(reason)
        result.reason = reason
        return
      case .comparisons(let comparisons):
        guard let found = comparisons.first(where: { $0.router == router }) else {
          result.value = .undefined("the baseline has no router of this name")
          result.reason = "the baseline has no router \(router): accept a new baseline"
          return
        }
        comparison = found
      }
    }
    decideChange(&result, comparison)
  }

  private func decideChange(_ result: inout GateResult, _ comparison: RouterComparison) {
    if isUnchanged(result.metric, in: result.cohort, comparison) {
      result.verdict = .passed
      result.value = .value(0)
      result.reason =
        result.cohort.isAll || comparison.flips == 0
        ? "identical decisions: the change is exactly zero"
        : "identical decisions in this cohort: the change is exactly zero"
      return
    }
    if result.metric == .quality, result.cohort.isAll, let delta = comparison.delta.estimate {
      result.value = .value(delta.estimate)
    } else {
      result.value = .undefined("its paired test is not built yet")
    }
    let flips = comparison.flips(in: result.cohort)
    let what =
      flips == 0 ? "models, prices or scores differ" : "\(flips) routes differ"
    result.reason =
      "cannot tell: \(what) from \(result.comparedWith ?? "the baseline")"
      + ", and this version has no paired test to tell a regression from noise"
  }

  /// Tells whether a metric cannot have changed in a cohort, by what it is made of.
  private func isUnchanged(
    _ metric: MetricName, in cohort: Cohort, _ comparison: RouterComparison
  ) -> Bool {
    guard comparison.flips(in: cohort) == 0 else { return false }
    return switch metric {
    case .quality, .latencyP50, .latencyP95, .latencyP99, .calls, .tokens: true
    case .strongShare, .pgr: comparison.sameEnds
    case .cost: comparison.sameCosts
    case .savings: comparison.sameCosts && comparison.sameStrongCosts
    case .apgr, .auc, .cpt20, .cpt50, .cpt80, .cpt95, .cpt20Sustained, .cpt50Sustained,
      .cpt80Sustained, .cpt95Sustained:
      comparison.sameEnds && comparison.sameScores && comparison.flips == 0
    }
  }
}
