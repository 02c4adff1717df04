import EvalStatistics
import Testing

struct OrderStatisticRanksTests {
  @Test func `ranks for a median of ten meet the known answer`() throws {
    let ranks = try #require(
      Quantile.orderStatisticRanks(count: 10, probability: 0.5, confidence: 0.95))
    #expect(ranks.lower == 2)
    #expect(ranks.upper == 9)
    #expect(isClose(ranks.coverage, 0.978515625, relative: 1e-11))
  }

  @Test func `a sample too small has no ranks`() {
    for count in 0...5 {
      #expect(
        Quantile.orderStatisticRanks(count: count, probability: 0.5, confidence: 0.95) == nil)
    }
    #expect(
      Quantile.orderStatisticRanks(count: 6, probability: 0.5, confidence: 0.95) != nil)
  }

  @Test func `a far quantile takes a large sample`() {
    #expect(
      Quantile.orderStatisticRanks(count: 58, probability: 0.95, confidence: 0.95) == nil)
    #expect(
      Quantile.orderStatisticRanks(count: 200, probability: 0.95, confidence: 0.95) != nil)
  }

  @Test(arguments: [0.5, 0.1, 0.25, 0.9, 0.95, 0.37])
  func `ranks agree with a search of all pairs`(p: Double) {
    for count in 0...48 {
      for confidence in [0.5, 0.8, 0.9, 0.95, 0.99] {
        let found = Quantile.orderStatisticRanks(
          count: count, probability: p, confidence: confidence)
        let expected = Self.search(count, p, confidence)
        #expect(found?.lower == expected?.lower)
        #expect(found?.upper == expected?.upper)
        #expect(isClose(found?.coverage ?? 0, expected?.coverage ?? 0, relative: 1e-12))
      }
    }
  }

  @Test func `a coverage equal to the confidence reaches it`() throws {
    // Two of two trials: P(X = 1) is one half.
    let half = try #require(
      Quantile.orderStatisticRanks(count: 2, probability: 0.5, confidence: 0.5))
    #expect((half.lower, half.upper) == (1, 2))
    let known = try #require(
      Quantile.orderStatisticRanks(count: 10, probability: 0.5, confidence: 0.978515625))
    #expect((known.lower, known.upper) == (2, 9))
  }

  @Test func `among equal widths the lowest is taken`() throws {
    // The ranks 3 and 10 would cover equally.
    let ranks = try #require(
      Quantile.orderStatisticRanks(count: 11, probability: 0.5, confidence: 0.95))
    #expect((ranks.lower, ranks.upper) == (2, 9))
  }

  @Test(arguments: [0.5, 0.9, 0.95, 0.99])
  func `ten million values have ranks about the quantile`(p: Double) throws {
    let count = 10_000_000
    let ranks = try #require(
      Quantile.orderStatisticRanks(count: count, probability: p, confidence: 0.95))
    let deviation = (Double(count) * p * (1 - p)).squareRoot()
    let width = Double(ranks.upper - ranks.lower)
    #expect(isClose(width, 2 * 1.959963984540054 * deviation, relative: 0.002))
    #expect(ranks.coverage >= 0.95 && ranks.coverage < 0.9505)
    #expect(isClose(ranks.coverage, Self.coverage(ranks, count, p), relative: 1e-11))
  }

  @Test func `one rank narrower would not cover`() throws {
    var source = SeededSample(seed: 111)
    for _ in 0..<200 {
      let count = source.integer(10...3000)
      let p = source.uniform(0.05, 0.95)
      guard
        let ranks = Quantile.orderStatisticRanks(
          count: count, probability: p, confidence: 0.9)
      else { continue }
      #expect(ranks.lower >= 1 && ranks.upper <= count && ranks.lower < ranks.upper)
      #expect(isClose(ranks.coverage, Self.coverage(ranks, count, p), relative: 1e-11))
      let first = Binomial.probability(ranks.lower, trials: count, probability: p)
      let last = Binomial.probability(ranks.upper - 1, trials: count, probability: p)
      #expect(ranks.coverage - min(first, last) < 0.9)
    }
  }

  @Test func `the order statistics enclose the quantile as often as stated`() throws {
    var source = SeededSample(seed: 112)
    let ranks = try #require(
      Quantile.orderStatisticRanks(count: 60, probability: 0.8, confidence: 0.9))
    let rounds = 4000
    var hits = 0
    for _ in 0..<rounds {
      let sample = (0..<60).map { _ in source.unit() }.sorted()
      if sample[ranks.lower - 1] <= 0.8 && 0.8 <= sample[ranks.upper - 1] { hits += 1 }
    }
    let deviation = (ranks.coverage * (1 - ranks.coverage) / Double(rounds)).squareRoot()
    #expect((Double(hits) / Double(rounds) - ranks.coverage).magnitude < 4 * deviation)
  }

  @Test func `a quantile at an end is a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = Quantile.orderStatisticRanks(count: 10, probability: 1, confidence: 0.95)
    }
    await #expect(processExitsWith: .failure) {
      _ = Quantile.orderStatisticRanks(count: 10, probability: 0.5, confidence: 1)
    }
  }

  /// The coverage of a pair of ranks from the tails of the binomial law.
  private static func coverage(
    _ ranks: OrderStatisticRanks, _ count: Int, _ p: Double
  ) -> Double {
    Binomial.cdf(ranks.upper - 1, trials: count, probability: p)
      - Binomial.cdf(ranks.lower - 1, trials: count, probability: p)
  }

  /// The narrowest pair of ranks, found by trying all.
  private static func search(
    _ count: Int, _ p: Double, _ confidence: Double
  ) -> OrderStatisticRanks? {
    let masses = pascal(count, p)
    for width in stride(from: 1, to: count, by: 1) {
      for lower in 1...count - width {
        let coverage = masses[lower..<lower + width].reduce(0, +)
        if coverage >= confidence - 1e-12 {
          return OrderStatisticRanks(
            lower: lower, upper: lower + width, coverage: coverage)
        }
      }
    }
    return nil
  }

  /// The binomial law by adding one trial after the other.
  private static func pascal(_ count: Int, _ p: Double) -> [Double] {
    var masses = [1.0]
    for _ in 0..<count {
      masses = zip([0] + masses, masses + [0]).map { $0 * p + $1 * (1 - p) }
    }
    return masses
  }
}
