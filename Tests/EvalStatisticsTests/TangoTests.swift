import EvalStatistics
import Testing

struct TangoTests {
  /// `tango_paired_ci`: the closed form with scipy's brentq, to 1e-8.
  private static let known: [(pairs: Int, gains: Int, losses: Int, low: Double, high: Double)] = [
    (200, 4, 13, -0.09100885739283857, -0.005144923485462994),
    (500, 3, 9, -0.028614012606452556, 0.0018594688448154114),
    (44, 0, 1, -0.11807709698213287, 0.05939323111662797),
  ]

  @Test(arguments: known.indices)
  func `the known tables have the known intervals`(index: Int) {
    let (pairs, gains, losses, low, high) = Self.known[index]
    let interval = Tango.interval(
      gains: gains, losses: losses, pairs: pairs, z: 1.959963984540054)
    #expect(isClose(interval.low, low, relative: 1e-8))
    #expect(isClose(interval.high, high, relative: 1e-8))
  }

  @Test func `without a change the bound is z squared over n plus z squared`() {
    let z = 1.6448536269514722
    let interval = Tango.interval(gains: 0, losses: 0, pairs: 500, z: z)
    #expect(isClose(interval.low, -0.005381964629841942, relative: 1e-8))
    #expect(isClose(interval.high, 0.005381964629841942, relative: 1e-8))
    #expect(isClose(interval.high, z * z / (500 + z * z), relative: 1e-12))
  }

  @Test func `swapping gains and losses turns the interval round`() {
    for (gains, losses) in [(0, 3), (7, 2), (50, 50), (0, 100), (100, 0)] {
      let one = Tango.interval(gains: gains, losses: losses, pairs: 100, z: 1.96)
      let other = Tango.interval(gains: losses, losses: gains, pairs: 100, z: 1.96)
      #expect(isClose(one.low, -other.high, relative: 1e-9))
      #expect(isClose(one.high, -other.low, relative: 1e-9))
      #expect(one.low >= -1 && one.high <= 1)
      #expect(one.low <= Double(gains - losses) / 100 && Double(gains - losses) / 100 <= one.high)
    }
  }
}
