import Testing

@testable import EvalCore

/// Changes of a router's score, trace by trace.
struct BrierChangeTests {
  private static let golden: Golden = {
    var made = HandMade(gaps: [1, 0, -1, 1, -1, 1])
    made.labels = [("topic", ["a", "a", "a", "b", "b", "b"])]
    return made.golden
  }()
  private static let scores = [0.9, 0.5, 0.2, 0.7, 0.4, 0.6]
  private static let partitions = CohortPartition.partitions(of: golden, by: ["topic"])

  private func pair(
    _ now: [Double]?, _ before: [Double]?, threshold: Double = 0.5, earlier: Double = 0.5
  ) -> PairedReplay {
    func decisions(_ scores: [Double]?, _ threshold: Double) -> Decisions {
      scores.map { Self.golden.decide($0, threshold: threshold) } ?? Self.golden.always(0)
    }
    return Self.golden.comparisons.pair(
      "r", decisions(now, threshold), with: decisions(before, earlier))
  }

  private func changed(_ index: Int, to score: Double) -> [Double] {
    var scores = Self.scores
    scores[index] = score
    return scores
  }

  private func column(_ pair: PairedReplay) throws -> PairedColumn {
    guard case .column(let column) = pair.metric(.brier, model: nil) else {
      throw ChangeEstimator.Undefined(reason: "no column")
    }
    return column
  }

  @Test func `a trace counts with what its score gained or lost`() throws {
    let column = try column(pair(changed(2, to: 0.4), Self.scores))
    #expect(column.traces == [2])
    #expect(column.values == [120_000_000])
    #expect(column.unit == 1e9 && column.range == 1 && !column.isBinary)
  }

  @Test func `a tie is held against one half`() throws {
    #expect(try column(pair(changed(1, to: 1), Self.scores)).values == [250_000_000])
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func `the change is the difference of the two scores, weights and all`(seed: UInt64) throws {
    let sample = SampleGolden(seed: seed, traces: 20...60)
    let golden = sample.golden
    let earlier = golden.decide(sample.scores.map { $0 * $0 }, threshold: 0.3)
    let pair = golden.comparisons.pair("r", sample.decisions, with: earlier)
    let all = CohortPartition.all(of: golden)
    guard golden.clusterCount >= 2 else { return }
    let change = try ChangeEstimator(pair: pair, streams: .test)
      .change(of: .brier, model: nil, in: ChangeScope(all, 0, weights: golden.weights)).get()
    let now = try #require(golden.metrics(sample.decisions).brier.estimate)
    let before = try #require(golden.metrics(earlier).brier.estimate)
    #expect((change.estimate - (now.estimate - before.estimate)).magnitude < 1e-12)
    #expect(change.test == "sign_flip")
  }

  private static let unreadable: [([Double]?, String)] = [
    (nil, "the router has no score"),
    ([2, 0, 0, 0, 0, 0], "its scores are not probabilities: they reach beyond 0…1"),
  ]

  @Test(arguments: unreadable)
  func `scores that are no probabilities on either side leave it undefined`(
    scores: [Double]?, reason: String
  ) {
    for pair in [pair(scores, Self.scores), pair(Self.scores, scores), pair(scores, scores)] {
      guard case .undefined(let found) = pair.metric(.brier, model: nil) else {
        Issue.record("a column of what is no probability")
        continue
      }
      #expect(found == reason)
      #expect(!pair.isUnchanged(.brier, model: nil, in: Self.partitions[0], 0))
      #expect(!pair.isUnchanged(.ece, model: nil, in: Self.partitions[0], 0))
    }
  }

  @Test(arguments: [MetricName.brier, .ece, .auroc])
  func `another threshold leaves the score as it was`(metric: MetricName) {
    let pair = pair(Self.scores, Self.scores, threshold: 0.65)
    #expect(!pair.flips.isEmpty)
    #expect(pair.isUnchanged(metric, model: nil, in: Self.partitions[0], 0))
  }

  @Test(arguments: [MetricName.brier, .ece, .auroc])
  func `another score is a change, even where no route is`(metric: MetricName) {
    let pair = pair(changed(0, to: 0.8), Self.scores)
    #expect(pair.flips.isEmpty)
    #expect(!pair.isUnchanged(metric, model: nil, in: Self.partitions[0], 0))
    #expect(!pair.isUnchanged(metric, model: nil, in: Self.partitions[1], 0))
    #expect(pair.isUnchanged(metric, model: nil, in: Self.partitions[1], 1) == (metric != .ece))
  }

  @Test func `another recording or other ends are a change`() {
    let decisions = Self.golden.decide(Self.scores, threshold: 0.5)
    let replay = Replay(pool: Self.golden.ladder, decisions: decisions)
    var renamed = replay
    renamed.pool.names[1] = "other"
    for (before, same) in [(replay, false), (renamed, true)] {
      let pair = PairedReplay(
        router: "r", golden: Self.golden, now: replay, before: before, sameRecording: same)
      for metric in [MetricName.brier, .ece, .auroc] {
        #expect(!pair.isUnchanged(metric, model: nil, in: Self.partitions[0], 0))
      }
    }
  }

  @Test func `each recording has its own labels`() throws {
    let replay = Replay(
      pool: Self.golden.ladder, decisions: Self.golden.decide(Self.scores, threshold: 0.5))
    var before = replay
    // There the weak model was the better one on the first trace.
    before.pool.quality[0][0] = 2_000_000
    let pair = PairedReplay(
      router: "r", golden: Self.golden, now: replay, before: before, sameRecording: false)
    let column = try column(pair)
    #expect(column.traces == [0] && column.values == [10_000_000 - 810_000_000])
  }

  @Test(arguments: [MetricName.ece, .auroc])
  func `what has no paired test says what has one`(metric: MetricName) {
    let pair = pair(changed(0, to: 0.8), Self.scores)
    let scope = ChangeScope(Self.partitions[0], 0, weights: nil)
    let change = ChangeEstimator(pair: pair, streams: .test).change(
      of: metric, model: nil, in: scope)
    guard case .failure(let undefined) = change else {
      Issue.record("a change without a test")
      return
    }
    #expect(undefined.reason == "has no paired test; gate on brier")
  }

  @Test func `one class only is never unchanged, for there is nothing to rank`() {
    let golden = HandMade(gaps: [1, 1]).golden
    let decisions = golden.decide([0.5, 0.7], threshold: 0.5)
    let pair = golden.comparisons.pair("r", decisions, with: decisions)
    let all = CohortPartition.all(of: golden)
    #expect(!pair.isUnchanged(.auroc, model: nil, in: all, 0))
    #expect(pair.isUnchanged(.brier, model: nil, in: all, 0))
  }
}
