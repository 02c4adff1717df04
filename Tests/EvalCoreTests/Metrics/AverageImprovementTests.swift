import EvalStatistics
import Testing

@testable import EvalCore

/// AIQ: a router's own hull over the costs of the ladder's models.
struct AverageImprovementTests {
  /// Weak costs 1 and scores .6; the strong model costs 3 and adds .2 on the first query, .1 on the
  /// second: the router's curve is (1, .6), (2, .7), (3, .75).
  private static var made: HandMade {
    var made = HandMade(weak: [0.6, 0.6], strong: [0.8, 0.7])
    made.costs = [[1_000_000_000, 1_000_000_000], [3_000_000_000, 3_000_000_000]]
    return made
  }

  private func aiq(_ made: HandMade, _ decisions: Decisions) -> Double? {
    made.golden.metrics(decisions).aiq.estimate?.estimate
  }

  @Test func `the paper's formula gives 11/16 where RouterBench's code gives what its list does`() {
    let golden = Self.made.golden
    for threshold in [0.0, 0.5, 2] {
      let decisions = golden.decide([0.9, 0.1], threshold: threshold)
      #expect(isClose(aiq(Self.made, decisions), 0.6875, relative: 1e-12))
    }
  }

  @Test func `a ranking turned round has the chord, for it can be mixed away`() {
    // (1, .6), (2, .65), (3, .75) lies below the straight line from weak to strong.
    let decisions = Self.made.golden.decide([0.1, 0.9], threshold: 0.5)
    #expect(isClose(aiq(Self.made, decisions), 0.675, relative: 1e-12))
  }

  @Test func `without a score there are the decisions and the cheapest model`() {
    // (1, .6), (2, .7), then flat.
    let decisions = Decisions(models: [1, 0])
    #expect(isClose(aiq(Self.made, decisions), (0.65 + 0.7) / 2, relative: 1e-12))
    #expect(isClose(aiq(Self.made, Self.made.golden.always(0)), 0.6, relative: 1e-12))
    #expect(isClose(aiq(Self.made, Self.made.golden.always(1)), 0.675, relative: 1e-12))
  }

  /// Three models whose dearest by name is not the dearest by cost.
  private static var three: HandMade {
    var made = HandMade(
      models: ["small", "middle", "large"], quality: [[0, 0], [1, 0], [1, 1]])
    made.costs = [[4, 0], [6, 4], [2, 4]].map { $0.map { Int64($0) * 1_000_000 } }
    return made
  }

  @Test func `the limits are the cheapest and the dearest model, whatever the ladder says`() {
    // Means: 2, 5, 3. The large model alone is at (3, 1), and flat to 5.
    #expect(isClose(aiq(Self.three, Self.three.golden.always(2)), (0.5 + 2) / 3, relative: 1e-12))
  }

  @Test func `a router cheaper than every model is cut at the cheapest one`() {
    // It costs 1 and scores ½: flat over the whole range.
    #expect(isClose(aiq(Self.three, Decisions(models: [2, 0])), 0.5, relative: 1e-12))
  }

  @Test func `a router dearer than every model reaches the dearest on the way to itself`() {
    var made = HandMade(weak: [0, 0], strong: [1, 1])
    made.models = ["weak", "strong"]
    made.costs = [[0, 4_000_000], [6_000_000, 0]]
    // Means 2 and 3; the router pays 5 for a quality of ½: of that line the first third.
    #expect(isClose(aiq(made, Decisions(models: [1, 0])), 1.0 / 12, relative: 1e-12))
  }

  @Test func `without costs, or where all cost the same, it is undefined with the reason`() {
    var made = Self.made
    made.costs = [[1, 1], nil]
    let unknown = made.golden.metrics(made.golden.always(0)).aiq
    #expect(unknown.undefinedReason == Reason.noModelCosts)
    made.costs = [[1, 3], [3, 1]]
    let equal = made.golden.metrics(made.golden.always(0)).aiq
    #expect(equal.undefinedReason == Reason.equalCosts)
  }

  @Test func `on another scale it is normalised`() {
    var made = Self.made
    made.scale = QualityScale(min: 1, max: 11)
    made.quality = made.quality.map { $0.map { 1 + 10 * $0 } }
    let decisions = made.golden.decide([0.9, 0.1], threshold: 0.5)
    #expect(isClose(aiq(made, decisions), 0.6875, relative: 1e-12))
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `no router's area is above the oracle's best answer or below the cheapest model`(
    seed: UInt64
  ) throws {
    let sample = SampleGolden(seed: seed)
    let golden = sample.golden
    guard let aiq = golden.metrics(sample.decisions).aiq.estimate?.estimate else { return }
    let best = ReferenceRouters.oracleDecisions(golden.ladder)
    let ceiling = try #require(golden.metrics(best).quality.estimate?.estimate)
    let floor = [0, 1].compactMap { golden.metrics(golden.always($0)).quality.estimate?.estimate }
    #expect(aiq <= ceiling + 1e-12)
    #expect(aiq >= (floor.min() ?? 0) - 1e-12)
  }

  /// The area without one cluster, by the hull drawn anew.
  private func jackknife(_ sample: SampleGolden) -> (error: Double, full: Double)? {
    let count = sample.made.count
    func area(_ kept: [Int]) -> Double? {
      let part = sample.permuted(by: kept)
      return part.golden.metrics(part.decisions).aiq.estimate?.estimate
    }
    guard let full = area(Array(0..<count)) else { return nil }
    let without = (0..<count).compactMap { left in area((0..<count).filter { $0 != left }) }
    guard without.count == count else { return nil }
    let mean = without.reduce(0, +) / Double(count)
    let squares = without.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return ((squares * Double(count - 1) / Double(count)).squareRoot(), full)
  }

  @Test(arguments: [3, 8, 11, 14] as [UInt64])
  func `the interval is as wide as leaving out queries says`(seed: UInt64) throws {
    var sample = SampleGolden(seed: seed, traces: 300...300)
    sample.made.clusters = nil
    sample.made.weights = nil
    var draws = Draws(seed: seed)
    sample.made.costs = [1, 6].map { price in
      (0..<300).map { _ in Int64(price * draws.integer(1000...9000)) }
    }
    // Few thresholds: a hull through many would follow each query.
    sample.scores = sample.scores.map { ($0 * 3).rounded() / 3 }
    let metrics = sample.golden.metrics(sample.decisions)
    let estimate = try #require(metrics.aiq.estimate)
    let (low, high) = (try #require(estimate.low?.value), try #require(estimate.high?.value))
    let expected = try #require(jackknife(sample))
    let reach = StudentT.quantile(0.975, degreesOfFreedom: 299) * expected.error
    #expect(isClose((high - low) / 2, reach, relative: 0.05), "\(seed)")
    #expect(isClose((high + low) / 2, estimate.estimate, relative: 1e-9))
  }
}
