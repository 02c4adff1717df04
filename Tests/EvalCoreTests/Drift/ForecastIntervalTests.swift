import EvalStatistics
import Testing

@testable import EvalCore

/// The intervals of what is to be expected under another mix of queries.
struct ForecastIntervalTests {
  private func mix(
    _ made: HandMade, _ levels: [String], clusters: [Int32]? = nil
  ) throws -> ExpectedMix {
    let golden = made.golden
    return ExpectedMix(
      try #require(golden.label(named: "lang")),
      traffic: HandMade.column((name: "lang", levels: levels)), golden: golden,
      policies: [RoutingPolicy("always-weak", model: 0, of: golden.ladder)],
      trafficClusters: clusters)
  }

  /// The weak model answers one German query of three and two English ones.
  private var six: HandMade {
    var made = HandMade(weak: [1, 1, 1, 0, 0, 0], strong: [1, 1, 1, 1, 1, 1])
    made.labels = [(name: "lang", levels: ["en", "en", "de", "de", "de", "en"])]
    made.costs = [[3000, 3000, 1000, 1000, 1000, 3000], nil]
    return made
  }

  @Test func `figures by hand`() throws {
    let found = try mix(six, ["de", "de", "de", "en"]).policies[0].expected
    let quality = try #require(found.quality.estimate)
    // Each level's mean has variance (1/3)/3. Shares ¾ and ¼ of four queries, means ⅓ and ⅔, so
    // that 5/12 is expected: (¾·(1/12)² + ¼·(1/4)²)/4.
    let (german, english, counted) = (0.5625 / 9, 0.0625 / 9, (0.75 / 144 + 0.25 / 16) / 4)
    let variance = german + english + counted
    let freedom =
      variance * variance
      / (german * german / 2 + english * english / 2 + counted * counted / 3)
    #expect((freedom - 2.8058).magnitude < 1e-4)
    let reach =
      StudentT.quantile(0.975, degreesOfFreedom: freedom) * variance.squareRoot()
    #expect(isClose(quality.estimate, 5.0 / 12, relative: 1e-12))
    #expect(isClose(quality.low?.value, 5.0 / 12 - reach, relative: 1e-9))
    #expect(isClose(quality.high?.value, 5.0 / 12 + reach, relative: 1e-9))
    // Within a level every call costs the same: only the shares vary. $1.5e-6 are expected.
    let cost = try #require(found.cost.estimate)
    let error = (0.75 * 0.25 + 0.25 * 2.25).squareRoot() / 2 * 1e-6
    let width = StudentT.quantile(0.975, degreesOfFreedom: 3) * error
    #expect(isClose(cost.high?.value, 1.5e-6 + width, relative: 1e-9))
  }

