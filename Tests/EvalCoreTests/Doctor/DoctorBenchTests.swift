import Testing

@testable import EvalCore

/// The examination of gates on goldens made by hand.
struct DoctorBenchTests {
  /// 400 traces in two topics; the strong model is better on every second one, worse on none.
  private static let made: HandMade = {
    var made = HandMade(gaps: (0..<400).map { $0 % 2 })
    made.labels = [("topic", (0..<400).map { $0 < 200 ? "a" : "b" })]
    return made
  }()

  private func gate(
    _ metric: MetricName, _ condition: GateSpec.Condition, scope: GateSpec.Scope = .all,
    blocking: Bool = true, line: Int = 9
  ) -> GateSpec {
    GateSpec(
      metric: metric, routers: .every, scope: scope, condition: condition, isBlocking: blocking,
      line: line)
  }

  private func bench(
    _ gates: [GateSpec], made: HandMade = Self.made, settings: DoctorSettings = .quick,
    decisions: ((Golden) -> Decisions)? = nil
  ) -> DoctorBench {
    let golden = made.golden
    let own = decisions?(golden) ?? golden.always(1)
    let suite = Suite(
      name: "s", summary: nil, file: "s/suite.yaml", golden: "g", ladder: golden.models,
      cohorts: made.labels.map(\.name), seed: 1, onInconclusive: .fail, showsRouteLLMCompat: false,
      routers: [], gates: gates, sha256: "")
    return DoctorBench(
      suite: suite, golden: golden, pool: golden.ladder,
      partitions: CohortPartition.partitions(of: golden, by: suite.cohorts),
      routers: [
        DoctorBench.Router(
          spec: RouterSpec(name: "r", kind: .oracle, why: nil, line: 4), decisions: own,
          report: golden.report(own))
      ], streams: .test, settings: settings)
  }

  private func examine(_ bench: DoctorBench) -> DoctorReport {
    let plan = DoctorPlan(bench)
    return bench.report(
      plan, alarms: (0..<bench.alarmPieces(plan)).map { bench.alarms($0, plan) },
      planted: (0..<bench.powerPieces(plan)).map { bench.planted($0, plan) },
      broken: (0..<bench.brokenPieces).map { bench.broken($0) },
      reach: (0..<bench.reachPieces).map { bench.reach($0) })
  }

  @Test func `a sound gate is quiet, raises few alarms, finds what is planted, and can fail`() {
    let report = examine(
      bench(
        [gate(.quality, .maxDrop(.absolute(0.05)))],
        settings: DoctorSettings(replicates: 40, powerReplicates: 20)))
    #expect(report.selfReplay.map(\.isQuiet) == [true])
    #expect(report.falseAlarms.map(\.isAboveLevel) == [false])
    #expect(report.power[0].sizes[2].share > 0.9)
    #expect(report.brokenRouters.map(\.isCaught) == [true])
    #expect(report.reach.map(\.canFail) == [true])
    #expect(report.findings == [])
    #expect(report.verdict == .passed)
    #expect(report.exitCode == .passed)
  }

  @Test(arguments: [
    MetricName.quality, .pgr, .apgr, .auc, .strongShare, .savings, .calls,
  ])
  func `every metric is quiet on itself`(metric: MetricName) {
    let condition: GateSpec.Condition =
      metric.higherIsBetter == true ? .maxDrop(.relative(0.1)) : .maxRise(.relative(0.1))
    let bench = bench(
      [gate(metric, condition), gate(metric, condition, scope: .everyCohort, line: 10)],
      decisions: { golden in golden.decide((0..<400).map { Double($0 % 7) }, threshold: 3) })
    #expect(!bench.selfReplay().contains { !$0.isQuiet })
  }

