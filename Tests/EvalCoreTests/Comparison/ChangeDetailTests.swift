import Foundation
import Testing

@testable import EvalCore

/// What a comparison says beside the change itself: where it lies, and what it is made of.
struct ChangeDetailTests {
  // MARK: Distance from the threshold

  @Test func `a distance is the share of the traces between the score and the threshold`() throws {
    let scores = [0.1, 0.2, 0.2, 0.4, 0.5, 0.6, 0.6, 0.9, 0.95, 1]
    let golden = HandMade(gaps: [Int](repeating: 1, count: 10)).golden
    let distances = try #require(ThresholdDistances(golden.decide(scores, threshold: 0.5)))
    #expect(
      (0..<10).map { distances.distance(of: $0) }
        == [0.3, 0.1, 0.1, 0, 0, 0.1, 0.1, 0.3, 0.4, 0.5])
    #expect(ThresholdDistances(golden.always(0)) == nil)
  }

  @Test func `flips stand in groups by distance, and their qualities add up`() throws {
    let golden = HandMade(gaps: (0..<100).map { $0 % 3 - 1 }).golden
    let scores = (0..<100).map { Double($0) / 100 }
    let comparison = golden.comparisons.compare(
      "r", golden.decide(scores, threshold: 0.5), with: golden.decide(scores, threshold: 0.85))
    // 35 queries from 0.50 up to 0.84: with 0 … 34 others between.
    let groups = try #require(comparison.distances)
    #expect(groups.map(\.within) == [0.01, 0.05, 0.1, 0.25, 1])
    #expect(groups.map(\.flips) == [2, 4, 5, 15, 9])
    let sum = groups.reduce(0) { $0 + $1.quality }
    #expect(isClose(sum, try #require(comparison.delta.estimate?.estimate), relative: 1e-11))
    #expect(
      golden.comparisons.compare("r", golden.always(1), with: golden.always(0)).distances == nil)
  }

  // MARK: Cohorts

  /// 400 queries in four topics; in the first the strong model loses 30 of 100.
  private static let golden: Golden = {
    var made = HandMade(
      gaps: (0..<400).map { $0 < 30 ? -1 : $0 >= 100 && $0 % 20 == 0 ? ($0 % 40 == 0 ? 1 : -1) : 0 }
    )
    made.labels = [("topic", (0..<400).map { "t\($0 / 100)" })]
    return made.golden
  }()

  private static let comparison = golden.comparisons.compare(
    "r", golden.always(1), with: golden.always(0))

  @Test func `the parts of a label's cohorts add up to the change`() throws {
    let comparison = Self.comparison
    let parts = try comparison.cohorts.map { try #require($0.contribution) }
    let delta = try #require(comparison.delta.estimate?.estimate)
    #expect((parts.reduce(0, +) - delta).magnitude < 1e-11)
    let first = try #require(comparison.cohorts.first)
    #expect(first.quality == -0.3 && first.contribution == -0.075 && first.grossLoss == 0.3)
  }

  @Test func `a family names its size, Tarone's divisor and its critical value`() throws {
    let family = try #require(Self.comparison.family)
    // All four could reach 2⁻⁵, below .05; at .05 / 2 only the first is left, with 30 changes.
    #expect(family.cohorts == 4)
    #expect(family.taroneDivisor == 2)
    #expect(family.criticalT > 1.645 && family.criticalT < 3)
  }

  @Test func `a cohort's interval and what it could have shown heed all cohorts`() throws {
    let first = try #require(Self.comparison.cohorts.first)
    let error = try #require(first.standardError)
    let (low, high) = (try #require(first.low), try #require(first.high))
    #expect(high - low > 2 * 2.2 * error)
    #expect(try #require(first.detectable) > (1.6449 + 0.8416) * error)
  }

  @Test func `flips beyond the list are counted`() {
    let golden = HandMade(gaps: [Int](repeating: 1, count: 1200)).golden
    let comparison = golden.comparisons.compare("r", golden.always(1), with: golden.always(0))
    #expect(comparison.worst.count == 1000 && comparison.flipsOmitted == 200)
    #expect(Self.comparison.flipsOmitted == 0)
  }

  // MARK: Cost

  /// Two queries, always to the weak model, of so many tokens at so many pico-USD a token.
  private func replay(tokens: [Int64], price: Int64) -> (golden: Golden, replay: Replay) {
    var golden = HandMade(weak: [1, 1], strong: [1, 1]).golden
    for model in 0..<2 {
      golden.outcomes[model].inputTokens = tokens
      golden.outcomes[model].outputTokens = [0, 0]
      golden.prices[model] = ModelPrice(inputPicoUSD: price, outputPicoUSD: price)
    }
    return (golden, Replay(pool: golden.ladder, decisions: golden.always(0)))
  }

  @Test func `a change of cost is split into prices and tokens`() throws {
    let before = replay(tokens: [10, 30], price: 1_000_000)
    let now = replay(tokens: [20, 40], price: 3_000_000)
    let cost = try #require(
      CostAttribution(
        PairedReplay(
          router: "r", golden: now.golden, now: now.replay, before: before.replay,
          sameRecording: false)))
    // 20 tokens a query at 1e-6 USD, then 30 tokens at 3e-6.
    #expect(isClose(cost.tokens, 10e-6, relative: 1e-12))
    #expect(isClose(cost.prices, 60e-6, relative: 1e-12))
    #expect(isClose(cost.pricesAndTokens, 70e-6, relative: 1e-12))
    #expect(cost.routes == 0)
  }

  @Test func `without the old prices, prices and tokens stay one part`() throws {
    var before = replay(tokens: [10, 30], price: 1_000_000)
    before.replay.pool.prices = [nil, nil]
    let now = replay(tokens: [20, 40], price: 3_000_000)
    let cost = try #require(
      CostAttribution(
        PairedReplay(
          router: "r", golden: now.golden, now: now.replay, before: before.replay,
          sameRecording: false)))
    #expect(cost.tokens == nil && cost.prices == nil)
    #expect(isClose(cost.pricesAndTokens, 70e-6, relative: 1e-12))
  }

  @Test func `on one recording only prices can have changed`() throws {
    let before = replay(tokens: [10, 30], price: 1_000_000)
    let now = replay(tokens: [10, 30], price: 2_000_000)
    let cost = try #require(
      CostAttribution(
        PairedReplay(
          router: "r", golden: now.golden, now: now.replay, before: before.replay,
          sameRecording: true)))
    #expect(cost.tokens == 0)
    #expect(isClose(cost.prices, 20e-6, relative: 1e-12))
  }

  // MARK: Documents

  @Test func `a comparison survives its document, and documents of earlier builds are read`() throws
  {
    let encoded = try JSONEncoder().encode(Self.comparison)
    // Written once, figures have twelve digits; from then on nothing is lost.
    let read = try JSONDecoder().decode(RouterComparison.self, from: encoded)
    #expect(try JSONEncoder().encode(read).count == encoded.count)
    #expect(read.cohorts == Self.comparison.cohorts && read.family == Self.comparison.family)
    var object = try #require(
      try JSONSerialization.jsonObject(with: encoded) as? [String: Any])
    for key in [
      "attribution", "cohort_family", "flips_omitted", "negative_flip_rate", "same_recording",
    ] {
      object[key] = nil
    }
    let old = try JSONDecoder().decode(
      RouterComparison.self, from: JSONSerialization.data(withJSONObject: object))
    #expect(old.flips == Self.comparison.flips && old.flipsOmitted == 0)
    #expect(old.negativeFlipRate.value == nil)
  }
}
