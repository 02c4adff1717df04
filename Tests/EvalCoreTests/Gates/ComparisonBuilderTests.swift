import Testing

@testable import EvalCore

struct ComparisonBuilderTests {
  private static let golden: Golden = {
    var made = HandMade(weak: [0, 0.5, 1, 0], strong: [1, 1, 0.5, 0])
    made.costs = [[10, 20, 30, 40], [100, 200, 300, 400]]
    return made.golden
  }()

  private func baseline(
    models: [String] = ["weak", "strong"], decisions: [UInt8], scores: [Double]? = nil,
    unitsPerPoint: Int64 = 1_000_000, quality: [[Int64]]? = nil, cost: [[Int64]?]? = nil
  ) -> BaselineRun {
    BaselineRun(
      ref: "b",
      comparability: Comparability(
        goldenSHA256: "", suiteSHA256: "", pricesSHA256: "", seed: 0),
      unitsPerPoint: unitsPerPoint, models: models, ids: Self.golden.ids,
      quality: quality ?? Self.golden.ladder.quality, cost: cost ?? Self.golden.ladder.cost,
      routers: [BaselineRun.Router(name: "r", decisions: decisions, scores: scores)], gates: [])
  }

  private func compare(_ decisions: Decisions, _ run: BaselineRun) -> RouterComparison {
    Self.golden.comparisons.compare("r", decisions, with: run.routers[0], of: run)
  }

  @Test func `identical decisions differ by exactly nothing`() {
    let decisions = Self.golden.decide([4, 3, 2, 1], threshold: 3)
    let comparison = compare(
      decisions, baseline(decisions: decisions.models, scores: [4, 3, 2, 1]))
    let nothing = Measured.value(Estimate(0, low: .value(0), high: .value(0)))
    #expect(comparison.flips == 0 && comparison.worst.isEmpty && comparison.directions.isEmpty)
    #expect(comparison.delta == nothing && comparison.costDelta == nothing)
    #expect(comparison.grossLoss == .value(0) && comparison.grossGain == .value(0))
    #expect(comparison.sameScores && comparison.sameCosts)
  }

  @Test func `every flip has its qualities and costs`() throws {
    let comparison = compare(
      Self.golden.always(1), baseline(decisions: [0, 1, 0, 0], scores: nil))
    #expect(comparison.flips == 3)
    #expect(comparison.worst.map(\.trace) == ["t0002", "t0003", "t0000"])
    let first = try #require(comparison.worst.first)
    #expect(first.qualityBefore == 1 && first.qualityAfter == 0.5)
    #expect(first.costBefore == 30e-9 && first.costAfter == 300e-9)
    #expect(comparison.delta.estimate?.estimate == 0.125)
    #expect(comparison.grossLoss == .value(0.125) && comparison.grossGain == .value(0.25))
    #expect(isClose(comparison.costDelta.estimate?.estimate, 720e-9 / 4, relative: 1e-14))
    #expect(comparison.directions.map(\.flips) == [3])
    #expect(isClose(comparison.directions[0].cost, 720e-9, relative: 1e-14))
  }

  @Test func `a ladder turned round changes no flip, and is seen`() {
    let swapped = compare(
      Self.golden.always(1),
      baseline(
        models: ["strong", "weak"], decisions: [1, 0, 1, 1],
        quality: Self.golden.ladder.quality.reversed(), cost: Self.golden.ladder.cost.reversed()))
    let same = compare(Self.golden.always(1), baseline(decisions: [0, 1, 0, 0]))
    #expect(swapped.worst == same.worst)
    #expect(swapped.delta == same.delta && swapped.costDelta == same.costDelta)
    #expect(same.sameEnds && same.sameStrongCosts)
    #expect(!swapped.sameEnds && !swapped.sameStrongCosts)
  }

  @Test func `another price of the strong model is seen where nothing is routed to it`() {
    let comparison = compare(
      Self.golden.always(0),
      baseline(decisions: [0, 0, 0, 0], cost: [Self.golden.ladder.cost[0], [1, 1, 1, 1]]))
    #expect(comparison.flips == 0)
    #expect(comparison.sameCosts && comparison.sameEnds)
    #expect(!comparison.sameStrongCosts)
  }

