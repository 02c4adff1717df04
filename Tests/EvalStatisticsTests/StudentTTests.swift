import EvalStatistics
import Testing

/// Expected figures are those of mpmath with sixty digits, rounded once.
struct StudentTTests {
  typealias Row = (argument: Double, degreesOfFreedom: Double, value: Double)

  private static let probabilities: [Row] = [
    (-1e10, 1, 3.1830988618379065e-11), (-1, 1, 0.25), (-1e-9, 1, 0.4999999996816901),
    (0.5, 1, 0.6475836176504333), (12.5, 1, 0.9745893263338841),
    (-3, 2.5, 0.03628804777451592), (-2.0930240544083087, 19, 0.02500000000000005),
    (1.75, 7, 0.9382034857388559), (-6, 0.5, 0.1306546887349994),
    (2.2621571628, 9, 0.9750000000000734), (-8, 5, 0.00024645333028622203),
    (-1.5, 3, 0.11529193262241152), (-40, 30, 6.863022597203201e-28),
    (-1.96, 1000, 0.02513659247787436), (-5, 1e6, 2.866998935445371e-07),
    (3.5, 1e9, 0.9997673709108468), (-1e-3, 0.1, 0.49985190814779157),
    (-30, 0.1, 0.29704248667997646),
  ]

  private static let quantiles: [Row] = [
    (1e-9, 0.5, -1.0284911563163398e+17), (0.05, 0.5, -41.13600009287827),
    (0.499, 0.5, -0.0037081748489763517), (0.95, 0.5, 41.136000092878206),
    (0.0005, 1, -636.6192487687196), (0.2, 1, -1.3763819204711734),
    (0.6, 1, 0.32491969623290623), (0.975, 1, 12.706204736174694),
    (0.025, 1.7, -5.11883898825306), (0.45, 1.7, -0.14504941873670887),
    (0.75, 1.7, 0.8456138715377953), (0.9995, 1.7, 52.294707594665304),
    (0.025, 2, -4.302652729749464), (0.45, 2, -0.14213381090374025),
    (0.75, 2, 0.816496580927726), (0.9995, 2, 31.599054576445365),
    (1e-9, 3, -1033.1096745038078), (0.05, 3, -2.3533634348018238),
    (0.499, 3, -0.002720703521734023), (0.95, 3, 2.353363434801823),
    (0.0005, 4, -8.610301581379275), (0.2, 4, -0.9409645772351811),
    (0.6, 4, 0.27072229470759734), (0.975, 4, 2.7764451051977934),
    (0.025, 5.5, -2.5018586175892406), (0.45, 5.5, -0.13157497137575516),
    (0.75, 5.5, 0.7216865563699733), (0.9995, 5.5, 6.350817500083779),
    (1e-9, 9, -23.7299198193785), (0.05, 9, -1.8331129326562372),
    (0.499, 9, -0.002577090893177918), (0.95, 9, 1.8331129326562365),
    (0.0005, 19, -3.883405852592083), (0.2, 19, -0.8609505502689287),
    (0.6, 19, 0.25692281979615467), (0.975, 19, 2.093024054408309),
    (0.025, 42.3, -2.017657757978547), (0.45, 42.3, -0.12641807007000397),
    (0.75, 42.3, 0.6803339819201064), (0.9995, 42.3, 3.5358771727073073),
    (0.0005, 199, -3.340086556161431), (0.2, 199, -0.8434311999372969),
    (0.6, 199, 0.25368607538177207), (0.975, 199, 1.9719565442517535),
    (0.0005, 4999, -3.2924741130564406), (0.2, 4999, -0.8416931420463805),
    (0.6, 4999, 0.2533605866660231), (0.975, 4999, 1.9604386466615245),
    (0.0005, 1e6, -3.290536461248691), (0.2, 1e6, -0.841621593013984),
    (0.6, 1e6, 0.2533471705378416), (0.975, 1e6, 1.9599663568141066),
  ]

  /// The rows of `special_functions` in the known answers, from scipy.
  private static let knownProbabilities: [Row] = [
    (-1.5, 3, 0.11529193262241147), (0, 9, 0.5), (2.2621571628, 9, 0.9750000000000734),
    (-8, 5, 0.0002464533302862221),
  ]

  /// The rows of `special_functions` in the known answers, from scipy.
  private static let knownQuantiles: [Row] = [
    (0.95, 1, 6.313751514675037), (0.95, 4, 2.1318467863266495),
    (0.975, 9, 2.262157162798205), (0.975, 199, 1.9719565442517533),
    (0.95, 4999, 1.6451584985826644), (0.975, 19, 2.0930240544083087),
  ]

  @Test(arguments: probabilities)
  func `a cumulative probability agrees with mpmath`(row: Row) {
    let value = StudentT.cdf(row.argument, degreesOfFreedom: row.degreesOfFreedom)
    #expect(isClose(value, row.value, relative: 2e-14))
  }

  @Test(arguments: quantiles)
  func `a quantile agrees with mpmath`(row: Row) {
    let value = StudentT.quantile(row.argument, degreesOfFreedom: row.degreesOfFreedom)
    #expect(isClose(value, row.value, relative: 1e-14))
  }

