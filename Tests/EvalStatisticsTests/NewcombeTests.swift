import EvalStatistics
import Testing

struct NewcombeTests {
  private func wilson(_ successes: Int, _ trials: Int) throws -> Interval {
    try #require(Proportion.wilson(successes: successes, trials: trials, confidence: 0.95))
  }

  /// Newcombe (1998), table II, method 10.
  @Test(arguments: [
    (56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090),
    (10, 10, 0, 20, 0.6791, 1.0000), (10, 10, 0, 10, 0.6075, 1.0000),
  ])
  func `published examples`(
    a: Int, m: Int, b: Int, n: Int, low: Double, high: Double
  ) throws {
    let interval = Newcombe.difference(
      Double(a) / Double(m), try wilson(a, m), Double(b) / Double(n), try wilson(b, n))
    #expect(abs(interval.low - low) < 0.00006)
    #expect(abs(interval.high - high) < 0.00006)
  }

  @Test func `the other way round it is the mirror image, and it holds the difference`() throws {
    let (one, other) = (try wilson(30, 90), try wilson(41, 77))
    let there = Newcombe.difference(30 / 90, one, 41 / 77, other)
    let back = Newcombe.difference(41 / 77, other, 30 / 90, one)
    #expect(there.low == -back.high && there.high == -back.low)
    #expect(there.low < 30.0 / 90 - 41.0 / 77 && there.high > 30.0 / 90 - 41.0 / 77)
  }

  @Test func `against a number that is known the interval moves along`() {
    let interval = Newcombe.difference(
      0.5, Interval(low: 0.4, high: 0.7), 0.2, Interval(low: 0.2, high: 0.2))
    #expect(abs(interval.low - 0.2) < 1e-15 && abs(interval.high - 0.5) < 1e-15)
  }
}
