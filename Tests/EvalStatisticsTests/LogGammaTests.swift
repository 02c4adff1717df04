import EvalStatistics
import Testing

/// Expected figures are those of mpmath with sixty digits, rounded once.
struct LogGammaTests {
  private static let values: [(z: Double, value: Double)] = [
    (1e-300, 690.7755278982137), (1e-9, 20.723265836369194), (0.1, 2.252712651734206),
    (0.5, 0.5723649429247001), (0.9, 0.06637623973474295),
    (0.999999, 5.772164873855652e-07), (1.000001, -5.772148423874147e-07),
    (1.25, -0.09827183642181316), (1.4616321449683622, -0.12148629053584961),
    (1.5, -0.12078223763524522), (1.9999, -4.227520877215346e-05),
    (2.0001, 4.2281658112919945e-05), (2.5, 0.2846828704729192), (3.3, 0.9870985778947344),
    (5, 3.1780538303479458), (9.99, 12.779315214350193), (10, 12.801827480081469),
    (10.5, 13.940625219403763), (100, 359.1342053695754), (1234.5, 7550.550901077895),
    (1e7, 151180949.3694739), (1e15, 3.3538776394910668e+16), (1e300, 6.897755278982137e+302),
  ]

  @Test(arguments: values)
  func `a logarithm of gamma agrees with mpmath`(row: (z: Double, value: Double)) {
    #expect(isClose(Elementary.logGamma(row.z), row.value, relative: 1e-15))
  }

  @Test func `gamma is one at one and two`() {
    #expect(Elementary.logGamma(1) == 0)
    #expect(Elementary.logGamma(2) == 0)
  }

  @Test func `gamma of a whole number is a factorial`() {
    var factorial = 1.0
    for n in 1...20 {
      factorial *= Double(n)
      let value = Elementary.logGamma(Double(n) + 1)
      #expect(isClose(value, Elementary.log(factorial), relative: 1e-15))
    }
  }

  @Test func `gamma obeys its recurrence`() {
    var sample = SeededSample(seed: 21)
    for _ in 0..<2000 {
      let z = sample.logUniform(-2, 4)
      let left = Elementary.logGamma(z + 1)
      let right = Elementary.logGamma(z) + Elementary.log(z)
      #expect((left - right).magnitude <= 2e-15 * max(1, left.magnitude))
    }
  }

  @Test func `gamma obeys the duplication formula`() {
    var sample = SeededSample(seed: 22)
    for _ in 0..<1000 {
      let z = sample.uniform(0.1, 60)
      let left = Elementary.logGamma(2 * z)
      let right =
        Elementary.logGamma(z) + Elementary.logGamma(z + 0.5)
        + (2 * z - 1) * 0.6931471805599453 - 0.5 * Elementary.log(.pi)
      #expect((left - right).magnitude <= 3e-15 * max(1, left.magnitude))
    }
  }

  @Test func `gamma of infinity is infinite`() {
    #expect(Elementary.logGamma(.infinity) == .infinity)
  }

  @Test func `gamma below zero is a programming error`() async {
    await #expect(processExitsWith: .failure) { _ = Elementary.logGamma(0) }
    await #expect(processExitsWith: .failure) { _ = Elementary.logGamma(-0.5) }
  }
}
