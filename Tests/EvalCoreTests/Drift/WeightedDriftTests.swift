import EvalStatistics
import Testing

@testable import EvalCore

/// Goldens whose queries stand for different numbers of queries.
struct WeightedDriftTests {
  /// Long German queries and short English ones, each of a weight.
  private func sample(
    german: Int, english: Int, weights: (german: Int64, english: Int64)? = nil,
    clusterSize: Int? = nil
  ) -> QuerySample {
    let count = german + english
    let isGerman = (0..<count).map { $0 < german }
    return QuerySample(
      count: count, clusters: clusterSize.map { size in (0..<count).map { Int32($0 / size) } },
      weights: weights.map { weights in isGerman.map { $0 ? weights.german : weights.english } },
      numbers: [
        QuerySample.Numbers(
          feature: "prompt_length",
          values: isGerman.enumerated().map { Double($1 ? 1000 + $0 % 50 : $0 % 50) })
      ],
      labels: [HandMade.column((name: "lang", levels: isGerman.map { $0 ? "de" : "en" }))])
  }

  private func judged(
    _ golden: QuerySample, _ traffic: QuerySample, replicates: Int = 999
  ) -> [FeatureDrift] {
    let comparison = DriftComparison(
      golden: golden, traffic: traffic, limits: DriftLimits(), streams: .test,
      replicates: replicates)
    return comparison.judge(comparison.features.compactMap(comparison.test))
  }

  private func value(_ feature: FeatureDrift, _ name: DriftStatistic.Name) -> Double? {
    feature.statistics.first { $0.name == name }?.value.value
  }

  @Test func `weights undo a drift that the queries alone have`() throws {
    // 400 German and 200 English queries, which stand for 400 and 800: a third is German.
    let traffic = sample(german: 200, english: 400)
    let plain = judged(sample(german: 400, english: 200), traffic)
    #expect(plain.map(\.decision) == [.drifted, .drifted])
    let weighted = judged(sample(german: 400, english: 200, weights: (1, 4)), traffic)
    #expect(weighted.map(\.decision) == [.steady, .steady])
    // (400 + 800)² / (400 + 16 · 200).
    #expect(weighted.map(\.golden.effective) == [400, 400])
    #expect(weighted.map(\.golden.queries) == [600, 600])
    #expect(try #require(value(weighted[1], .totalVariation)) < 1e-12)
    #expect(try #require(value(weighted[0], .ksD)) < 0.05)
  }

  @Test func `weights show a drift that the queries alone do not have`() {
    let golden = sample(german: 300, english: 300, weights: (1, 4))
    let found = judged(golden, sample(german: 300, english: 300))
    #expect(found.map(\.decision) == [.drifted, .drifted])
    #expect(found.map(\.test) == [.permutedKS, .permutedChiSquared])
    // Weighted shares of 1/5 and 4/5 against halves.
    #expect(value(found[1], .totalVariation).map { ($0 - 0.3).magnitude < 1e-12 } == true)
    #expect(value(found[0], .ksD).map { ($0 - 0.3).magnitude < 1e-12 } == true)
  }

  @Test func `figures by hand: effective counts take the place of counts`() throws {
    let found = judged(
      sample(german: 4, english: 2, weights: (1, 4)), sample(german: 3, english: 3))[1]
    // Shares 1/3 and 2/3 of (4 + 8)² / (4 + 32) = 4 queries.
    let (golden, traffic) = ([4.0 / 3, 8.0 / 3], [3.0, 3])
    let expected = try #require(
      CategoricalDrift.chiSquaredTest(reference: golden, current: traffic))
    #expect((try #require(value(found, .chiSquared)) - expected.statistic).magnitude < 1e-12)
    #expect(found.p >= expected.pValue)
    let stability = try #require(
      PopulationStability.estimate(reference: golden, current: traffic))
    #expect((try #require(value(found, .psi)) - stability.index).magnitude < 1e-12)
    // Lengths 1000…1003 of weight 1, 4 and 5 of weight 4, against 1000, 1001, 1002, 3, 4, 5: below
    // 1000 lie 8 of 12 and half; above 4, between 4 and 5, 4 of 12 and 2 of 6.
    let length = judged(
      sample(german: 4, english: 2, weights: (1, 4)), sample(german: 3, english: 3))[0]
    #expect((try #require(value(length, .ksD)) - 1.0 / 6).magnitude < 1e-12)
  }

  @Test func `equal weights are none`() {
    let traffic = sample(german: 150, english: 250)
    let plain = judged(sample(german: 200, english: 200), traffic)
    let equal = judged(sample(german: 200, english: 200, weights: (7, 7)), traffic)
    #expect(plain == equal)
  }

  @Test func `the scale of weights does not matter`() {
    let traffic = sample(german: 150, english: 250)
    let one = judged(sample(german: 200, english: 200, weights: (1, 3)), traffic)
    let other = judged(sample(german: 200, english: 200, weights: (5, 15)), traffic)
    #expect(one.map(\.p) == other.map(\.p))
    #expect(one.map(\.decision) == other.map(\.decision))
  }

  @Test func `a few heavy queries are too few to show that nothing drifted`() {
    // 396 + 4 queries whose weights are 1 and 100: (796)² / 40,396 is 16.
    let found = judged(
      sample(german: 4, english: 396, weights: (100, 1)), sample(german: 300, english: 300))
    #expect(found[1].decision == .undecided)
  }

  @Test func `weights and clusters go together`() {
    let traffic = sample(german: 400, english: 800, clusterSize: 20)
    let golden = sample(german: 400, english: 200, weights: (1, 4), clusterSize: 20)
    let found = judged(golden, traffic)
    #expect(found.map(\.decision) == [.steady, .steady])
    #expect(found.map(\.golden.clusters) == [30, 30])
  }

  /// Weights that undo how a golden was sampled, against much more traffic: the law of permuted
  /// weights alone would be too bold here.
  @Test func `one population raises no alarm, however it was sampled`() {
    let alarms = (0..<60).count { (seed: UInt64) in
      var draws = Draws(seed: seed)
      // A level is taken into the golden nine times in ten, or once in ten.
      var (values, weights): ([Double], [Int64]) = ([], [])
      while values.count < 300 {
        let value = (draws.unit() * 20).rounded(.down) / 20
        let isLikely = value < 0.5
        if draws.unit() < (isLikely ? 0.9 : 0.1) {
          values.append(value)
          weights.append(isLikely ? 1 : 9)
        }
      }
      let traffic = (0..<3000).map { _ in (draws.unit() * 20).rounded(.down) / 20 }
      func made(_ values: [Double], _ weights: [Int64]?) -> QuerySample {
        QuerySample(
          count: values.count, clusters: nil, weights: weights,
          numbers: [QuerySample.Numbers(feature: "prompt_length", values: values)],
          labels: [
            HandMade.column((name: "half", levels: values.map { $0 < 0.5 ? "low" : "high" }))
          ])
      }
      let found = judged(made(values, weights), made(traffic, nil), replicates: 199)
      return found.contains { $0.decision == .drifted || $0.decision == .warned }
    }
    #expect(alarms <= 1, "\(alarms) of 60")
  }
}
