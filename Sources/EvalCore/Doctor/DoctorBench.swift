/// A suite with everything measured, on which its gates are examined.
///
/// The work comes in pieces that are functions of their index alone, so that any number of threads
/// may share it: one for each router and replicate of the false alarms and of the power, one for
/// each router broken, one for each gate's reach. `report` puts them together.
package struct DoctorBench: Sendable {
  /// A router as it is.
  package struct Router: Sendable {
    package var spec: RouterSpec
    package var decisions: Decisions
    package var report: RouterReport

    package init(spec: RouterSpec, decisions: Decisions, report: RouterReport) {
      self.spec = spec
      self.decisions = decisions
      self.report = report
    }
  }

  /// A gate and one of the routers that it speaks of.
  struct Case: Sendable {
    /// The gate's place in the suite.
    let place: Int
    /// The gate, speaking of that router alone, and not waived.
    let gate: GateSpec
    let router: Int
    /// The router that it is compared with; nil for the baseline.
    let other: Int?
  }

  let suite: Suite
  let golden: Golden
  let pool: ModelPool
  /// The first is all traces.
  let partitions: [CohortPartition]
  let routers: [Router]
  let streams: TestStreams
  let settings: DoctorSettings
  /// Every gate with every router that it has a verdict on, in suite order.
  let cases: [Case]
  let builder: ComparisonBuilder
  let reporter: RouterReporter
  let fake: FakeChange
  /// For each router and model the scores of the traces that go to it; empty without scores.
  let scores: [[[Double]]]

  /// Prepares an examination.
  ///
  /// - Parameters:
  ///   - suite: The suite.
  ///   - golden: Its golden.
  ///   - pool: The suite's models.
  ///   - partitions: What is looked at; the first is all traces.
  ///   - routers: The routers that ran, in suite order.
  ///   - streams: The random streams of the suite's own tests, and of the doctor's.
  ///   - settings: How thoroughly it is examined.
  package init(
    suite: Suite, golden: Golden, pool: ModelPool, partitions: [CohortPartition],
    routers: [Router], streams: TestStreams, settings: DoctorSettings
  ) {
    self.suite = suite
    self.golden = golden
    self.pool = pool
    self.partitions = partitions
    self.routers = routers
    self.streams = streams
    self.settings = settings
    builder = ComparisonBuilder(golden: golden, pool: pool, partitions: partitions)
    reporter = RouterReporter(
      golden: golden, pool: pool, partitions: partitions, showsRouteLLMCompat: false)
    fake = FakeChange(
      golden: golden, models: pool.names.count, flipShare: settings.flipShare, streams: streams)
    cases = Self.cases(of: suite, routers: routers.map(\.spec.name))
    scores = routers.map { Self.scores(of: $0.decisions, models: pool.names.count) }
  }

  private static func cases(of suite: Suite, routers: [String]) -> [Case] {
    suite.gates.enumerated().flatMap { place, gate in
      routers.indices.filter { gate.judges(routers[$0], among: routers) }
        .map { router in
          var single = gate
          single.routers = .one(routers[router])
          // A waiver says how long a failure is let through, not whether the gate works.
          single.waiver = nil
          return Case(
            place: place, gate: single, router: router,
            other: gate.noWorseThan.flatMap(routers.firstIndex))
        }
    }
  }

  private static func scores(of decisions: Decisions, models: Int) -> [[Double]] {
    guard let scores = decisions.scores else { return [] }
    var byModel = [[Double]](repeating: [], count: models)
    for (trace, score) in scores.enumerated() {
      byModel[Int(decisions.models[trace])].append(score)
    }
    return byModel
  }

  /// How reports name a gate that speaks of a router.
  func name(_ item: Case) -> DoctorReport.Gate {
    DoctorReport.Gate(
      router: routers[item.router].spec.name, title: suite.gates[item.place].title,
      line: item.gate.line, isBlocking: item.gate.isBlocking)
  }

  // MARK: Judging

  /// Judges one gate on a change alone, as if the pair's past were the baseline.
  func judge(_ item: Case, _ pair: PairedReplay) -> [GateResult] {
    var gate = item.gate
    gate.noWorseThan = nil
    return judge([gate], reports: [measured(item, pair.now.decisions)], pair: pair, peers: [:])
  }

  /// Judges gates of routers.
  func judge(
    _ gates: [GateSpec], reports: [RouterReport], pair: PairedReplay,
    peers: [GateJudge.PeerPair: PairedReplay]
  ) -> [GateResult] {
    var suite = suite
    suite.gates = gates
    return GateJudge(
      suite: suite, routers: reports, baseline: .replays([pair]), peers: peers,
      partitions: partitions, streams: streams, today: ""
    ).judge()
  }

  /// Pairs two sides of a router's change.
  func pair(_ router: Int, now: Decisions, before: Decisions) -> PairedReplay {
    builder.pair(routers[router].spec.name, now, with: before)
  }

  /// The router's report; measured anew only where the gate's margin is a share of a value.
  private func measured(_ item: Case, _ decisions: Decisions) -> RouterReport {
    guard item.gate.limit.isRelative else { return routers[item.router].report }
    return report(item.router, deciding: decisions, withCohorts: item.gate.scope != .all)
  }

  /// A router's report had it decided otherwise.
  func report(_ router: Int, deciding decisions: Decisions, withCohorts: Bool) -> RouterReport {
    let traces = reporter.routed(decisions)
    var report = routers[router].report
    report.metrics = reporter.metrics(of: traces, partition: 0)[0]
    guard withCohorts else { return report }
    let sets = partitions.indices.dropFirst().flatMap {
      reporter.metrics(of: traces, partition: $0)
    }
    for (index, set) in sets.enumerated() { report.cohorts[index].metrics = set }
    return report
  }

  // MARK: Cohorts

  /// Finds a cohort among the partitions.
  func find(_ cohort: Cohort) -> (partition: Int, index: Int)? {
    for (partition, value) in partitions.enumerated() {
      if let index = value.cohorts.firstIndex(of: cohort) { return (partition, index) }
    }
    return nil
  }

  /// What the queries of a cohort weigh together.
  func weight(_ partition: Int, _ index: Int) -> Int64 {
    let range = partitions[partition].range(of: index)
    guard let weights = golden.weights else { return Int64(range.count) }
    return partitions[partition].members[range].reduce(0) { $0 + weights[Int($1)] }
  }
}
