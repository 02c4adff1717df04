import EvalStatistics
import Testing

/// Expected figures are those of mpmath with sixty digits, rounded once.
struct ChiSquaredTests {
  typealias Row = (x: Double, degreesOfFreedom: Double, value: Double)

  private static let tails: [Row] = [
    (0.001, 1, 0.9747728793699604), (3.84, 1, 0.050043521248705106),
    (30, 1, 4.3204630578274975e-08), (1400, 1, 2.1010145162642176e-306),
    (0.5, 2, 0.7788007830714049), (10, 2, 0.006737946999085467),
    (0.1, 9, 0.9999999743696746), (9, 9, 0.43727418891386705),
    (16.92, 9, 0.04998360638750564), (200, 9, 3.3129923939095533e-38),
    (4.5, 3.7, 0.30196804369305746), (80, 100, 0.9296649333406051),
    (130, 100, 0.023512397809808676), (1000, 1000, 0.49405285382923964),
    (900, 1000, 0.9892827619087102), (100500, 1e5, 0.13185481160338378),
  ]

  /// The rows of `special_functions` in the known answers, from scipy.
  private static let knownTails: [Row] = [
    (3.84, 1, 0.05004352124870519), (16.92, 9, 0.04998360638750561),
    (200, 9, 3.312992393909567e-38), (0.1, 9, 0.9999999743696746),
  ]

  @Test(arguments: tails)
  func `an upper tail agrees with mpmath`(row: Row) {
    let value = ChiSquared.upperTail(row.x, degreesOfFreedom: row.degreesOfFreedom)
    #expect(isClose(value, row.value, relative: 2e-13))
  }

  @Test(arguments: knownTails)
  func `an upper tail meets the known answer`(row: Row) {
    let value = ChiSquared.upperTail(row.x, degreesOfFreedom: row.degreesOfFreedom)
    #expect(isClose(value, row.value, relative: 1e-10))
  }

  @Test func `everything lies above zero and nothing above infinity`() {
    #expect(ChiSquared.upperTail(0, degreesOfFreedom: 4) == 1)
    #expect(ChiSquared.upperTail(.infinity, degreesOfFreedom: 4) == 0)
  }

  @Test func `one degree of freedom is a squared normal`() {
    var sample = SeededSample(seed: 61)
    for _ in 0..<500 {
      let z = sample.uniform(0.01, 20)
      let tail = ChiSquared.upperTail(z * z, degreesOfFreedom: 1)
      #expect(isClose(tail, 2 * Normal.upperTail(z), relative: 1e-12))
    }
  }

  @Test func `two degrees of freedom are exponential`() {
    var sample = SeededSample(seed: 62)
    for _ in 0..<500 {
      let x = sample.uniform(0.001, 1000)
      let tail = ChiSquared.upperTail(x, degreesOfFreedom: 2)
      #expect(isClose(tail, Elementary.exp(-x / 2), relative: 2e-13))
    }
  }

  @Test func `an upper tail obeys the recurrence in the degrees of freedom`() {
    var sample = SeededSample(seed: 63)
    for _ in 0..<500 {
      let df = sample.uniform(1, 40)
      let x = sample.uniform(1, 60)
      let density = Elementary.exp(
        df / 2 * Elementary.log(x / 2) - x / 2 - Elementary.logGamma(df / 2 + 1))
      let expected = ChiSquared.upperTail(x, degreesOfFreedom: df) + density
      let tail = ChiSquared.upperTail(x, degreesOfFreedom: df + 2)
      #expect(isClose(tail, expected, relative: 1e-12))
    }
  }

  @Test(arguments: [1.0, 3, 10, 250])
  func `an upper tail falls, also across the change of method`(df: Double) {
    var last = 2.0
    for x in stride(from: df * 0.6, to: df * 1.6 + 4, by: df / 100) {
      let tail = ChiSquared.upperTail(x, degreesOfFreedom: df)
      #expect(tail < last)
      last = tail
    }
  }

  @Test func `a negative value is a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = ChiSquared.upperTail(-1, degreesOfFreedom: 2)
    }
    await #expect(processExitsWith: .failure) {
      _ = ChiSquared.upperTail(1, degreesOfFreedom: 0)
    }
  }
}
