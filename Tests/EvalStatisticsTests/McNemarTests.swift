import EvalStatistics
import Testing

struct McNemarTests {
  /// `mcnemar_exact`: statsmodels' mcnemar(exact=True) and scipy's binom.sf, to 1e-10.
  private static let known: [(gains: Int, losses: Int, two: Double, one: Double, mid: Double)] = [
    (4, 13, 0.049041748046875, 0.0245208740234375, 0.01544189453125002),
    (0, 5, 0.0625, 0.03125, 0.015625),
    (10, 10, 1, 0.5880985260009766, 0.5000000000000001),
    (25, 41, 0.06401750413722565, 0.032008752068612825, 0.024900057147364353),
    (0, 0, 1, 1, 1),
    (1, 0, 1, 1, 0.75),
  ]

  @Test(arguments: known.indices)
  func `the known tables have the known p values`(index: Int) {
    let (gains, losses, two, one, mid) = Self.known[index]
    #expect(isClose(McNemar.twoSided(gains: gains, losses: losses), two, relative: 1e-10))
    #expect(isClose(McNemar.oneSided(gains: gains, losses: losses), one, relative: 1e-10))
    #expect(isClose(McNemar.midP(gains: gains, losses: losses), mid, relative: 1e-10))
  }

  @Test func `five losses are the fewest that reach the level`() {
    #expect(McNemar.oneSided(gains: 0, losses: 4) > 0.05)
    #expect(McNemar.oneSided(gains: 0, losses: 5) < 0.05)
  }
}
