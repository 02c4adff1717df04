import EvalStatistics
import Testing

@testable import EvalCore

/// A router against the best mix of the models that costs as much.
struct MixContrastTests {
  /// Three models at costs 1, 2 and 5 with qualities ½, ½ and 1; the middle one is dominated.
  private static var made: HandMade {
    var made = HandMade(
      models: ["small", "middle", "large"],
      quality: [[1, 1, 0, 0], [0, 0, 1, 1], [1, 1, 1, 1]])
    made.costs = [1, 2, 5].map { [Int64](repeating: $0 * 1_000_000_000, count: 4) }
    return made
  }

  private func contrast(_ made: HandMade, _ models: [UInt8]) -> MixContrast {
    let golden = made.golden
    return MixContrast(
      golden.routed(Decisions(models: models)), over: .all(of: golden),
      frontier: ModelFrontier(golden.ladder, weights: golden.weights))
  }

  @Test func `the gain is over the mix at the router's cost, the savings at its quality`() throws {
    // It costs 1.25 and scores ¾; at 1.25 the mix scores ½ + ½·.25/4, and ¾ costs 3.
    let own = contrast(Self.made, [0, 0, 1, 0])
    let gain = try #require(own.gain.estimate)
    #expect(isClose(gain.estimate, 0.75 - (0.5 + 0.5 * 0.25 / 4), relative: 1e-12))
    #expect(isClose(own.savings.estimate?.estimate, 1 - 1.25 / 3, relative: 1e-12))
  }

  @Test func `its error is that of q − mix − slope·(c − mix cost)`() throws {
    let own = contrast(Self.made, [0, 0, 1, 0])
    let gain = try #require(own.gain.estimate)
    // At 1.25 the mix is 15/16 small and 1/16 large; a unit of cost buys 1/8.
    let (share, slope) = (1.0 / 16, 1.0 / 8)
    let quality = [1, 1, 1, 0.0]
    let costs = [1, 1, 2, 1.0]
    let mixed = [1, 1, share, share]
    let values = quality.indices.map { index in
      quality[index] - mixed[index] - slope * (costs[index] - 1.25)
    }
    let direct = Direct.mean(values, weights: nil, clusters: [0, 1, 2, 3])
    #expect(isClose(gain.estimate, direct.mean, relative: 1e-12))
    #expect(isClose(gain.low?.value, direct.interval.low, relative: 1e-9))
    #expect(isClose(gain.high?.value, direct.interval.high, relative: 1e-9))
    let p = StudentT.cdf(-direct.mean / direct.error, degreesOfFreedom: 3)
    #expect(isClose(own.p, p, relative: 1e-9))
  }

  @Test func `a corner of the hull gains exactly nothing, and has no p value`() throws {
    for models in [[0, 0, 0, 0], [2, 2, 2, 2]] as [[UInt8]] {
      let own = contrast(Self.made, models)
      #expect(own.gain == .value(Estimate(0)))
      #expect(own.p == nil && !own.isShown)
      #expect(own.savings.estimate?.estimate == 0)
    }
    // The dominated one loses what its cost would buy elsewhere.
    let middle = contrast(Self.made, [1, 1, 1, 1])
    #expect(isClose(middle.gain.estimate?.estimate, -0.125, relative: 1e-12))
    #expect(isClose(middle.savings.estimate?.estimate, -1, relative: 1e-12))
  }

  @Test func `a router better than every model saves nothing that can be named`() throws {
    var made = Self.made
    made.quality[2] = [1, 1, 0, 1]
    let own = contrast(made, [2, 2, 1, 2])
    // It scores 1 at 4.25, where the mix has ½ + ¼·3.25/4.
    #expect(isClose(own.gain.estimate?.estimate, 0.296875, relative: 1e-12))
    #expect(own.savings.undefinedReason == "no mix of the models is as good")
  }

  @Test func `a router cheaper than every model has no mix at its cost`() {
    var made = HandMade(weak: [1, 0], strong: [1, 1])
    made.costs = [[4_000_000, 0], [0, 9_000_000]]
    let own = contrast(made, [1, 0])
    #expect(own.gain.undefinedReason == "the router costs less than the cheapest model")
  }

  @Test func `without costs it says so`() {
    var made = Self.made
    made.costs = []
    #expect(contrast(made, [0, 0, 0, 0]) == MixContrast(undefined: Reason.noModelCosts))
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `chance gains nothing in the mean`(seed: UInt64) throws {
    var sample = SampleGolden(seed: 4, traces: 80...80)
    sample.made.costs = [2, 9].map { [Int64](repeating: $0 * 1_000_000, count: 80) }
    sample.made.weights = nil
    sample.made.clusters = nil
    var draws = Draws(seed: seed)
    let gains = (0..<200).compactMap { _ in
      contrast(sample.made, (0..<80).map { _ in draws.chance(0.4) ? 1 : 0 }).gain.estimate
    }
    let mean = gains.reduce(0) { $0 + $1.estimate } / Double(gains.count)
    #expect(mean.magnitude < 0.02)
    let covered = gains.count { ($0.low?.value ?? 1) <= 0 && ($0.high?.value ?? -1) >= 0 }
    // The golden is fixed here and the draws vary: the interval is meant for both and is wider.
    #expect(covered >= 180)
  }

  @Test func `the models say where they stand, and which is needed`() {
    let models = ModelReport.all(Self.made.golden.ladder, golden: Self.made.golden)
    #expect(models.map(\.isOnHull) == [true, false, true])
    #expect(models.map(\.dominatedBy) == [nil, "small", nil])
    #expect(models.map { $0.cost.estimate?.estimate } == [1, 2, 5])
    #expect(models.map { $0.quality.estimate?.estimate } == [0.5, 0.5, 1])
    let warnings = LadderWarnings(models, golden: Self.made.golden)
    #expect(warnings.dominated == ["middle costs more than small and answers no better"])
  }

  @Test func `a router that calls one model alone is told what that model would have scored`() {
    var made = HandMade(
      weak: (0..<40).map { $0 < 30 ? 1 : 0 }, strong: [Double](repeating: 1, count: 40))
    made.costs = [1, 5].map { [Int64](repeating: $0, count: 40) }
    let golden = made.golden
    let warnings = LadderWarnings(
      ModelReport.all(golden.ladder, golden: golden), golden: golden)
    let collapsed = golden.report(Decisions(models: (0..<40).map { $0 == 30 || $0 == 31 ? 1 : 0 }))
    #expect(
      warnings.collapse(of: collapsed)
        == "r: 95.0 % of its queries go to weak, and always calling weak would have scored"
        + " 5.0 %-points less")
    var constant = collapsed
    constant.kind = "constant"
    #expect(warnings.collapse(of: constant) == nil)
    let spread = golden.report(Decisions(models: (0..<40).map { $0 < 3 ? 1 : 0 }))
    #expect(warnings.collapse(of: spread) == nil)
  }
}
