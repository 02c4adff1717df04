import Testing

@testable import EvalCore

/// What knowing a query's subject alone is worth.
struct DomainRankingTests {
  private static let topics = ["a", "a", "b", "b", "a", "a", "b", "c"]
  private static let second = [false, false, false, false, true, true, true, true]

  private static func golden(_ gaps: [Int], clusters: [Int]? = nil) -> Golden {
    var made = HandMade(gaps: gaps)
    made.labels = [("topic", topics)]
    made.clusters = clusters
    return made.golden
  }

  private func scores(
    _ golden: Golden, _ isSecondHalf: [Bool]? = second, by names: [String] = ["topic"]
  ) -> [Double] {
    let label = CohortPartition.partitions(of: golden, by: names).dropFirst().first
    let ranking = DomainRanking(
      label, isSecondHalf: isSecondHalf, pool: golden.ladder, weights: golden.weights)
    guard case .ranking(let order) = ranking else { return [] }
    return order.scores
  }

  @Test func `a query is scored by its level's mean gap in the other half`() {
    // First half: a gains 1 and 0, b loses 1 and gains 1. Second: a gains 1 and 1, b 0, c loses 1.
    let golden = Self.golden([1, 0, -1, 1, 1, 1, 0, -1])
    // c is not in the first half, whose mean is 1/4.
    #expect(scores(golden) == [1e6, 1e6, 0, 0, 5e5, 5e5, 0, 2.5e5])
  }

  @Test func `weights count as so many queries`() {
    var golden = Self.golden([1, 0, -1, 1, 1, 1, 0, -1])
    golden.weights = [3, 1, 1, 1, 1, 1, 1, 1]
    #expect(scores(golden)[4] == 7.5e5)
  }

  // The last one is alone with its level, which moves nothing but its half's mean.
  @Test(arguments: 0..<7)
  func `no score moves with its own half`(_ trace: Int) {
    let gaps = [1, 0, -1, 1, 1, 1, 0, -1]
    var other = gaps
    other[trace] = gaps[trace] == 1 ? -1 : 1
    let (before, after) = (scores(Self.golden(gaps)), scores(Self.golden(other)))
    for index in gaps.indices where Self.second[index] == Self.second[trace] {
      #expect(before[index] == after[index])
    }
    #expect(before != after)
  }

  @Test func `the reference stands at the router's own share, and says what a subject is worth`()
    throws
  {
    let golden = Self.golden([1, 1, 0, 0, 1, 1, 0, 0])
    let label = CohortPartition.partitions(of: golden, by: ["topic"])[1]
    let ranking = DomainRanking(
      label, isSecondHalf: Self.second, pool: golden.ladder, weights: nil)
    let reporter = RouterReporter(
      golden: golden, pool: golden.ladder, partitions: [.all(of: golden), label],
      showsRouteLLMCompat: false, isSecondHalf: Self.second)
    let fixed = ReferenceRouters.Fixed.allCases.map { reporter.metrics(of: $0) }
    let report = ReferenceRouters(
      golden: golden, pool: golden.ladder, all: .all(of: golden), fixed: fixed, domain: ranking
    ).report(strongShare: 0.5)
    let domain = try #require(report.domain?.metrics)
    #expect(domain.strongShare.estimate?.estimate == 0.5)
    #expect(domain.pgr.estimate?.estimate == 1)
    // Scores 1, 1, 0, 0 | 1, 1, 0, ½: no mistake.
    #expect(domain.apgr.estimate?.estimate == 0.75)
    #expect(reporter.references(fixed).report(strongShare: 0.5).domain == report.domain)
  }

  @Test func `without a label, a second level or two halves there is a reason`() {
    let golden = Self.golden([1, 0, -1, 1, 1, 1, 0, -1])
    func reason(_ label: CohortPartition?, _ halves: [Bool]?) -> String? {
      let ranking = DomainRanking(
        label, isSecondHalf: halves, pool: golden.ladder, weights: nil)
      if case .undefined(let reason) = ranking { return reason }
      return nil
    }
    let label = CohortPartition.partitions(of: golden, by: ["topic"])[1]
    #expect(reason(nil, Self.second) == "the suite looks at no cohorts")
    #expect(reason(label, nil)?.contains("two halves") == true)
    #expect(reason(label, [Bool](repeating: true, count: 8))?.contains("two halves") == true)
    var same = HandMade(gaps: [1, 0, 1, 0, 1, 0, 1, 0])
    same.labels = [("topic", [String](repeating: "x", count: 8))]
    let one = CohortPartition.partitions(of: same.golden, by: ["topic"])[1]
    #expect(reason(one, Self.second) == "every query has the same topic")
  }
}
