import EvalStatistics
import Testing

@testable import EvalCore

/// Gates on changes where something did change: failed, passed, or not to be told.
struct ChangeGateTests {
  /// A golden on which sending a trace to the strong model gains, loses or changes nothing.
  private struct Case: Sendable {
    var gains: Int
    var losses: Int
    var traces: Int
    var clusterSize = 1
    /// The cohorts, by the trace's number.
    var level: @Sendable (Int) -> String = { _ in "all" }

    /// The losses stand first, the gains last: the rest differs by nothing.
    var golden: Golden {
      var made = HandMade(
        gaps: (0..<traces).map { $0 < losses ? -1 : $0 >= traces - gains ? 1 : 0 })
      made.labels = [("topic", (0..<traces).map(level))]
      if clusterSize > 1 { made.clusters = (0..<traces).map { $0 / clusterSize } }
      return made.golden
    }
  }

  /// Judges gates on a router that now sends every trace to the strong model, and never did.
  private func judge(
    _ made: Case, _ gates: [GateSpec], swapped: Bool = false, today: String = "2026-06-01"
  ) -> [GateResult] {
    let golden = made.golden
    let (now, before) = (golden.always(swapped ? 0 : 1), golden.always(swapped ? 1 : 0))
    let partitions = CohortPartition.partitions(of: golden, by: ["topic"])
    let suite = Suite(
      name: "s", summary: nil, file: "s/suite.yaml", golden: "g", ladder: golden.models,
      cohorts: ["topic"], seed: 0, onInconclusive: .fail, showsRouteLLMCompat: false, routers: [],
      gates: gates, sha256: "")
    return GateJudge(
      suite: suite, routers: [golden.report(now)],
      baseline: .replays([golden.comparisons.pair("r", now, with: before)]), peers: [:],
      partitions: partitions, streams: .test, today: today
    ).judge()
  }

  private func gate(
    _ margin: GateSpec.Amount, metric: MetricName = .quality, scope: GateSpec.Scope = .all,
    rise: Bool = false, blocking: Bool = true, waiver: GateSpec.Waiver? = nil, line: Int = 1
  ) -> GateSpec {
    GateSpec(
      metric: metric, routers: .every, scope: scope,
      condition: rise ? .maxRise(margin) : .maxDrop(margin), isBlocking: blocking, waiver: waiver,
      line: line)
  }

  /// `gate_verdicts`: traces, gains, losses, margin, verdict, queries to pass without a change.
  private static let known: [(Int, Int, Int, Double, Verdict, Int)] = [
    (1000, 12, 40, 0.01, .failed, 3170), (1000, 20, 24, 0.01, .inconclusive, 2723),
    (1000, 2, 3, 0.01, .passed, 310), (300, 9, 12, 0.01, .inconclusive, 4337),
    (5000, 100, 140, 0.01, .inconclusive, 2965), (5000, 100, 118, 0.01, .passed, 2696),
  ]

