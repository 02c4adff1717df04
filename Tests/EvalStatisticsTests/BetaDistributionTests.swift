import EvalStatistics
import Testing

/// Expected figures are those of mpmath with sixty digits, rounded once.
struct BetaDistributionTests {
  typealias Row = (argument: Double, alpha: Double, beta: Double, value: Double)

  private static let probabilities: [Row] = [
    (0.1, 0.5, 0.5, 0.20483276469913345), (0.5, 2, 3, 0.6875), (0.9, 2, 3, 0.9963),
    (0.01, 1, 500, 0.9934295169575854), (0.3, 0.1, 7, 0.9963947287583069),
    (0.42, 1000, 1400, 0.6305267045858565), (0.999, 30, 0.2, 0.46389281018655004),
    (1e-30, 0.05, 1, 0.031622776601683784), (0.2, 80, 20, 1.983484357438905e-38),
  ]

  private static let quantiles: [Row] = [
    (0.025, 3, 18, 0.03207093718546371), (0.975, 4, 17, 0.3789268265453139),
    (0.95, 1, 500, 0.005973551516349558), (0.5, 1, 1, 0.5),
    (0.1, 0.5, 0.5, 0.024471741852423217), (0.025, 1, 1000, 2.5317487491294045e-05),
    (0.975, 2, 999, 0.005558924279826672), (0.001, 40, 2, 0.7960793847876717),
    (0.999, 40, 2, 0.9988795040143149), (0.25, 0.2, 9, 7.409591795703376e-05),
    (0.6, 500, 700, 0.42022957123129256), (0.05, 100_000, 300_000, 0.248874557998082),
    (1e-12, 5, 5, 0.001514832915668444),
  ]

  /// The rows of `special_functions` in the known answers, from scipy.
  private static let knownQuantiles: [Row] = [
    (0.025, 3, 18, 0.0320709371854637), (0.975, 4, 17, 0.37892682654531396),
    (0.95, 1, 500, 0.005973551516349557),
  ]

  @Test(arguments: probabilities)
  func `a cumulative probability agrees with mpmath`(row: Row) {
    let value = BetaDistribution.cdf(row.argument, alpha: row.alpha, beta: row.beta)
    #expect(isClose(value, row.value, relative: 1e-13))
  }

  @Test(arguments: quantiles)
  func `a quantile agrees with mpmath`(row: Row) {
    let value = BetaDistribution.quantile(row.argument, alpha: row.alpha, beta: row.beta)
    #expect(isClose(value, row.value, relative: 1e-13))
  }

  @Test(arguments: knownQuantiles)
  func `a quantile meets the known answer`(row: Row) {
    let value = BetaDistribution.quantile(row.argument, alpha: row.alpha, beta: row.beta)
    #expect(isClose(value, row.value, relative: 1e-10))
  }

  @Test func `all mass lies inside the unit interval`() {
    #expect(BetaDistribution.cdf(-1, alpha: 2, beta: 3) == 0)
    #expect(BetaDistribution.cdf(0, alpha: 2, beta: 3) == 0)
    #expect(BetaDistribution.cdf(1, alpha: 2, beta: 3) == 1)
    #expect(BetaDistribution.cdf(7, alpha: 2, beta: 3) == 1)
  }

  @Test func `equal parameters of one are uniform`() {
    for k in 1..<64 {
      let p = Double(k) / 64
      #expect(isClose(BetaDistribution.cdf(p, alpha: 1, beta: 1), p, relative: 1e-14))
      #expect(isClose(BetaDistribution.quantile(p, alpha: 1, beta: 1), p, relative: 1e-14))
    }
  }

  @Test func `one parameter of one has a closed form`() {
    var sample = SeededSample(seed: 81)
    for _ in 0..<500 {
      let alpha = sample.logUniform(-1, 3)
      let p = sample.unit()
      let closed = Elementary.exp(Elementary.log(p) / alpha)
      let value = BetaDistribution.quantile(p, alpha: alpha, beta: 1)
      #expect(isClose(value, closed, relative: 1e-12))
    }
  }

  @Test func `the cumulative probability of a quantile is the probability`() {
    var sample = SeededSample(seed: 82)
    for _ in 0..<3000 {
      let alpha = sample.logUniform(-0.5, 4)
      let beta = sample.logUniform(-0.5, 4)
      let p = sample.logUniform(-10, -0.001)
      let x = BetaDistribution.quantile(p, alpha: alpha, beta: beta)
      // Next to one a rounding of x moves the tail by more than rounding.
      guard x < 0.999 else { continue }
      let tolerance = 1e-12 + 4e-16 * alpha
      let value = BetaDistribution.cdf(x, alpha: alpha, beta: beta)
      #expect(isClose(value, p, relative: tolerance))
    }
  }

  @Test func `both ends are mirror images`() {
    var sample = SeededSample(seed: 83)
    for _ in 0..<1000 {
      let alpha = sample.logUniform(-1, 3)
      let beta = sample.logUniform(-1, 3)
      let x = Double(sample.integer(1...4095)) / 4096
      let left = BetaDistribution.cdf(x, alpha: alpha, beta: beta)
      let right = BetaDistribution.cdf(1 - x, alpha: beta, beta: alpha)
      #expect(isClose(left + right, 1, relative: 1e-14))
    }
  }

  @Test(arguments: [(0.1, 0.1), (0.5, 3.0), (2.0, 2.0), (40.0, 900.0), (7.5, 0.3)])
  func `quantiles increase`(alpha: Double, beta: Double) {
    var last = 0.0
    for k in 1..<512 {
      let x = BetaDistribution.quantile(Double(k) / 512, alpha: alpha, beta: beta)
      #expect(x > last || x == 1)
      last = x
    }
  }

  @Test func `a quantile beyond the smallest double is at the end`() {
    #expect(BetaDistribution.quantile(1e-10, alpha: 0.01, beta: 3) == 0)
    #expect(BetaDistribution.quantile(1 - 1e-10, alpha: 3, beta: 0.01) == 1)
    let tiny = BetaDistribution.quantile(1e-10, alpha: 0.1, beta: 1)
    #expect(isClose(tiny, 1e-100, relative: 1e-12))
  }

  @Test func `parameters of zero are a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = BetaDistribution.cdf(0.5, alpha: 0, beta: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = BetaDistribution.quantile(0, alpha: 1, beta: 1)
    }
  }
}
