import EvalStatistics
import Testing

@testable import EvalCore

/// Where a verdict could be silent, loud or wrong: no error at all, few changes, many cohorts.
struct HonestVerdictTests {
  /// Judges one gate on a router that went from the weak model to the strong one on some traces.
  private func judge(
    _ golden: Golden, moved: Range<Int>, _ metric: MetricName, margin: Double,
    scope: GateSpec.Scope = .all
  ) throws -> GateResult {
    let now = Decisions(
      models: (0..<golden.count).map { moved.contains($0) ? 1 : 0 })
    let suite = Suite(
      name: "s", summary: nil, file: "s/suite.yaml", golden: "g", ladder: golden.models,
      cohorts: golden.labels.map(\.name), seed: 0, onInconclusive: .fail,
      showsRouteLLMCompat: false, routers: [],
      gates: [
        GateSpec(
          metric: metric, routers: .every, scope: scope, condition: .maxDrop(.absolute(margin)),
          isBlocking: true, line: 1)
      ], sha256: "")
    let results = GateJudge(
      suite: suite, routers: [golden.report(now)],
      baseline: .replays([golden.comparisons.pair("r", now, with: golden.always(0))]), peers: [:],
      partitions: CohortPartition.partitions(of: golden, by: golden.labels.map(\.name)),
      streams: .test, today: "2026-06-01"
    ).judge()
    return try #require(results.first)
  }

  /// Calls that cost the same on every query, ten times as much with the strong model.
  private func priced(_ count: Int) -> Golden {
    var made = HandMade(gaps: [Int](repeating: 0, count: count))
    made.costs = [
      [Int64](repeating: 100, count: count), [Int64](repeating: 1000, count: count),
    ]
    return made.golden
  }

  @Test func `savings that are lost on every query alike are lost, error or none`() throws {
    let result = try judge(priced(300), moved: 0..<300, .savings, margin: 0.05)
    #expect(result.verdict == .failed)
    let change = try #require(result.change)
    #expect(isClose(change.estimate, -0.9, relative: 1e-12) && change.p < 0.001)
  }