  @Test(arguments: known.indices)
  func `the known cases have the known verdicts`(index: Int) throws {
    let (traces, gains, losses, margin, verdict, needed) = Self.known[index]
    let made = Case(gains: gains, losses: losses, traces: traces)
    let result = try #require(judge(made, [gate(.absolute(margin))]).first)
    #expect(result.verdict == verdict)
    let change = try #require(result.change)
    #expect(change.test == "mcnemar")
    #expect(isClose(change.estimate, Double(gains - losses) / Double(traces), relative: 1e-12))
    #expect(
      isClose(change.p, McNemar.oneSided(gains: gains, losses: losses), relative: 1e-11))
    // Few changes also need an interval narrower than the margin.
    #expect(change.changedClusters < 10 || change.tracesToPass == needed)
    #expect(change.p == change.adjustedP)
  }

  @Test func `a rise for the better passes, and the same change the other way round fails`() {
    let made = Case(gains: 0, losses: 40, traces: 1000)
    #expect(judge(made, [gate(.absolute(0.01))])[0].verdict == .failed)
    #expect(judge(made, [gate(.absolute(0.01))], swapped: true)[0].verdict == .passed)
    #expect(judge(made, [gate(.absolute(0.01), rise: true)])[0].verdict == .passed)
    #expect(judge(made, [gate(.absolute(0.01), rise: true)], swapped: true)[0].verdict == .failed)
  }

  @Test func `a real change within the margin passes, and says that it is real`() {
    let result = judge(Case(gains: 0, losses: 40, traces: 10_000), [gate(.absolute(0.01))])[0]
    #expect(result.verdict == .passed)
    #expect(result.reason == "got worse, but by less than is allowed")
  }

  @Test func `too few changes cannot show anything, however large`() throws {
    let result = judge(Case(gains: 0, losses: 4, traces: 40), [gate(.absolute(0.05))])[0]
    #expect(result.verdict == .inconclusive)
    #expect(try #require(result.change).changedClusters == 4)
    #expect(result.change?.fewestClusters == 5)
    #expect(result.leavesTheRunOpen)
  }

  @Test func `a cluster that changes as one is one piece of evidence`() throws {
    let alone = judge(Case(gains: 0, losses: 40, traces: 1000), [gate(.absolute(0.01))])[0]
    let together = judge(
      Case(gains: 0, losses: 40, traces: 1000, clusterSize: 10), [gate(.absolute(0.01))])[0]
    #expect(alone.verdict == .failed)
    #expect(together.verdict == .inconclusive)
    #expect(together.change?.test == "sign_flip")
    #expect(together.change?.p == 0.0625)
  }

  @Test func `several blocking gates share their error rate`() {
    // One-sided p = 0.0245: enough for one gate, not for three.
    let made = Case(gains: 4, losses: 13, traces: 200)
    let gates = (1...3).map { gate(.absolute(0.01), line: $0) }
    #expect(judge(made, [gates[0]])[0].verdict == .failed)
    #expect(judge(made, gates).map(\.verdict) == [.inconclusive, .inconclusive, .inconclusive])
    let two =
      [gates[0]]
      + gates[1...].map { gate in
        var gate = gate
        gate.isBlocking = false
        return gate
      }
    #expect(judge(made, two).map(\.verdict) == [.failed, .failed, .failed])
    #expect(judge(made, two).map(\.failsTheRun) == [true, false, false])
  }

  @Test func `a percentage is of what the metric was before`() throws {
    // 500 of 1,000 right before, 460 now: a drop of 8 %.
    var made = HandMade(
      weak: (0..<1000).map { $0 < 500 ? 1 : 0 }, strong: (0..<1000).map { $0 < 460 ? 1 : 0 })
    made.labels = [("topic", [String](repeating: "a", count: 1000))]
    let golden = made.golden
    let suite = Suite(
      name: "s", summary: nil, file: "", golden: "", ladder: golden.models, cohorts: [], seed: 0,
      onInconclusive: .fail, showsRouteLLMCompat: false, routers: [],
      gates: [gate(.relative(0.05)), gate(.relative(0.12))], sha256: "")
    let results = GateJudge(
      suite: suite, routers: [golden.report(golden.always(1))],
      baseline: .replays([golden.comparisons.pair("r", golden.always(1), with: golden.always(0))]),
      peers: [:], partitions: CohortPartition.partitions(of: golden, by: []), streams: .test,
      today: "2026-01-01"
    ).judge()
    #expect(results.map(\.verdict) == [.failed, .passed])
    #expect(isClose(results[0].change?.margin, 0.025, relative: 1e-12))
  }

  @Test(arguments: [("2026-06-01", false), ("2026-05-31", true)])
  func `a waiver turns a failure into a warning until its day`(until: String, fails: Bool) {
    let waiver = GateSpec.Waiver(until: until, reason: "known")
    let result = judge(
      Case(gains: 0, losses: 40, traces: 1000), [gate(.absolute(0.01), waiver: waiver)])[0]
    #expect(result.verdict == .failed)
    #expect(result.failsTheRun == fails)
    #expect(result.reason.contains("its waiver ended on") == fails)
  }

  @Test func `a real change that may be beyond the margin is not said to be nothing`() {
    let result = judge(Case(gains: 6, losses: 26, traces: 1319), [gate(.absolute(0.02))])[0]
    #expect(result.verdict == .inconclusive)
    #expect(result.reason == "got worse, and may have by more than is allowed")
  }

  // MARK: Cohorts

  /// Topic 0 loses 40 of 100 queries, and the others gain as much together.
  private static let hidden = Case(gains: 40, losses: 40, traces: 1000) { "t\($0 / 100)" }

  @Test func `a cohort that loses what others gain is blamed, and stands first`() throws {
    let gates = [gate(.absolute(0.01)), gate(.absolute(0.05), scope: .everyCohort, line: 2)]
    let results = judge(Self.hidden, gates)
    #expect(results[0].verdict == .inconclusive)
    #expect(results[1].verdict == .failed)
    #expect(results[1].cohort.description == "topic=t0")
    #expect(isClose(results[1].change?.estimate, -0.4, relative: 1e-12))
    #expect(results.count { $0.verdict == .failed } == 1)
    let untouched = try #require(results.first { $0.cohort.description == "topic=t4" })
    #expect(untouched.verdict == .passed)
    #expect(results[1].auditedShare != nil)
  }

  @Test func `the names of the cohorts change no figure`() {
    var renamed = Self.hidden
    renamed.level = { "z\(9 - $0 / 100)" }
    let gates = [gate(.absolute(0.05), scope: .everyCohort)]
    let figures = judge(Self.hidden, gates).compactMap(\.change).sorted {
      $0.estimate < $1.estimate
    }
    let others = judge(renamed, gates).compactMap(\.change).sorted { $0.estimate < $1.estimate }
    #expect(figures == others)
  }

  @Test func `what might have been missed in a cohort is no pass, and does not block`() throws {
    // Two of forty queries got worse: too few to test, too many to rule a drop out.
    let made = Case(gains: 0, losses: 2, traces: 400) { $0 < 40 ? "small" : "rest" }
    let results = judge(made, [gate(.absolute(0.03), scope: .everyCohort)])
    let small = try #require(results.first { $0.cohort.description == "topic=small" })
    #expect(small.verdict == .inconclusive)
    #expect(!small.isBlocking)
    #expect(GateResult.conclude(results).status == .passed)
  }

  @Test func `a gate on one cohort has its own margin and blocks`() {
    let scope = GateSpec.Scope.cohort(Cohort([.init(name: "topic", level: "t0")]))
    #expect(judge(Self.hidden, [gate(.absolute(0.05), scope: scope)])[0].verdict == .failed)
    let other = GateSpec.Scope.cohort(Cohort([.init(name: "topic", level: "t9")]))
    #expect(judge(Self.hidden, [gate(.absolute(0.05), scope: other)])[0].verdict == .passed)
  }

  // MARK: Other metrics

  @Test func `the share of strong calls is compared as yes and no`() throws {
    let made = Case(gains: 0, losses: 0, traces: 100)
    let result = judge(made, [gate(.absolute(0.05), metric: .strongShare, rise: true)])[0]
    #expect(result.verdict == .failed)
    #expect(result.change?.test == "mcnemar")
    #expect(result.value == .value(1))
  }

  @Test(arguments: [MetricName.apgr, .auc, .cpt50, .pgr])
  func `another ranking moves the metrics of the curve`(metric: MetricName) throws {
    let gaps = (0..<400).map { $0 % 4 == 0 ? 1 : 0 }
    let golden = HandMade(gaps: gaps).golden
    let good = gaps.enumerated().map { Double($1) + Double($0) / 1000 }
    let bad = good.map { -$0 }
    let pair = golden.comparisons.pair(
      "r", golden.decide(bad, threshold: -0.2), with: golden.decide(good, threshold: 0.9))
    let estimator = ChangeEstimator(pair: pair, streams: .test)
    let scope = ChangeScope(.all(of: golden), 0, weights: nil)
    let change = try estimator.change(of: metric, model: nil, in: scope).get()
    let before = golden.metrics(golden.decide(good, threshold: 0.9)).value(of: metric).estimate
    let now = golden.metrics(golden.decide(bad, threshold: -0.2)).value(of: metric).estimate
    let difference = try #require(now).estimate - (try #require(before)).estimate
    #expect(isClose(change.estimate, difference, relative: 1e-9))
    let isRise = metric == .cpt50
    let signs = TestStreams.test.signs(metric: metric.rawValue, test: "sign_flip")
    #expect(change.pValue(ofRise: isRise, signs: signs) < 0.01)
    #expect(change.bounds.low <= change.estimate && change.estimate <= change.bounds.high)
  }
}
