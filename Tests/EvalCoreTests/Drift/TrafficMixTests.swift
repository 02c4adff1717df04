import EvalStatistics
import Testing

@testable import EvalCore

struct TrafficMixTests {
  /// Six traces: three easy ones that both answer, three hard ones that only the strong one does.
  private var made: HandMade {
    var made = HandMade(weak: [1, 1, 1, 0, 0, 0], strong: [1, 1, 0.5, 1, 1, 1])
    made.costs = [
      [1000, 1000, 1000, 2000, 2000, 2000], [10_000, 10_000, 10_000, 40_000, 40_000, 40_000],
    ]
    made.labels = [(name: "lang", levels: ["en", "en", "de", "de", "de", "en"])]
    return made
  }

  private func policies(_ golden: Golden) -> [RoutingPolicy] {
    [
      RoutingPolicy("always-weak", model: 0, of: golden.ladder),
      RoutingPolicy("always-strong", model: 1, of: golden.ladder),
      RoutingPolicy(meanOf: golden.ladder),
      RoutingPolicy(
        "router", decisions: Decisions(models: [0, 0, 0, 1, 1, 0]), of: golden.ladder),
    ]
  }

  private func traffic(_ levels: [String]) -> LabelColumn {
    HandMade.column((name: "lang", levels: levels))
  }

  private func mix(_ golden: Golden, _ levels: [String]) throws -> ExpectedMix {
    ExpectedMix(
      try #require(golden.label(named: "lang")), traffic: traffic(levels), golden: golden,
      policies: policies(golden))
  }

  private func qualities(_ figures: [PolicyFigures]) -> [Double?] {
    figures.map { $0.quality.estimate?.estimate }
  }

  @Test func `levels count as often as in the traffic`() throws {
    let mix = try mix(made.golden, ["de", "de", "de", "en"])
    // Weak: de 1/3, en 2/3; strong: de 5/6, en 1.
    let expected: [Double] = [0.75 / 3 + 0.25 * 2 / 3, 0.75 * 5 / 6 + 0.25, 0, 0]
    let found = qualities(mix.policies.map(\.expected))
    #expect(isClose(found[0], expected[0], relative: 1e-12))
    #expect(isClose(found[1], expected[1], relative: 1e-12))
    #expect(isClose(found[2], (expected[0] + expected[1]) / 2, relative: 1e-12))
    #expect(mix.known == 1)
    #expect(mix.levels.map(\.trafficShare) == [0.75, 0.25])
    #expect(qualities(mix.policies.map(\.golden))[0] == 0.5)
    // A router's own choices: de 3/3, en 2/3.
    #expect(isClose(found[3], 0.75 + 0.25 * 2 / 3, relative: 1e-12))
  }

  @Test func `the same mix changes nothing`() throws {
    let mix = try mix(made.golden, ["de", "en"])
    for policy in mix.policies {
      let before = try #require(policy.golden.cost.estimate?.estimate)
      #expect(isClose(policy.expected.cost.estimate?.estimate, before, relative: 1e-12))
    }
  }

  @Test func `a level that the golden lacks is named and left out`() throws {
    let mix = try mix(made.golden, ["de", "fr", "fr", "de"])
    #expect(mix.known == 0.5)
    #expect(mix.unknown.map(\.level) == ["fr"])
    #expect(isClose(qualities(mix.policies.map(\.expected))[0], 1.0 / 3, relative: 1e-12))
  }

  @Test func `nothing can be expected where the golden knows no level`() throws {
    let mix = try mix(made.golden, ["fr"])
    #expect(mix.known == 0)
    #expect(mix.policies.allSatisfy { $0.expected.quality.undefinedReason != nil })
  }

  @Test func `weights count, and a cost that is not known stays so`() throws {
    var made = made
    made.weights = [3, 1, 1, 1, 1, 1]
    made.costs = [made.costs[0], nil]
    let mix = try mix(made.golden, ["en"])
    // En: weights 3, 1, 1 with the weak model's 1, 1, 0.
    #expect(isClose(qualities(mix.policies.map(\.expected))[0], 0.8, relative: 1e-12))
    #expect(
      mix.policies.map { $0.expected.cost.undefinedReason == nil } == [true, false, false, false])
    #expect(isClose(mix.policies[0].golden.cost.estimate?.estimate, 11e-6 / 8, relative: 1e-9))
  }

  @Test func `the bill and the quality at every share of hard queries`() throws {
    let golden = made.golden
    let mix = DifficultyMix(
      .strongIsBetter, golden: golden, pool: golden.ladder, policies: policies(golden),
      traffic: [])
    #expect(mix.hardTraces == 3)
    #expect(mix.goldenShare == 0.5)
    #expect(mix.trafficShare == nil)
    #expect(mix.rows.map(\.hard) == Array(stride(from: 0, through: 100, by: 10)))
    #expect(mix.rows.map { $0.policies[0].quality.estimate?.estimate ?? -1 }[0] == 1)
    let third = mix.rows[3].policies
    #expect(isClose(third[0].quality.estimate?.estimate, 0.7, relative: 1e-12))
    #expect(isClose(third[0].cost.estimate?.estimate, 1.3e-6, relative: 1e-12))
    #expect(isClose(third[1].cost.estimate?.estimate, 19e-6, relative: 1e-12))
    #expect(isClose(third[3].quality.estimate?.estimate, 0.7 + 0.2, relative: 1e-12))
  }

  @Test func `a level may say what is hard, and then the traffic has a share of it`() throws {
    let golden = made.golden
    let mix = DifficultyMix(
      .level(Cohort.Label(name: "lang", level: "de")), golden: golden, pool: golden.ladder,
      policies: policies(golden), traffic: [traffic(["de", "en", "en", "fr"])])
    #expect(mix.hard == "lang=de")
    #expect(mix.trafficShare == 0.25)
    #expect(isClose(mix.rows[10].policies[0].quality.estimate?.estimate, 1.0 / 3, relative: 1e-12))
  }

  @Test func `without a hard trace only the easy end is known`() {
    let golden = HandMade(gaps: [0, 0, -1]).golden
    let mix = DifficultyMix(
      .strongIsBetter, golden: golden, pool: golden.ladder, policies: policies2(golden),
      traffic: [])
    #expect(mix.rows[0].policies[0].quality.estimate != nil)
    #expect(mix.rows[1].policies[0].quality.undefinedReason != nil)
    #expect(mix.rows[10].policies[0].cost.undefinedReason != nil)
  }

  private func policies2(_ golden: Golden) -> [RoutingPolicy] {
    [RoutingPolicy("always-weak", model: 0, of: golden.ladder)]
  }
}
