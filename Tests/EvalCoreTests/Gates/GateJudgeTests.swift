import Testing

@testable import EvalCore

/// Gates on absolute limits, and what no paired test needs to decide.
struct GateJudgeTests {
  private static let sample: SampleGolden = {
    var made = HandMade(gaps: (0..<40).map { $0 % 4 == 0 ? 0 : 1 })
    made.labels = [("topic", (0..<40).map { $0 < 30 ? "a" : "b" })]
    var sample = SampleGolden(seed: 1)
    sample.made = made
    sample.scores = (0..<40).map { Double($0) / 40 }
    return sample
  }()

  private func report(_ name: String = "r") -> RouterReport {
    let golden = Self.sample.golden
    var report = golden.report(golden.decide(Self.sample.scores, threshold: 0.5))
    report.name = name
    return report
  }

  private func gate(
    _ metric: MetricName, _ condition: GateSpec.Condition, routers: GateSpec.Selection = .every,
    scope: GateSpec.Scope = .all, peer: String? = nil, waiver: GateSpec.Waiver? = nil
  ) -> GateSpec {
    GateSpec(
      metric: metric, routers: routers, scope: scope, condition: condition, noWorseThan: peer,
      waiver: waiver, line: 9)
  }

  private func judge(
    _ gates: [GateSpec], routers: [RouterReport]? = nil,
    baseline: GateJudge.Reference = .unavailable("no baseline"), today: String = "2026-06-01",
    policy: InconclusivePolicy = .fail
  ) -> [GateResult] {
    let suite = Suite(
      name: "s", summary: nil, file: "s/suite.yaml", golden: "g", ladder: ["weak", "strong"],
      cohorts: ["topic"], seed: 0, onInconclusive: policy, showsRouteLLMCompat: false, routers: [],
      gates: gates, sha256: "")
    return GateJudge(
      suite: suite, routers: routers ?? [report()], baseline: baseline, peers: [:],
      partitions: CohortPartition.partitions(of: Self.sample.golden, by: ["topic"]), streams: .test,
      today: today
    )
    .judge()
  }

  private static let limits: [(GateSpec.Condition, Verdict)] = [
    (.atLeast(0.5), .passed), (.atLeast(0.5.nextUp), .failed), (.atMost(0.5), .passed),
    (.atMost(0.5.nextDown), .failed), (.atLeast(-1), .passed),
  ]

  @Test(arguments: limits)
  func `absolute limits are exact, and met where equal`(
    condition: GateSpec.Condition, verdict: Verdict
  ) {
    let result = judge([gate(.strongShare, condition)])[0]
    #expect(result.verdict == verdict)
    #expect(result.value == .value(0.5))
    #expect(!result.reason.isEmpty)
    #expect(result.line == 9)
  }

  @Test func `an undefined metric is inconclusive, with its reason`() {
    let result = judge([gate(.cost, .atMost(1))])[0]
    #expect(result.verdict == .inconclusive)
    #expect(result.value.value == nil)
    #expect(result.reason.contains("neither costs nor priced tokens"))
  }

  @Test func `a router's own latency is gated where it is timed, over all traces`() {
    var timed = report("timed")
    timed.routerLatency = RouterLatency(p50MS: 2, p95MS: 9.5, answers: 40)
    let gates = [
      gate(.routerLatencyP50, .atMost(2)), gate(.routerLatencyP95, .atMost(9)),
      gate(.routerLatencyP95, .atMost(9), scope: .everyCohort),
    ]
    let results = judge(gates, routers: [timed])
    #expect(results.map(\.verdict) == [.passed, .failed, .inconclusive, .inconclusive])
    #expect(results[1].value == .value(9.5))
    #expect(results[2].reason.contains("for all traces only"))
    let inside = judge([gates[0]])[0]
    #expect(inside.verdict == .inconclusive)
    #expect(inside.reason.contains("only exec and http routers are timed"))
  }

  @Test func `a change of a router's own latency cannot be told`() {
    let golden = Self.sample.golden
    let pair = golden.comparisons.pair(
      "r", golden.decide(Self.sample.scores, threshold: 0.5),
      with: golden.decide(Self.sample.scores, threshold: 0.5))
    let results = judge(
      [gate(.routerLatencyP95, .maxRise(.relative(0.5)))], baseline: .replays([pair]))
    #expect(results[0].verdict == .inconclusive)
    #expect(results[0].reason.contains("not kept in baselines"))
  }

  @Test func `a cohort is gated on its own figures`() {
    let scope = GateSpec.Scope.cohort(Cohort([.init(name: "topic", level: "b")]))
    #expect(judge([gate(.strongShare, .atLeast(1), scope: scope)])[0].verdict == .passed)
  }

  @Test func `a cohort without traces is inconclusive`() {
    let scope = GateSpec.Scope.cohort(Cohort([.init(name: "topic", level: "zzz")]))
    let result = judge([gate(.quality, .atLeast(0), scope: scope)])[0]
    #expect(result.verdict == .inconclusive)
    #expect(result.value.value == nil)
  }

  @Test func `every cohort has a verdict, failed ones first, the worst before the rest`() {
    let results = judge([gate(.strongShare, .atMost(0.9), scope: .everyCohort)])
    #expect(results.map(\.verdict) == [.failed, .passed])
    #expect(results.map(\.cohort.description) == ["topic=b", "topic=a"])
  }

