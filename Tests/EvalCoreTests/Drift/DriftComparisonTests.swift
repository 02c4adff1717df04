import EvalStatistics
import Testing

@testable import EvalCore

struct DriftComparisonTests {
  private func numbers(_ values: [Double], _ feature: String = "prompt_length") -> QuerySample {
    QuerySample(
      count: values.count, clusters: nil,
      numbers: [QuerySample.Numbers(feature: feature, values: values)], labels: [])
  }

  private func labels(_ levels: [String]) -> QuerySample {
    QuerySample(
      count: levels.count, clusters: nil, numbers: [],
      labels: [HandMade.column((name: "lang", levels: levels))])
  }

  private func judged(
    _ golden: QuerySample, _ traffic: QuerySample, replicates: Int = 99
  ) -> [FeatureDrift] {
    let comparison = DriftComparison(
      golden: golden, traffic: traffic, limits: DriftLimits(), streams: .test,
      replicates: replicates)
    return comparison.judge(comparison.features.compactMap(comparison.test))
  }

  private func normals(_ count: Int, shift: Double = 0, seed: UInt64) -> [Double] {
    var draws = Draws(seed: seed)
    return (0..<count).map { _ in Normal.quantile(draws.unit()) + shift }
  }

  /// A sample with a length, a tied score and a label, all of one population.
  private func sample(_ count: Int, seed: UInt64) -> QuerySample {
    var draws = Draws(seed: seed)
    let levels = (0..<count).map { _ in ["de", "en", "en", "fr"][draws.integer(0...3)] }
    let scores = (0..<count).map { _ in Double(draws.integer(0...4)) / 4 }
    return QuerySample(
      count: count, clusters: nil,
      numbers: [
        QuerySample.Numbers(feature: "prompt_length", values: normals(count, seed: seed ^ 99)),
        QuerySample.Numbers(feature: "signal.score", values: scores),
      ],
      labels: [HandMade.column((name: "lang", levels: levels))])
  }

  @Test(arguments: [30, 200]) func `one population raises no alarm`(count: Int) {
    let decisions: [[FeatureDrift.Decision]] = (0..<200).map { (seed: UInt64) in
      let golden = sample(count, seed: 2 * seed)
      let traffic = sample(count, seed: 2 * seed + 1)
      return judged(golden, traffic, replicates: 9).map(\.decision)
    }
    // An alarm at .01 over the family in two hundred; every p here is of a law, so that few
    // permutations do.
    let alarms = decisions.count { $0.contains(.drifted) || $0.contains(.warned) }
    #expect(alarms <= 4, "\(alarms) of 200")
    #expect(decisions.allSatisfy { $0.count == 3 })
    if count == 30 { #expect(decisions.allSatisfy { !$0.contains(.steady) }) }
    if count == 200 { #expect(decisions.allSatisfy { !$0.contains(.undecided) }) }
  }

  @Test func `a shift that is shown and harmless is no alarm`() throws {
    // A twentieth of a standard deviation, in 20,000 queries a side.
    let found = try #require(
      judged(
        numbers(normals(20_000, seed: 1)), numbers(normals(20_000, shift: 0.05, seed: 2)),
        replicates: 9
      ).first)
    #expect(found.p < 1e-3)
    #expect(found.decision == .small)
    #expect(found.test == .asymptoticKS)
  }

  @Test func `a real shift is found`() throws {
    let found = try #require(
      judged(numbers(normals(300, seed: 1)), numbers(normals(300, shift: 0.6, seed: 2))).first)
    #expect(found.decision == .drifted)
    #expect(found.test == .exactKS)
    #expect(found.adjustedP < 1e-6)
  }

  @Test func `few queries can show a drift, and never its absence`() throws {
    let one = normals(40, seed: 1)
    let far = try #require(judged(numbers(one), numbers(one.map { $0 + 3 })).first)
    #expect(far.decision == .drifted)
    let same = try #require(judged(numbers(one), numbers(one)).first)
    #expect(same.decision == .undecided)
    #expect(same.p == 1)
  }

  @Test func `ties are heeded`() throws {
    let golden = (0..<400).map { Double($0 % 2) }
    let traffic = (0..<400).map { $0 % 20 < 11 ? 1.0 : 0 }
    let found = try #require(judged(numbers(golden), numbers(traffic)).first)
    let expected = KolmogorovSmirnov.exactPWithTies(reference: golden, current: traffic)
    #expect(found.p == expected)
    #expect(found.decision == .steady)
  }

  @Test func `an unseen level is a level, not an alarm by itself`() throws {
    let golden = (0..<500).map { $0 % 2 == 0 ? "en" : "de" }
    var traffic = golden
    traffic[7] = "fr"
    let found = try #require(judged(labels(golden), labels(traffic)).first)
    #expect(found.decision == .steady)
    #expect(found.unseen == [FeatureDrift.Level(level: "fr", count: 1)])
    #expect(found.test == .permutedChiSquared)
  }

  @Test func `shares that moved are found by the law`() throws {
    let golden = (0..<600).map { $0 % 2 == 0 ? "en" : "de" }
    let traffic = (0..<600).map { $0 % 4 == 0 ? "en" : "de" }
    let found = try #require(judged(labels(golden), labels(traffic)).first)
    #expect(found.decision == .drifted)
    #expect(found.test == .chiSquared)
    let expected = CategoricalDrift.chiSquaredTest(
      reference: [300, 300], current: [450, 150])
    #expect(found.p == expected?.pValue)
  }

