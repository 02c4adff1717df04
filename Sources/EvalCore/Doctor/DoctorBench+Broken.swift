extension DoctorBench {
  /// How many routers are broken in turn.
  package var brokenPieces: Int { routers.count }

  /// Sends every query of one router to the worst model, and asks its gates; nil where it has none.
  package func broken(_ router: Int) -> DoctorReport.Broken? {
    let own = cases.filter { $0.router == router }
    guard !own.isEmpty else { return nil }
    let spec = routers[router]
    let decisions = ExtremeRouting(pool: pool).worst(keeping: spec.decisions)
    var reports = routers.map(\.report)
    reports[router] = report(router, deciding: decisions, withCohorts: true)
    var peers: [GateJudge.PeerPair: PairedReplay] = [:]
    for other in own.compactMap(\.other) {
      peers[GateJudge.PeerPair(router: spec.spec.name, other: routers[other].spec.name)] = pair(
        router, now: decisions, before: routers[other].decisions)
    }
    // Together, as a run judges them: each pays for the others.
    let results = judge(
      own.map(\.gate), reports: reports,
      pair: pair(router, now: decisions, before: spec.decisions), peers: peers)
    let failed = own.filter { item in
      results.contains {
        $0.failsTheRun && $0.line == item.gate.line && $0.metric == item.gate.metric
          && $0.requirement == item.gate.requirement && $0.model == item.gate.model
          && item.gate.judges($0.cohort)
      }
    }
    return DoctorReport.Broken(
      router: spec.spec.name,
      quality: (spec.report.metrics.quality.estimate?.estimate).map(Rounding.significant),
      brokenQuality: (reports[router].metrics.quality.estimate?.estimate)
        .map(Rounding.significant),
      blockingGates: own.count { $0.gate.isBlocking }, failed: failed.map(name))
  }
}

extension GateSpec {
  /// Tells whether a verdict on a cohort can be this gate's.
  fileprivate func judges(_ cohort: Cohort) -> Bool {
    switch scope {
    case .all: cohort.isAll
    case .cohort(let own): cohort == own
    case .everyCohort: true
    }
  }
}