  @Test func `every router has a verdict of its own, in suite order`() {
    let results = judge(
      [gate(.quality, .atLeast(0)), gate(.quality, .atLeast(2), routers: .one("q"))],
      routers: [report("r"), report("q")])
    #expect(results.map(\.router) == ["r", "q", "q"])
    #expect(results.map(\.verdict) == [.passed, .passed, .failed])
  }

  @Test(arguments: [("2026-06-01", true), ("2026-05-31", false), ("2027-01-31", true)])
  func `a waiver holds through its last day`(until: String, holds: Bool) {
    let waiver = GateSpec.Waiver(until: until, reason: "because")
    let result = judge([gate(.quality, .atLeast(2), waiver: waiver)])[0]
    #expect(result.verdict == .failed)
    #expect((result.waived != nil) == holds)
    #expect(result.failsTheRun == !holds)
  }

  @Test func `a gate that passes needs no waiver`() {
    let waiver = GateSpec.Waiver(until: "2027-01-31", reason: "because")
    #expect(judge([gate(.quality, .atLeast(0), waiver: waiver)])[0].waived == nil)
  }

  @Test func `without a baseline a change cannot be judged`() {
    let result = judge([gate(.quality, .maxDrop(.absolute(0.02)))])[0]
    #expect(result.verdict == .inconclusive)
    #expect(result.reason == "no baseline")
    #expect(result.comparedWith == "baseline")
  }

  @Test func `a router that the baseline lacks cannot be judged`() {
    let result = judge(
      [gate(.quality, .maxDrop(.absolute(0.02)))], baseline: .pairs([]))[0]
    #expect(result.verdict == .inconclusive)
    #expect(result.reason.contains("no router r"))
  }

  @Test func `a gate against a router that was left out is left out too`() {
    let gates = [
      gate(.quality, .maxDrop(.absolute(0.02)), peer: "q"),
      gate(.quality, .atLeast(0), routers: .one("q")), gate(.quality, .atLeast(0)),
    ]
    #expect(judge(gates).map(\.requirement) == ["at least 0.0"])
  }

  @Test func `a gate on every cohort where there is none is inconclusive`() {
    var report = report()
    report.cohorts = []
    let results = judge([gate(.quality, .atLeast(0), scope: .everyCohort)], routers: [report])
    #expect(results.map(\.verdict) == [.inconclusive])
  }

  @Test(arguments: [MetricName.pgr, .apgr])
  func `a share of the gap is not judged where the weak model is the better one`(
    metric: MetricName
  ) {
    let golden = HandMade(gaps: [-1, -1, 1, -1]).golden
    let report = golden.report(golden.decide([1, 2, 3, 4], threshold: 2))
    let result = judge([gate(metric, .atLeast(0))], routers: [report])[0]
    #expect(result.verdict == .inconclusive)
    #expect(result.value.value != nil)
    #expect(result.reason.contains("check the model roles"))
    #expect(judge([gate(.quality, .atLeast(0))], routers: [report])[0].verdict == .passed)
  }

  // Nobody rated these answers: ratings have a test of their own.
  @Test(
    arguments: MetricName.allCases.filter {
      !$0.isAbsoluteOnly && !$0.isOfRouterItself && $0 != .rating
    })
  func `identical decisions, scores and costs pass every gate on a change`(metric: MetricName) {
    var sample = Self.sample
    // Something to rank.
    (sample.made.quality[0][3], sample.made.quality[1][3]) = (1, 0)
    sample.made.costs = [1, 9].map { [Int64](repeating: $0, count: 40) }
    let golden = sample.golden
    let decisions = golden.decide(sample.scores, threshold: 0.5)
    let pair = golden.comparisons.pair("r", decisions, with: decisions)
    for condition in [GateSpec.Condition.maxDrop(.absolute(0)), .maxRise(.relative(0))] {
      let result = judge([gate(metric, condition)], baseline: .replays([pair]))[0]
      #expect(result.verdict == .passed)
      #expect(result.value == .value(0))
    }
  }

  @Test func `the gate's own policy wins over the suite's`() {
    var open = gate(.cost, .atMost(1))
    #expect(judge([open], policy: .warn)[0].onInconclusive == .warn)
    open.onInconclusive = .fail
    #expect(judge([open], policy: .warn)[0].onInconclusive == .fail)
  }

  private static let titles: [(GateSpec, String)] = [
    (
      GateSpec(metric: .apgr, routers: .one("mf"), condition: .atLeast(0.55), line: 1),
      "apgr of mf (all) at least 0.55"
    ),
    (
      GateSpec(metric: .cost, routers: .every, condition: .maxRise(.relative(0.05)), line: 1),
      "cost of * (all) rise at most 5.0%"
    ),
    (
      GateSpec(
        metric: .calls, routers: .one("r"), model: "gpt", scope: .everyCohort,
        condition: .maxDrop(.absolute(3)), noWorseThan: "q", line: 1),
      "calls of gpt of r (every cohort) drop at most 3.0 no worse than q"
    ),
  ]

  @Test(arguments: titles)
  func `a gate's title says what it means`(gate: GateSpec, title: String) {
    #expect(gate.title == title)
  }
}
