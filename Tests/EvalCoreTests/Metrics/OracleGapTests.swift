import EvalStatistics
import Testing

@testable import EvalCore

/// What the best answer to each query would add.
struct OracleGapTests {
  private static let three = HandMade(
    models: ["a", "b", "c"], quality: [[1, 0, 0, 0], [0, 1, 0, 0], [0, 1, 1, 0]])

  @Test func `the best answer of any model counts, on every trace`() throws {
    let golden = Self.three.golden
    // Best is 1, 1, 1, 0; always the first model has 1, 0, 0, 0.
    let metrics = golden.metrics(golden.always(0))
    let gap = try #require(metrics.oracleGap.estimate)
    #expect(gap.estimate == 0.5)
    let direct = Direct.mean([0, 1, 1, 0], weights: nil, clusters: golden.clusters).interval
    #expect(isClose(gap.low?.value, direct.low, relative: 1e-12))
    #expect(isClose(gap.high?.value, direct.high, relative: 1e-12))
    #expect(golden.metrics(Decisions(models: [0, 1, 2, 2])).oracleGap.estimate?.estimate == 0)
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `it is what the oracle's quality is above the router's`(seed: UInt64) throws {
    let golden = SampleGolden(seed: seed).golden
    let decisions = SampleGolden(seed: seed).decisions
    let best = golden.metrics(ReferenceRouters.oracleDecisions(golden.ladder))
    let own = golden.metrics(decisions)
    let gap = try #require(own.oracleGap.estimate?.estimate)
    let (top, quality) = (
      try #require(best.quality.estimate?.estimate), try #require(own.quality.estimate?.estimate)
    )
    #expect((gap - (top - quality)).magnitude < 1e-12)
    #expect(gap >= 0)
    #expect(best.oracleGap.estimate?.estimate == 0)
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func `on one recording it changes by minus the quality`(seed: UInt64) throws {
    let sample = SampleGolden(seed: seed, traces: 20...60)
    let golden = sample.golden
    let earlier = golden.decide(sample.scores, threshold: 0.3)
    let pair = golden.comparisons.pair("r", sample.decisions, with: earlier)
    guard case .column(let gap) = pair.metric(.oracleGap, model: nil) else {
      Issue.record("no column")
      return
    }
    #expect(gap.traces == pair.qualityColumn.traces)
    #expect(gap.values == pair.qualityColumn.values.map { -$0 })
    #expect(gap.isBinary == pair.qualityColumn.isBinary)
    let all = CohortPartition.all(of: golden)
    #expect(
      pair.isUnchanged(.oracleGap, model: nil, in: all, 0) == (pair.flips.isEmpty))
  }

  @Test func `on a new recording each side has its own best answers`() throws {
    let now = HandMade(weak: [0, 0, 1], strong: [1, 1, 1]).golden
    let before = HandMade(weak: [0, 1, 1], strong: [0, 0, 1]).golden
    let decisions = now.always(0)
    let pair = PairedReplay(
      router: "r", golden: now, now: Replay(pool: now.ladder, decisions: decisions),
      before: Replay(pool: before.ladder, decisions: decisions), sameRecording: false)
    guard case .column(let gap) = pair.metric(.oracleGap, model: nil) else {
      Issue.record("no column")
      return
    }
    // The gaps were 0, 0, 0 and are 1, 1, 0; quality fell on the second query alone.
    #expect(gap.traces == [0, 1])
    #expect(gap.values == [1_000_000, 1_000_000])
    let all = CohortPartition.all(of: now)
    #expect(!pair.isUnchanged(.oracleGap, model: nil, in: all, 0))
  }

  @Test func `a side that knows its choices alone has no gap`() {
    let golden = Self.three.golden
    let replay = Replay(pool: golden.ladder, decisions: golden.always(0))
    let pair = PairedReplay(
      router: "r", golden: golden, now: replay, before: replay, sameRecording: false,
      knowsChoicesOnly: true)
    guard case .undefined(Reason.choicesOnly) = pair.metric(.oracleGap, model: nil) else {
      Issue.record("not undefined")
      return
    }
  }

  @Test func `a change of AIQ is the difference of the two, zero where nothing differs`() throws {
    var sample = SampleGolden(seed: 5, traces: 60...60)
    sample.made.clusters = nil
    sample.made.costs = [1, 9].map { [Int64](repeating: $0 * 1_000_000, count: 60) }
    let golden = sample.golden
    let earlier = golden.decide(sample.scores.reversed(), threshold: 0.3)
    let pair = golden.comparisons.pair("r", sample.decisions, with: earlier)
    let all = CohortPartition.all(of: golden)
    let change = try ChangeEstimator(pair: pair, streams: .test)
      .change(of: .aiq, model: nil, in: ChangeScope(all, 0, weights: golden.weights)).get()
    let now = try #require(golden.metrics(sample.decisions).aiq.estimate?.estimate)
    let before = try #require(golden.metrics(earlier).aiq.estimate?.estimate)
    #expect((change.estimate - (now - before)).magnitude < 1e-12)
    #expect(change.interval.low < change.estimate && change.estimate < change.interval.high)
    let same = golden.comparisons.pair("r", earlier, with: earlier)
    #expect(same.isUnchanged(.aiq, model: nil, in: all, 0))
    #expect(!pair.isUnchanged(.aiq, model: nil, in: all, 0))
    sample.made.costs = []
    let free = sample.golden.comparisons.pair("r", earlier, with: earlier)
    #expect(!free.isUnchanged(.aiq, model: nil, in: all, 0))
  }
}
