import EvalStatistics
import Testing

struct MaxTTestTests {
  private static let signs = SignStream(Philox4x32(key: SIMD2(1, 2)), seed: 3)
  private static let effects: [Int64] = [-1, -1, -1, -1, 1, -1, 1, -1, 1, 1]
  private static let cohorts: [[Int32]] = [
    [0, 1, 2, 3, 5], [4, 6, 7, 8, 9], [0, 1, 2, 4, 6, 7], [3, 5, 8, 9], [0, 1, 2],
  ]

  private func family(_ cohorts: [[Int32]], effects: [Int64]) -> MaxTTest {
    var family = MaxTTest(clusterCount: effects.count)
    for cohort in cohorts {
      family.add(clusters: cohort, totals: cohort.map { effects[Int($0)] })
    }
    return family
  }

  @Test func `the known cohorts have the known p values`() {
    // `westfall_young_maxT_exact`: all 2¹⁰ sign flips, exact.
    let result = family(Self.cohorts, effects: Self.effects)
      .test(signs: Self.signs, draws: 9, confidence: 0.95)
    #expect(result.isExact)
    #expect(result.rawP == [0.03125, 0.96875, 0.34375, 0.6875, 0.125])
    #expect(
      result.adjustedP == [0.0703125, 0.9990234375, 0.58984375, 0.9130859375, 0.2001953125])
    for (statistic, (sum, flips)) in zip(
      result.statistics, [(5, 5), (-3, 5), (2, 6), (0, 4), (3, 3)])
    {
      #expect(isClose(statistic, Double(sum) / Double(flips).squareRoot(), relative: 1e-14))
    }
    let attainable = [0.03125, 0.03125, 0.015625, 0.0625, 0.125]
    #expect(Tarone.divisor(attainable: attainable, level: 0.05) == 2)
  }

  @Test func `a family of one has its own p value, as the sign-flip test has it`() {
    let totals: [Int64] = [-3, 1, -2, -5, 4, -1, -6]
    let result = family([[0, 1, 2, 3, 4, 5, 6]], effects: totals)
      .test(signs: Self.signs, draws: 9, confidence: 0.95)
    #expect(result.rawP == [0.1328125])
    #expect(result.adjustedP == [0.1328125])
  }

  @Test func `beyond the limit signs are drawn, near the exact value`() {
    let effects = Self.effects + [Int64](repeating: 0, count: 15)
    let result = family(Self.cohorts, effects: effects)
      .test(signs: Self.signs, draws: 9_999, confidence: 0.95)
    #expect(!result.isExact)
    for (drawn, exact) in zip(result.adjustedP, [0.0703, 0.9990, 0.5898, 0.9131, 0.2002]) {
      #expect((drawn - exact).magnitude < 0.015)
    }
  }

  @Test func `the order of the cohorts changes nothing`() {
    let forward = family(Self.cohorts, effects: Self.effects)
      .test(signs: Self.signs, draws: 9, confidence: 0.95)
    let backward = family(Self.cohorts.reversed(), effects: Self.effects)
      .test(signs: Self.signs, draws: 9, confidence: 0.95)
    #expect(forward.adjustedP == backward.adjustedP.reversed())
    #expect(forward.simultaneousT == backward.simultaneousT)
  }

  @Test func `a family without cohorts says nothing`() {
    let result = MaxTTest(clusterCount: 0).test(signs: Self.signs, draws: 9, confidence: 0.95)
    #expect(result.adjustedP.isEmpty)
  }
}