  @Test func `a moderate stability index is a warning where the sizes of the sides hide it from V`()
    throws
  {
    let golden = (0..<400).map { $0 % 2 == 0 ? "en" : "de" }
    let traffic = (0..<20_000).map { $0 % 200 < 133 ? "en" : "de" }
    let found = try #require(judged(labels(golden), labels(traffic), replicates: 9).first)
    #expect(found.statistics.filter(\.isLarge).map(\.name) == [.psiDebiased])
    #expect(found.decision == .warned)
  }

  @Test func `queries that are all alike differ in nothing`() throws {
    let one = [Double](repeating: 5, count: 300)
    let number = try #require(judged(numbers(one), numbers(one)).first)
    #expect(number.test == .none)
    #expect(number.decision == .steady)
    let label = try #require(
      judged(
        labels([String](repeating: "en", count: 300)),
        labels([String](repeating: "en", count: 300))
      ).first)
    #expect(label.test == .none)
    #expect(label.decision == .steady)
  }

  @Test func `a golden without spread has no standard deviations to count in`() throws {
    let found = try #require(
      judged(
        numbers([Double](repeating: 5, count: 300)), numbers([Double](repeating: 6, count: 300))
      ).first)
    let way = try #require(found.statistics.first { $0.name == .wasserstein })
    #expect(way.value.value == nil)
    #expect(found.decision == .drifted)
  }

  @Test func `conversations are not as many queries as they have turns`() throws {
    // Twenty conversations a side, every turn alike: 2000 queries show what 20 would.
    func sample(_ seed: UInt64) -> QuerySample {
      let means = normals(20, seed: seed)
      return QuerySample(
        count: 2000, clusters: (0..<2000).map { Int32($0 / 100) },
        numbers: [
          QuerySample.Numbers(
            feature: "prompt_length", values: (0..<2000).map { means[$0 / 100] })
        ], labels: [])
    }
    let found = (0..<20).compactMap { seed in
      judged(sample(UInt64(2 * seed)), sample(UInt64(2 * seed + 1)), replicates: 199).first
    }
    #expect(found.allSatisfy { $0.test == .permutedKS && $0.decision == .steady })
    var alone = sample(0)
    var other = sample(1)
    alone.clusters = nil
    other.clusters = nil
    #expect(judged(alone, other, replicates: 9).first?.decision == .drifted)
  }

  @Test func `conversations on one side do not make single queries bold`() {
    // The golden's 200 queries are independent; the traffic's come in twenties, and differ within.
    let alarms = (0..<20).count { seed in
      let golden = numbers(normals(200, seed: UInt64(2 * seed)))
      var traffic = numbers(normals(4000, seed: UInt64(2 * seed + 1)))
      traffic.clusters = (0..<4000).map { Int32($0 / 20) }
      return judged(golden, traffic, replicates: 199).contains { $0.decision == .drifted }
    }
    #expect(alarms == 0)
  }

  @Test func `features of one side are named, and numbers that are missing left out`() throws {
    var golden = numbers((0..<300).map(Double.init))
    golden.labels = [
      HandMade.column((name: "lang", levels: golden.numbers[0].values.map { _ in "en" }))
    ]
    var traffic = numbers((0..<300).map { $0 < 3 ? Double.nan : Double($0) })
    traffic.numbers.append(
      QuerySample.Numbers(feature: "input_tokens", values: (0..<300).map(Double.init)))
    let comparison = DriftComparison(
      golden: golden, traffic: traffic, limits: DriftLimits(), streams: .test, replicates: 9)
    #expect(comparison.features == ["prompt_length"])
    #expect(
      comparison.skipped == [
        DriftComparison.Skipped(feature: "input_tokens", reason: "the golden has none"),
        DriftComparison.Skipped(feature: "cohort.lang", reason: "the traffic has none"),
      ])
    let found = try #require(comparison.test("prompt_length"))
    #expect(found.traffic == FeatureDrift.Side(queries: 297, missing: 3, clusters: nil))
  }

  @Test func `the p are adjusted for the number of features`() {
    let found = judged(sample(300, seed: 5), sample(300, seed: 6))
    #expect(found.map(\.adjustedP) == MultipleTesting.benjaminiHochberg(found.map(\.p)))
    #expect(found.map(\.feature) == ["prompt_length", "cohort.lang", "signal.score"])
  }

  @Test func `the value by chance is what chance makes of it`() throws {
    let found = try #require(
      judged(numbers(normals(300, seed: 3)), numbers(normals(500, seed: 4)), replicates: 499).first)
    let scale = (1.0 / 300 + 1.0 / 500).squareRoot()
    let gap = try #require(found.statistics.first { $0.name == .ksD }?.expected)
    // The mean of Kolmogorov's law is √(π/2) ln 2; finite samples stay some percent below.
    #expect((gap / scale - 0.8687).magnitude < 0.06)
    let index = try #require(found.statistics.first { $0.name == .psi }?.expected)
    #expect((index - 9 * scale * scale).magnitude < 1e-12)
  }
}