  @Test(arguments: knownProbabilities)
  func `a cumulative probability meets the known answer`(row: Row) {
    let value = StudentT.cdf(row.argument, degreesOfFreedom: row.degreesOfFreedom)
    #expect(isClose(value, row.value, relative: 1e-10))
  }

  @Test(arguments: knownQuantiles)
  func `a quantile meets the known answer`(row: Row) {
    let value = StudentT.quantile(row.argument, degreesOfFreedom: row.degreesOfFreedom)
    #expect(isClose(value, row.value, relative: 1e-10))
  }

  @Test func `the median is zero`() {
    #expect(StudentT.quantile(0.5, degreesOfFreedom: 3) == 0)
    #expect(StudentT.cdf(0, degreesOfFreedom: 3) == 0.5)
  }

  @Test func `the cumulative probability of a quantile is the probability`() {
    var sample = SeededSample(seed: 51)
    for _ in 0..<3000 {
      let df = sample.logUniform(-0.5, 5)
      let p = sample.logUniform(-12, -0.0001)
      let t = StudentT.quantile(p, degreesOfFreedom: df)
      #expect(isClose(StudentT.cdf(t, degreesOfFreedom: df), p, relative: 1e-12))
    }
  }

  @Test func `the quantile of a cumulative probability is the value`() {
    var sample = SeededSample(seed: 52)
    for _ in 0..<3000 {
      let df = sample.logUniform(-0.3, 5)
      let t = -sample.logUniform(-3, 0.9)
      let p = StudentT.cdf(t, degreesOfFreedom: df)
      // Near the median a rounding of p is a larger share of t.
      let tolerance = 1e-13 + 1e-15 / t.magnitude
      #expect(isClose(StudentT.quantile(p, degreesOfFreedom: df), t, relative: tolerance))
    }
  }

  @Test func `both tails are mirror images`() {
    var sample = SeededSample(seed: 53)
    for _ in 0..<1000 {
      let df = sample.logUniform(-0.5, 5)
      let t = sample.uniform(0, 20)
      let lower = StudentT.cdf(-t, degreesOfFreedom: df)
      #expect(isClose(StudentT.cdf(t, degreesOfFreedom: df), 1 - lower, relative: 3e-16))
      let p = Double(sample.integer(1...(1 << 20) - 1)) * 0x1p-20
      let quantile = StudentT.quantile(p, degreesOfFreedom: df)
      #expect(quantile == -StudentT.quantile(1 - p, degreesOfFreedom: df))
    }
  }

  @Test(arguments: [0.3, 1, 2.5, 4, 9, 100, 5000])
  func `quantiles increase`(df: Double) {
    var last = -Double.infinity
    for k in 1..<1024 {
      let t = StudentT.quantile(Double(k) / 1024, degreesOfFreedom: df)
      #expect(t > last)
      last = t
    }
  }

  @Test func `a critical value falls as the degrees of freedom grow`() {
    var last = Double.infinity
    for df in stride(from: 0.5, to: 60, by: 0.125) {
      let t = StudentT.quantile(0.975, degreesOfFreedom: df)
      #expect(t < last)
      last = t
    }
    #expect(last > Normal.quantile(0.975))
  }

  @Test func `one degree of freedom is Cauchy's law`() {
    #expect(isClose(StudentT.cdf(-1, degreesOfFreedom: 1), 0.25, relative: 1e-15))
    #expect(isClose(StudentT.quantile(0.75, degreesOfFreedom: 1), 1, relative: 2e-15))
  }

  @Test func `two degrees of freedom have a closed form`() {
    for p in [0.001, 0.05, 0.3, 0.7, 0.99] {
      let closed = (2 * p - 1) / (2 * p * (1 - p)).squareRoot()
      #expect(isClose(StudentT.quantile(p, degreesOfFreedom: 2), closed, relative: 1e-14))
    }
  }

  @Test func `many degrees of freedom approach the normal law`() {
    for p in [1e-6, 0.025, 0.3, 0.8, 0.999] {
      let t = StudentT.quantile(p, degreesOfFreedom: 1e12)
      #expect(isClose(t, Normal.quantile(p), relative: 1e-10))
    }
  }

  @Test func `values beyond the square root of the largest double have tails`() {
    let tail = StudentT.cdf(-1e200, degreesOfFreedom: 0.1)
    #expect(isClose(StudentT.quantile(tail, degreesOfFreedom: 0.1), -1e200, relative: 1e-10))
    #expect(StudentT.cdf(-.infinity, degreesOfFreedom: 3) == 0)
    #expect(StudentT.cdf(.infinity, degreesOfFreedom: 3) == 1)
    #expect(StudentT.cdf(1e-200, degreesOfFreedom: 3) == 0.5)
  }

  @Test func `a quantile beyond the largest double is infinite`() {
    #expect(StudentT.quantile(0.975, degreesOfFreedom: 1e-9) == .infinity)
    #expect(StudentT.quantile(0.025, degreesOfFreedom: 1e-9) == -.infinity)
  }

  @Test func `a law without degrees of freedom is a programming error`() async {
    await #expect(processExitsWith: .failure) { _ = StudentT.cdf(1, degreesOfFreedom: 0) }
    await #expect(processExitsWith: .failure) {
      _ = StudentT.quantile(0.9, degreesOfFreedom: -1)
    }
    await #expect(processExitsWith: .failure) { _ = StudentT.quantile(1, degreesOfFreedom: 3) }
  }
}