  @Test func `a golden's scale and a mean of models change nothing but the unit`() throws {
    var scaled = six
    scaled.scale = QualityScale(min: -1, max: 3)
    let golden = scaled.golden
    let found = ExpectedMix(
      try #require(golden.label(named: "lang")),
      traffic: HandMade.column((name: "lang", levels: ["de", "de", "de", "en"])), golden: golden,
      policies: [
        RoutingPolicy("always-weak", model: 0, of: golden.ladder),
        RoutingPolicy(meanOf: golden.ladder),
      ]
    ).policies.compactMap(\.expected.quality.estimate)
    let plain = try #require(
      try mix(six, ["de", "de", "de", "en"]).policies[0].expected.quality.estimate)
    func width(_ estimate: Estimate) throws -> Double {
      try #require(estimate.high?.value) - (try #require(estimate.low?.value))
    }
    #expect(isClose(try width(found[0]), try width(plain) / 4, relative: 1e-9))
    // The strong model is always right, so that half the weak one's error is left.
    #expect(isClose(try width(found[1]), try width(plain) / 8, relative: 1e-9))
  }

  @Test func `a level of one cluster has no interval, and is named`() throws {
    var made = six
    made.clusters = [1, 2, 3, 3, 3, 4]
    let found = try mix(made, ["de", "en", "en", "en"]).policies[0].expected.quality.estimate
    #expect(
      found?.low
        == .undefined("the golden has fewer than two clusters of comparable weight of lang=de"))
    #expect(found?.high == found?.low)
    // Where nobody sends it, it does not matter.
    let english = try mix(made, ["en", "en"]).policies[0].expected.quality.estimate
    #expect(english?.low?.value != nil)
  }

  @Test func `traffic of one query or one conversation does not tell shares`() throws {
    let reason = Bound.undefined("the traffic's shares are of fewer than two queries or clusters")
    #expect(try mix(six, ["de"]).policies[0].expected.quality.estimate?.low == reason)
    let one = try mix(six, ["de", "en", "de"], clusters: [0, 0, 0])
    #expect(one.policies[0].expected.quality.estimate?.low == reason)
    let three = try mix(six, ["de", "en", "de"], clusters: [0, 1, 2])
    #expect(three.policies[0].expected.quality.estimate?.low?.value != nil)
  }

  @Test func `shares of hard queries that are only supposed have no error of their own`() throws {
    let golden = six.golden
    let rows = DifficultyMix(
      .level(Cohort.Label(name: "lang", level: "de")), golden: golden, pool: golden.ladder,
      policies: [RoutingPolicy("always-weak", model: 0, of: golden.ladder)], traffic: []
    ).rows.map { $0.policies[0] }
    let reaches = try rows.map { row in
      let estimate = try #require(row.quality.estimate)
      return try #require(estimate.high?.value) - estimate.estimate
    }
    // A third is each level's standard error; with half of each √(¼ + ¼)/3, of 4 degrees of freedom.
    let ends = StudentT.quantile(0.975, degreesOfFreedom: 2) / 3
    let middle = StudentT.quantile(0.975, degreesOfFreedom: 4) * 0.5.squareRoot() / 3
    #expect(isClose(reaches[0], ends, relative: 1e-9))
    #expect(isClose(reaches[10], ends, relative: 1e-9))
    #expect(isClose(reaches[5], middle, relative: 1e-9))
    #expect(rows.allSatisfy { $0.cost.estimate?.low?.value == $0.cost.estimate?.estimate })
  }

  @Test func `the interval holds the truth as often as it says`() throws {
    let (known, sent) = ([0.2, 0.5, 1], [0.5, 0.8, 1.0])
    let means = [0.3, 0.5, 0.7]
    // ½·0.3 + 0.3·0.5 + 0.2·0.7.
    let truth = 0.44
    var draws = Draws(seed: 20)
    func level(_ ends: [Double]) -> Int {
      let draw = draws.unit()
      return ends.firstIndex { draw < $0 } ?? ends.count - 1
    }
    let histories = 600
    var (hits, blind) = (0, 0)
    for _ in 0..<histories {
      var (values, levels): ([Double], [Int]) = ([], [])
      for _ in 0..<60 {
        // Three queries of a conversation share something.
        let shared = 0.3 * draws.unit() - 0.15
        for _ in 0..<3 {
          levels.append(level(known))
          values.append(means[levels[levels.count - 1]] + shared + 0.2 * draws.unit() - 0.1)
        }
      }
      var made = HandMade(models: ["m"], quality: [values])
      made.clusters = (0..<180).map { $0 / 3 }
      made.labels = [(name: "lang", levels: levels.map { "\($0)" })]
      let found = try mix(made, (0..<150).map { _ in "\(level(sent))" })
      let estimate = try #require(found.policies[0].expected.quality.estimate)
      let reach = try #require(estimate.high?.value) - estimate.estimate
      if (estimate.estimate - truth).magnitude <= reach { hits += 1 }
      // Half of it would be far too short.
      if (estimate.estimate - truth).magnitude <= reach / 2 { blind += 1 }
    }
    let coverage = Double(hits) / Double(histories)
    #expect(coverage >= 0.93 && coverage <= 0.975, "\(coverage)")
    #expect(Double(blind) / Double(histories) < 0.75)
  }
}
