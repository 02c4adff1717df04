import EvalStatistics
import Testing

/// Expected figures are those of mpmath with sixty digits, rounded once.
struct ElementaryTests {
  private static let exponentials: [(x: Double, value: Double)] = [
    (-745, .leastNonzeroMagnitude), (-708.5, 2.006132305331306e-308),
    (-100.25, 2.897198083210148e-44),
    (-1, 0.36787944117144233), (-0.34657359, 0.7071067813845181), (-1e-9, 0.999999999),
    (1e-300, 1.0), (0.1, 1.1051709180756477), (0.5, 1.6487212707001282),
    (1, 2.718281828459045), (2.75, 15.642631884188171), (10, 22026.465794806718),
    (87.3, 8.201782914391e+37), (500.5, 2.314132344963141e+217),
    (709.75, 1.7398368732641605e+308),
  ]

  private static let logarithms: [(x: Double, value: Double)] = [
    (.leastNonzeroMagnitude, -744.4400719213812), (1e-308, -709.1962086421661),
    (1e-9, -20.72326583694641),
    (0.3, -1.2039728043259361), (0.7071067, -0.3465737050950959),
    (0.70710679, -0.3465735778158687), (0.9999, -0.00010000500033334732),
    (1.0000001, 9.999999505838704e-08), (1.41421, 0.34657107129862735),
    (1.41422, 0.34657814235925116), (2, 0.6931471805599453), (3, 1.0986122886681098),
    (10, 2.302585092994046), (12345.678, 9.421061321291832), (1.7e308, 709.7268368932282),
  ]

  private static let logarithmsOfOnePlus: [(x: Double, value: Double)] = [
    (-0.9999999, -16.118095651484676), (-0.5, -0.6931471805599453),
    (-0.3, -0.35667494393873234), (-0.28, -0.3285040669720361),
    (-1e-5, -1.0000050000333337e-05), (-1e-17, -1e-17), (1e-300, 1e-300),
    (1e-12, 9.999999999995e-13), (0.1, 0.09531017980432487), (0.4, 0.33647223662121295),
    (0.42, 0.35065687161316933), (1, 0.6931471805599453), (5, 1.791759469228055),
    (1e17, 39.14394658089878), (1e300, 690.7755278982137),
  ]

  @Test(arguments: exponentials)
  func `an exponential is within two units in the last place`(
    row: (x: Double, value: Double)
  ) {
    #expect(isClose(Elementary.exp(row.x), row.value, relative: 4.5e-16))
  }

  @Test(arguments: logarithms)
  func `a logarithm is within two units in the last place`(row: (x: Double, value: Double)) {
    #expect(isClose(Elementary.log(row.x), row.value, relative: 4.5e-16))
  }

  @Test(arguments: logarithmsOfOnePlus)
  func `a logarithm of one plus keeps the low digits`(row: (x: Double, value: Double)) {
    #expect(isClose(Elementary.log1p(row.x), row.value, relative: 4.5e-16))
  }

  @Test func `simple points are exact`() {
    #expect(Elementary.exp(0) == 1)
    #expect(Elementary.log(1) == 0)
    #expect(Elementary.log1p(0) == 0)
  }

  @Test func `an exponential overflows and underflows at its ends`() {
    #expect(Elementary.exp(709.782712893384) < .infinity)
    #expect(Elementary.exp(709.79) == .infinity)
    #expect(Elementary.exp(.infinity) == .infinity)
    #expect(Elementary.exp(-745.1) > 0)
    #expect(Elementary.exp(-746) == 0)
    #expect(Elementary.exp(-.infinity) == 0)
  }

  @Test func `logarithms of infinity are infinite`() {
    #expect(Elementary.log(.infinity) == .infinity)
    #expect(Elementary.log1p(.infinity) == .infinity)
  }

  @Test func `powers of two have logarithms in proportion`() {
    for k in -1022...1023 {
      let power = Double(sign: .plus, exponent: k, significand: 1)
      #expect(isClose(Elementary.log(power), Double(k) * 0.6931471805599453, relative: 4.5e-16))
    }
  }

  @Test func `the logarithm undoes the exponential`() {
    var sample = SeededSample(seed: 11)
    for _ in 0..<2000 {
      let x = sample.uniform(-700, 700)
      #expect((Elementary.log(Elementary.exp(x)) - x).magnitude <= 3e-16 * max(1, x.magnitude))
    }
  }

  @Test func `an exponential of a sum is the product`() {
    var sample = SeededSample(seed: 12)
    for _ in 0..<2000 {
      // Multiples of 2⁻²⁰ make the sum exact.
      let x = Double(sample.integer(-300_000_000...300_000_000)) * 0x1p-20
      let y = Double(sample.integer(-300_000_000...300_000_000)) * 0x1p-20
      let product = Elementary.exp(x) * Elementary.exp(y)
      #expect(isClose(Elementary.exp(x + y), product, relative: 1e-15))
    }
  }

  @Test func `exponential and logarithm increase`() {
    var sample = SeededSample(seed: 13)
    for _ in 0..<2000 {
      let x = sample.uniform(-5, 5)
      #expect(Elementary.exp(x) <= Elementary.exp(x + 1e-12))
      let y = sample.logUniform(-10, 10)
      #expect(Elementary.log(y) <= Elementary.log(y.nextUp))
    }
  }

  @Test func `numbers outside the domain are a programming error`() async {
    await #expect(processExitsWith: .failure) { _ = Elementary.exp(.nan) }
    await #expect(processExitsWith: .failure) { _ = Elementary.log(0) }
    await #expect(processExitsWith: .failure) { _ = Elementary.log(-1) }
    await #expect(processExitsWith: .failure) { _ = Elementary.log1p(-1) }
  }
}