  @Test func `the flips are counted by cohort`() {
    var made = HandMade(gaps: [1, 1, 1, 1])
    made.labels = [("topic", ["a", "b", "b", "c"]), ("turn", ["1", "1", "2", "2"])]
    let golden = made.golden
    let comparison = golden.comparisons.compare(
      "r", Decisions(models: [0, 1, 1, 0]), with: golden.always(0))
    let counts = comparison.cohorts.map { "\($0.cohort.description): \($0.flips)" }
    #expect(
      counts == [
        "topic=b: 2", "turn=1: 1", "turn=2: 1", "topic=b, turn=1: 1", "topic=b, turn=2: 1",
      ])
    #expect(comparison.flips(in: .all) == 2)
    #expect(comparison.flips(in: Cohort([.init(name: "topic", level: "a")])) == 0)
    #expect(comparison.flips(in: Cohort([.init(name: "turn", level: "1")])) == 1)
  }

  @Test func `a model that left the pool keeps the baseline's figures`() throws {
    let before = baseline(
      models: ["weak", "gone"], decisions: [1, 0, 0, 0],
      quality: [Self.golden.ladder.quality[0], [750_000, 0, 0, 0]],
      cost: [Self.golden.ladder.cost[0], [7, 7, 7, 7]])
    let comparison = compare(Self.golden.always(0), before)
    let flip = try #require(comparison.worst.first)
    #expect(comparison.flips == 1)
    #expect(flip.from == "gone" && flip.qualityBefore == 0.75 && flip.costBefore == 7e-9)
    #expect(!comparison.sameCosts)
  }

  @Test func `a baseline in finer units is read in its own`() {
    let before = baseline(
      models: ["weak", "gone"], decisions: [1, 0, 0, 0], unitsPerPoint: 3_000_000,
      quality: [Self.golden.ladder.quality[0].map { $0 * 3 }, [2_250_000, 0, 0, 0]])
    #expect(compare(Self.golden.always(0), before).worst.first?.qualityBefore == 0.75)
  }

  @Test func `new prices alone are no flips, and not the same costs`() {
    let comparison = compare(
      Self.golden.always(0), baseline(decisions: [0, 0, 0, 0], cost: [[9, 9, 9, 9], nil]))
    #expect(comparison.flips == 0)
    #expect(!comparison.sameCosts)
    #expect(comparison.delta.estimate?.estimate == 0)
  }

  @Test func `other scores with the same decisions are seen`() {
    let decisions = Self.golden.decide([4, 3, 2, 1], threshold: 3)
    let comparison = compare(
      decisions, baseline(decisions: decisions.models, scores: [4, 3.5, 2, 1]))
    #expect(comparison.flips == 0 && !comparison.sameScores)
  }

  @Test func `a flip without costs leaves the cost's change undefined`() {
    var golden = Self.golden
    golden.outcomes[1].recordedCost = nil
    let comparison = golden.comparisons.compare("r", golden.always(1), with: golden.always(0))
    #expect(comparison.costDelta.undefinedReason != nil)
    #expect(comparison.worst.allSatisfy { $0.costAfter == nil && $0.costBefore != nil })
    #expect(comparison.directions[0].cost == nil)
    #expect(comparison.delta.estimate != nil)
  }

  @Test func `one cluster has a difference without an interval`() throws {
    var golden = Self.golden
    golden.clusters = [0, 0, 0, 0]
    golden.clusterCount = 1
    let delta = try #require(
      golden.comparisons.compare("r", golden.always(1), with: golden.always(0)).delta.estimate)
    #expect(delta.estimate == 0.25)
    #expect(delta.low?.value == nil && delta.low != nil)
  }

  @Test func `weights weigh the flips`() {
    var golden = Self.golden
    golden.weights = [7, 1, 1, 1]
    let comparison = golden.comparisons.compare("r", golden.always(1), with: golden.always(0))
    #expect(isClose(comparison.delta.estimate?.estimate, 0.7, relative: 1e-14))
    #expect(isClose(comparison.grossGain.value ?? .nan, 0.75, relative: 1e-14))
    #expect(isClose(comparison.grossLoss.value ?? .nan, 0.05, relative: 1e-14))
  }

  @Test func `at most a thousand flips are listed, the worst of all`() {
    let golden = HandMade(gaps: (0..<1500).map { $0 < 700 ? 1 : -1 }).golden
    let comparison = golden.comparisons.compare("r", golden.always(1), with: golden.always(0))
    #expect(comparison.flips == 1500)
    #expect(comparison.worst.count == RouterComparison.listed)
    #expect(comparison.worst.first?.trace == "t0700")
    #expect(comparison.worst.prefix(800).allSatisfy { $0.isLoss })
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `the difference is that of the two qualities`(seed: UInt64) throws {
    let sample = SampleGolden(seed: seed)
    let golden = sample.golden
    let other = golden.decide(sample.scores.map { 1 - $0 }, threshold: 0.4)
    let comparison = golden.comparisons.compare("r", sample.decisions, with: other)
    let delta = try #require(comparison.delta.estimate?.estimate)
    let now = try #require(golden.metrics(sample.decisions).quality.estimate?.estimate)
    let before = try #require(golden.metrics(other).quality.estimate?.estimate)
    #expect((delta - (now - before)).magnitude < 1e-12)
    let gain = try #require(comparison.grossGain.value)
    let loss = try #require(comparison.grossLoss.value)
    #expect((gain - loss - delta).magnitude < 1e-11)
    let directions = comparison.directions.reduce(0) { $0 + ($1.quality ?? .nan) }
    #expect((directions - delta).magnitude < 1e-11)
    #expect(comparison.directions.reduce(0) { $0 + $1.flips } == comparison.flips)
  }
}