  @Test func `three calls that cost more are no proof of lost savings`() throws {
    let change = try #require(
      try judge(priced(300), moved: 0..<3, .savings, margin: 0.005).change)
    #expect(change.changedClusters == 3 && change.p == 0.125)
    #expect(change.low < -0.01)
  }

  @Test func `what would have been shown is told by how large the changes are`() throws {
    // A tenth of the scale is lost on 20 of 400 queries: never the whole scale.
    let weak = (0..<400).map { $0 < 20 ? 1.0 : 0.5 }
    let strong = (0..<400).map { $0 < 20 ? 0.9 : 0.5 }
    let golden = HandMade(weak: weak, strong: strong).golden
    let change = try #require(try judge(golden, moved: 0..<400, .quality, margin: 0.01).change)
    let detectable = try #require(change.detectable)
    #expect(detectable < 0.005)
    // With three changes, five of their size are the least that can be shown.
    let few = try #require(try judge(golden, moved: 0..<3, .quality, margin: 0.0001).change)
    #expect(isClose(few.detectable, 5 * 0.1 / 400, relative: 1e-9))
  }

  @Test func `where no possible loss could be shown, none is named`() throws {
    var made = HandMade(gaps: [Int](repeating: -1, count: 30))
    made.clusters = (0..<30).map { $0 / 10 }
    let result = try judge(made.golden, moved: 0..<20, .quality, margin: 0.05)
    #expect(result.verdict == .inconclusive)
    #expect(try #require(result.change).detectable == nil)
  }

  @Test func `a cohort too small to be tested is called that`() throws {
    var made = HandMade(gaps: (0..<200).map { $0 < 6 ? -1 : 0 })
    made.labels = [("topic", (0..<200).map { $0 < 15 ? "a" : "b" })]
    let result = try judge(
      made.golden, moved: 0..<200, .quality, margin: 0.05, scope: .everyCohort)
    #expect(result.verdict == .inconclusive && result.reason == CohortScan.untested)
  }

  @Test func `of two cohorts with the very same changes the shorter name is listed`() throws {
    var made = HandMade(gaps: (0..<200).map { $0 < 40 ? -1 : 0 })
    made.labels = [
      ("lang", (0..<200).map { $0 < 40 ? "de" : "en" }),
      ("topic", (0..<200).map { $0 < 100 ? "law" : "art" }),
    ]
    let golden = made.golden
    let comparison = golden.comparisons.compare("r", golden.always(1), with: golden.always(0))
    let cohorts = comparison.cohorts.filter { $0.quality != nil }
    #expect(
      cohorts.map(\.cohort.description) == ["lang=de", "topic=law", "lang=de, topic=law"])
    #expect(cohorts.map { $0.twin?.description } == [nil, "lang=de", "lang=de"])
    #expect(comparison.lostCohorts.map(\.cohort.description) == ["lang=de"])
  }

  // MARK: Several routers

  @Test func `routers of one diff share the error rate`() throws {
    // One-sided p = 0.0245 for each: enough for one router, not for three.
    let golden = HandMade(gaps: (0..<200).map { $0 < 13 ? -1 : $0 < 17 ? 1 : 0 }).golden
    func side(_ model: Int, _ names: [String]) -> DiffSide {
      DiffSide(
        title: "t", comparability: nil, golden: golden, pool: golden.ladder,
        routers: names.map { DiffSide.Router(name: $0, decisions: golden.always(model)) },
        knowledge: .everything)
    }
    func verdict(_ names: [String]) -> Verdict {
      RunDiff(side(0, names), side(1, names), options: RunDiff.Options(), streams: .test)
        .report().verdict
    }
    #expect(verdict(["a"]) == .failed)
    #expect(verdict(["a", "b", "c"]) == .inconclusive)
  }

  @Test func `the same routes at other prices are not called no change at all`() throws {
    let golden = priced(50)
    var dear = golden.ladder
    dear.cost = dear.cost.map { $0?.map { $0 * 2 } }
    func side(_ pool: ModelPool) -> DiffSide {
      DiffSide(
        title: "t",
        comparability: Comparability(
          goldenSHA256: "g", suiteSHA256: "s", pricesSHA256: "p", seed: 1), golden: golden,
        pool: pool, routers: [DiffSide.Router(name: "r", decisions: golden.always(0))],
        knowledge: .everything)
    }
    let report = RunDiff(
      side(golden.ladder), side(dear), options: RunDiff.Options(), streams: .test
    ).report()
    let router = try #require(report.routers.first)
    #expect(router.verdict == .passed)
    #expect(router.reason.hasPrefix("identical decisions and answers; cost"))
    #expect(router.metrics.contains { $0.metric == .cost && $0.outcome == .worse })
  }

  @Test func `runs under other seeds are not comparable, whatever they show`() {
    let golden = priced(50)
    func side(_ seed: UInt64, _ model: Int) -> DiffSide {
      DiffSide(
        title: "t",
        comparability: Comparability(
          goldenSHA256: "g", suiteSHA256: "s", pricesSHA256: "p", seed: seed), golden: golden,
        pool: golden.ladder,
        routers: [DiffSide.Router(name: "r", decisions: golden.always(model))],
        knowledge: .everything)
    }
    let report = RunDiff(side(1, 0), side(2, 0), options: RunDiff.Options(), streams: .test)
      .report()
    #expect(report.verdict == .inconclusive)
  }

  // MARK: Recordings

  @Test func `queries that are labelled anew are not recorded anew`() {
    var before = Comparability(
      goldenSHA256: "a", outcomesSHA256: "o", suiteSHA256: "s", pricesSHA256: "p", seed: 1)
    let now = Comparability(
      goldenSHA256: "b", outcomesSHA256: "o", suiteSHA256: "s", pricesSHA256: "p", seed: 1)
    #expect(now.hasSameRecording(as: before))
    before.outcomesSHA256 = nil
    #expect(!now.hasSameRecording(as: before))
  }

  @Test func `the noise of some repeated recordings speaks for all, and one recording has more`()
    throws
  {
    let qualities = [Double](repeating: 0.5, count: 40)
    var golden = HandMade(weak: qualities, strong: qualities).golden
    for model in golden.outcomes.indices {
      // A quarter was recorded three times, with squared deviations of .5 in all: σ² = .25.
      golden.outcomes[model].recordings = (0..<40).map { $0 < 10 ? 3 : 1 }
      golden.outcomes[model].recordingSpread = (0..<40).map { $0 < 10 ? 0.5 : 0 }
    }
    let replay = Replay(pool: golden.ladder, decisions: golden.always(0))
    var pair = PairedReplay(
      router: "r", golden: golden, now: replay, before: replay, sameRecording: false)
    let scope = ChangeScope(.all(of: golden), 0, weights: nil)
    // 10 of variance σ²/3 and 30 of σ², on both sides.
    let both = (2 * (10 * 0.25 / 3 + 30 * 0.25)).squareRoot() / 40
    #expect(isClose(NoiseFloor(pair)?.standardError(in: scope), both, relative: 1e-12))
    pair.beforeIsRecordedOnce = true
    let single = (10 * 0.25 / 3 + 30 * 0.25 + 40 * 0.25).squareRoot() / 40
    #expect(isClose(NoiseFloor(pair)?.standardError(in: scope), single, relative: 1e-12))
  }

  // MARK: What is named

  /// The weak model's first ten answers of a hundred got worse; nothing else differs.
  private func rotten() -> (golden: Golden, pair: (UInt8) -> PairedReplay) {
    let strong = [Double](repeating: 1, count: 100)
    let before = HandMade(weak: strong, strong: strong).golden
    var made = HandMade(weak: (0..<100).map { $0 < 10 ? 0.25 : 1 }, strong: strong)
    made.labels = [("topic", (0..<100).map { $0 < 5 ? "a" : "b" })]
    let golden = made.golden
    return (
      golden,
      { model in
        PairedReplay(
          router: "r", golden: golden,
          now: Replay(pool: golden.ladder, decisions: golden.always(Int(model))),
          before: Replay(pool: before.ladder, decisions: golden.always(Int(model))),
          sameRecording: false)
      }
    )
  }

  @Test func `answers that rot while routes stand still are named, the worst first`() throws {
    let (golden, pair) = rotten()
    let builder = golden.comparisons
    let comparison = builder.compare(builder.scanned(pair(0), streams: .test))
    #expect(comparison.flips == 0 && !comparison.isUnchanged)
    let answers = try #require(comparison.worseAnswers)
    #expect(answers.map(\.trace) == (0..<10).map { HandMade.id($0) })
    #expect(
      answers.allSatisfy { $0.from == "weak" && $0.qualityBefore == 1 && $0.qualityAfter == 0.25 })
    let cohort = Cohort([Cohort.Label(name: "topic", level: "a")])
    #expect(comparison.losses(in: cohort).count == 5)
  }

  @Test func `a router whose answers did not change passes on a new recording`() {
    let (golden, pair) = rotten()
    let all = CohortPartition.all(of: golden)
    #expect(pair(1).isUnchanged(.quality, model: nil, in: all, 0))
    #expect(!pair(0).isUnchanged(.quality, model: nil, in: all, 0))
  }

  @Test func `a curve does not change with the threshold`() {
    let golden = HandMade(gaps: (0..<50).map { $0 % 3 - 1 }).golden
    let scores = (0..<50).map { Double($0) / 50 }
    let pair = golden.comparisons.pair(
      "r", golden.decide(scores, threshold: 0.2), with: golden.decide(scores, threshold: 0.7))
    let all = CohortPartition.all(of: golden)
    #expect(pair.isUnchanged(.apgr, model: nil, in: all, 0))
    #expect(pair.isUnchanged(.cpt50, model: nil, in: all, 0))
    #expect(!pair.isUnchanged(.quality, model: nil, in: all, 0))
    #expect(!pair.isUnchanged(.pgr, model: nil, in: all, 0))
  }

  @Test func `a router that is gone leaves a diff open; one that was only renamed does not`() {
    let golden = priced(50)
    func side(_ names: [String], _ model: Int) -> DiffSide {
      DiffSide(
        title: "t", comparability: nil, golden: golden, pool: golden.ladder,
        routers: names.enumerated().map {
          DiffSide.Router(name: $0.element, decisions: golden.always($0.offset == 0 ? 0 : model))
        }, knowledge: .everything)
    }
    func verdict(_ before: DiffSide, _ now: DiffSide) -> Verdict {
      RunDiff(before, now, options: RunDiff.Options(), streams: .test).report().verdict
    }
    #expect(verdict(side(["kept", "gone"], 1), side(["kept"], 1)) == .inconclusive)
    #expect(verdict(side(["kept", "old"], 1), side(["kept", "new"], 0)) == .inconclusive)
    #expect(verdict(side(["kept", "old"], 1), side(["kept", "new"], 1)) == .passed)
    #expect(verdict(side(["kept"], 1), side(["kept", "more"], 1)) == .passed)
  }
}
