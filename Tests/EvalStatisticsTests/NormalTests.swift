import EvalStatistics
import Testing

/// Expected figures are those of mpmath with sixty digits, rounded once.
struct NormalTests {
  private static let tails: [(x: Double, value: Double)] = [
    (-40, 1.0), (-8, 0.9999999999999993), (-3, 0.9986501019683699),
    (-1, 0.8413447460685429), (-0.3, 0.6179114221889527), (0.3, 0.3820885778110474),
    (0.7, 0.24196365222307303), (0.71, 0.23885206808998674), (1, 0.15865525393145705),
    (1.6448536269514722, 0.05000000000000005), (1.959963984540054, 0.025000000000000012),
    (3, 0.0013498980316300946), (5, 2.866515718791939e-07), (6, 9.86587645037698e-10),
    (8.9, 2.7923343749396464e-19), (10, 7.619853024160525e-24),
    (20, 2.7536241186062337e-89), (37, 5.725571222524577e-300),
  ]

  private static let quantiles: [(p: Double, value: Double)] = [
    (1e-300, -37.0470962993612), (1e-100, -21.273453560965326), (1e-20, -9.262340089798407),
    (1e-10, -6.361340902404057), (1e-5, -4.264890793922825), (0.001, -3.0902323061678136),
    (0.01, -2.326347874040841), (0.025, -1.9599639845400543), (0.05, -1.6448536269514726),
    (0.075, -1.439531470938456), (0.0751, -1.43882539275254), (0.2, -0.8416212335729142),
    (0.4, -0.2533471031357997), (0.5000001, 2.506628273311648e-07),
    (0.6, 0.2533471031357997), (0.8, 0.8416212335729144), (0.9249, 1.4388253927525403),
    (0.925, 1.4395314709384561), (0.95, 1.6448536269514722), (0.975, 1.9599639845400538),
    (0.999, 3.090232306167813), (0.999999, 4.753424308817087),
  ]

  /// The rows of `special_functions` in the known answers, from scipy.
  private static let knownTails: [(x: Double, value: Double)] = [
    (0, 0.5), (1.6448536269514722, 0.050000000000000044), (5, 2.866515718791933e-07),
    (10, 7.61985302416047e-24),
  ]

  /// The rows of `special_functions` in the known answers, from scipy.
  private static let knownQuantiles: [(p: Double, value: Double)] = [
    (0.8, 0.8416212335729143), (0.95, 1.6448536269514722), (0.975, 1.959963984540054),
    (0.999, 3.090232306167813), (1e-10, -6.361340902404056),
  ]

  @Test(arguments: tails)
  func `an upper tail agrees with mpmath`(row: (x: Double, value: Double)) {
    #expect(isClose(Normal.upperTail(row.x), row.value, relative: 1e-15))
  }

  @Test(arguments: quantiles)
  func `a quantile agrees with mpmath`(row: (p: Double, value: Double)) {
    #expect(isClose(Normal.quantile(row.p), row.value, relative: 1e-15))
  }

  @Test(arguments: knownTails)
  func `an upper tail meets the known answer`(row: (x: Double, value: Double)) {
    #expect(isClose(Normal.upperTail(row.x), row.value, relative: 1e-10))
  }

  @Test(arguments: knownQuantiles)
  func `a quantile meets the known answer`(row: (p: Double, value: Double)) {
    #expect(isClose(Normal.quantile(row.p), row.value, relative: 1e-10))
  }

  @Test func `the median is zero`() {
    #expect(Normal.quantile(0.5) == 0)
    #expect(Normal.cdf(0) == 0.5)
  }

  @Test func `the ends of the line have no tail`() {
    #expect(Normal.cdf(-.infinity) == 0)
    #expect(Normal.cdf(.infinity) == 1)
    #expect(Normal.upperTail(38) > 0)
    #expect(Normal.upperTail(40) == 0)
  }

  @Test func `the cumulative probability of a quantile is the probability`() {
    var sample = SeededSample(seed: 41)
    for _ in 0..<2000 {
      let p = sample.logUniform(-250, -0.31)
      let x = Normal.quantile(p)
      // A rounding of x moves the tail by about x² units.
      #expect(isClose(Normal.cdf(x), p, relative: 1e-15 * max(1, x * x)))
    }
  }

  @Test func `both tails are mirror images`() {
    var sample = SeededSample(seed: 42)
    for _ in 0..<1000 {
      let x = sample.uniform(-9, 9)
      #expect(Normal.cdf(x) == Normal.upperTail(-x))
      #expect(isClose(Normal.cdf(x) + Normal.upperTail(x), 1, relative: 4e-16))
      let p = Double(sample.integer(1...(1 << 20) - 1)) * 0x1p-20
      #expect(Normal.quantile(p) == -Normal.quantile(1 - p))
    }
  }

  @Test func `quantiles increase`() {
    var last = -Double.infinity
    for k in 1..<4096 {
      let x = Normal.quantile(Double(k) / 4096)
      #expect(x > last)
      last = x
    }
  }

  @Test func `a probability at an end has no quantile`() async {
    await #expect(processExitsWith: .failure) { _ = Normal.quantile(0) }
    await #expect(processExitsWith: .failure) { _ = Normal.quantile(1) }
    await #expect(processExitsWith: .failure) { _ = Normal.cdf(.nan) }
  }
}