  @Test func `power grows with the size of what is planted`() {
    let report = examine(
      bench(
        [gate(.quality, .maxDrop(.absolute(0.02)), scope: .everyCohort)],
        settings: DoctorSettings(replicates: 1, powerReplicates: 6)))
    #expect(report.power.count == 2)
    for place in report.power {
      let found = place.sizes.map(\.found)
      #expect(found == found.sorted())
      #expect(place.sizes[0].found < place.sizes[2].found)
      for size in place.sizes { #expect(size.planted >= size.asked && !size.isShort) }
    }
  }

  @Test func `a gate on all traces misses what happens in one cohort`() throws {
    let report = examine(bench([gate(.quality, .maxDrop(.absolute(0.10)))]))
    let hidden = report.power.filter { !$0.isOwnScope }
    #expect(hidden.map(\.cohort.description) == ["topic=a", "topic=b"])
    #expect(hidden.allSatisfy { $0.sizes[0].found == 0 })
    #expect(try #require(report.notes.first { $0.contains("average only") }).contains("topic"))
  }

  @Test func `a loss that the traces do not hold is planted as far as it goes`() {
    let report = examine(bench([gate(.quality, .maxDrop(.absolute(0.3)))]))
    let sizes = report.power[0].sizes
    #expect(sizes.map(\.isShort) == [false, true, true])
    #expect(sizes[1].planted < 0.6 && sizes[1].planted == sizes[2].planted)
  }

  private static let idle: [(MetricName, GateSpec.Condition, GateSpec.Scope, String)] = [
    (.strongShare, .atLeast(0), .all, "at least 0.0 whatever"),
    (.strongShare, .atMost(1), .all, "at most 1.0 whatever"),
    (.quality, .maxDrop(.absolute(0.6)), .all, "cannot fall by more than 0.5"),
    (.quality, .maxRise(.absolute(0.1)), .all, "cannot rise"),
    (.quality, .maxDrop(.absolute(0.6)), .everyCohort, "cannot fall by more than"),
    (.apgr, .atMost(1), .all, "at most 0.75 whatever"),
  ]

  @Test(arguments: idle)
  func `a gate that could never fail is named with its line`(
    metric: MetricName, condition: GateSpec.Condition, scope: GateSpec.Scope, words: String
  ) throws {
    let report = examine(bench([gate(metric, condition, scope: scope, line: 17)]))
    let finding = try #require(report.findings.first { $0.section == .reach })
    #expect(finding.line == 17)
    #expect(finding.message.contains("could never fail on these traces"))
    #expect(finding.message.contains(words), "\(finding.message)")
    #expect(report.exitCode == .failed)
  }

  @Test func `a gate on cohorts that are all too small is named`() throws {
    var made = HandMade(gaps: [Int](repeating: 1, count: 100))
    made.labels = [("topic", (0..<100).map { "t\($0 / 20)" })]
    let report = examine(
      bench([gate(.quality, .maxDrop(.absolute(0.05)), scope: .everyCohort)], made: made))
    let finding = try #require(report.findings.first { $0.section == .reach })
    #expect(finding.message.contains("30 are the fewest that are tested"))
    #expect(report.reach[0].cohorts == 5)
    #expect(report.reach[0].cohortsOutOfReach == 5)
  }

  @Test func `a gate on four clusters is named`() throws {
    var made = Self.made
    made.clusters = (0..<400).map { $0 / 100 }
    let report = examine(bench([gate(.quality, .maxDrop(.absolute(0.05)))], made: made))
    let finding = try #require(report.findings.first { $0.section == .reach })
    #expect(finding.message.contains("4 clusters, and 5 are the fewest"))
  }

  @Test func `a broken router that no blocking gate sees is a finding`() throws {
    let gates = [
      gate(.strongShare, .atMost(0.9999)),
      gate(.quality, .maxDrop(.absolute(0.01)), blocking: false),
    ]
    let report = examine(
      bench(
        gates, decisions: { golden in golden.decide((0..<400).map(Double.init), threshold: 300) }))
    #expect(report.brokenRouters[0].blockingGates == 1)
    #expect(!report.brokenRouters[0].isCaught)
    let finding = try #require(report.findings.first)
    #expect(finding.section == .brokenRouter)
    #expect(finding.line == 4)
    #expect(
      finding.message
        == "router r could send everything to the worst model and no blocking gate would fail")
  }

  @Test func `a waiver does not hide that a gate works`() {
    var waived = gate(.quality, .maxDrop(.absolute(0.05)))
    waived.waiver = GateSpec.Waiver(until: "9999-01-01", reason: "later")
    #expect(examine(bench([waived])).findings == [])
  }

  @Test func `a router that is the worst already is a note`() {
    let report = examine(
      bench([gate(.quality, .atLeast(0.5001))], decisions: { $0.always(0) }))
    #expect(report.findings == [])
    #expect(report.notes.contains { $0.contains("chooses the worst model already") })
  }

  @Test func `without gates nothing can be told`() {
    let report = examine(bench([]))
    #expect(report.verdict == .inconclusive)
    #expect(report.exitCode == .inconclusive)
    #expect(report.notes == ["the suite has no gates: nothing can be told"])
  }

  @Test func `a change that changes nothing moves the given share of clusters, either way`() {
    var made = Self.made
    made.clusters = (0..<400).map { $0 / 2 }
    let bench = bench([gate(.quality, .maxDrop(.absolute(0.05)))], made: made)
    let golden = made.golden
    var (moved, later) = (0, 0)
    for replicate in 0..<50 {
      let sides = bench.fake.sides(of: golden.always(1), scores: [], replicate: replicate)
      for trace in stride(from: 0, to: 400, by: 2) {
        // The turns of a cluster go together.
        #expect(sides.now.models[trace] == sides.now.models[trace + 1])
        #expect(sides.before.models[trace] == sides.before.models[trace + 1])
        if sides.now.models[trace] != sides.before.models[trace] { moved += 1 }
        if sides.now.models[trace] == 0 { later += 1 }
      }
    }
    // 6 % of 10,000, and half of those; five standard errors.
    #expect(abs(moved - 600) < 120)
    #expect(abs(later - 300) < 87)
  }

  @Test func `a gate without a margin on a few noisy queries stays within the level`() {
    let report = examine(
      bench(
        [gate(.quality, .maxDrop(.absolute(0)))],
        settings: DoctorSettings(replicates: 400, powerReplicates: 1, flipShare: 0.5)))
    #expect(report.falseAlarms[0].alarms > 0)
    #expect(!report.falseAlarms[0].isAboveLevel)
  }

  @Test func `the examination is a function of suite and seed`() {
    let gates = [
      gate(.quality, .maxDrop(.absolute(0.02))), gate(.apgr, .maxDrop(.absolute(0.02)), line: 10),
    ]
    func report() -> DoctorReport {
      examine(
        bench(gates, decisions: { $0.decide((0..<400).map { Double($0 % 13) }, threshold: 6) }))
    }
    #expect(report() == report())
  }

  @Test func `a large suite is examined less often, and says so`() {
    let many = (0..<60).map { gate(.cpt50, .maxRise(.absolute(0.05)), line: $0) }
    let plan = DoctorPlan(bench(many, settings: DoctorSettings()))
    #expect(plan.isReduced)
    #expect(plan.replicates == DoctorSettings.fewest.alarms)
    let given = DoctorPlan(
      bench(many, settings: DoctorSettings(replicates: 70, powerReplicates: 5)))
    #expect(given.replicates == 70 && given.powerReplicates == 5 && !given.isReduced)
  }
}

extension DoctorSettings {
  /// Hardly any replicates, for tests of what they do not matter to.
  fileprivate static let quick = DoctorSettings(replicates: 4, powerReplicates: 2)
}
