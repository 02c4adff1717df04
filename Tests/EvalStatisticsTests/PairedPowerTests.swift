import EvalStatistics
import Testing

struct PairedPowerTests {
  /// The level and power of the case `power_mde` of the known answers.
  private static let alpha = 0.05
  private static let power = 0.8

  @Test func `the squared sum of quantiles meets the known answer`() {
    let square = PairedPower.zSumSquare(alpha: Self.alpha, power: Self.power)
    #expect(isClose(square, 6.182557232019766, relative: 1e-9))
  }

  @Test func `the queries that detect a difference meet the known answer`() {
    let count = PairedPower.countToDetect(
      difference: 0.01, discordantShare: 0.06, alpha: Self.alpha, power: Self.power)
    #expect(count == 3704)
    let other = PairedPower.countToDetect(
      difference: -0.01, discordantShare: 0.06, alpha: Self.alpha, power: Self.power)
    #expect(other == count)
  }

  @Test func `the detectable difference meets the known answer`() {
    let plain = PairedPower.detectableDifference(
      variance: 0.06, count: 1000, alpha: Self.alpha, power: Self.power)
    let clustered = PairedPower.detectableDifference(
      variance: 0.06, count: 1000, alpha: Self.alpha, power: Self.power, designEffect: 2.5)
    #expect(isClose(plain, 0.019260151451148715, relative: 1e-9))
    #expect(isClose(clustered, 0.030452973332713584, relative: 1e-9))
  }

  @Test(arguments: [
    (1000, 12, 40, 3170), (1000, 20, 24, 2723), (1000, 2, 3, 310), (300, 9, 12, 4337),
    (5000, 100, 140, 2965), (5000, 100, 118, 2696),
  ])
  func `the queries that pass a gate without change meet the known answer`(
    count: Int, improved: Int, regressed: Int, needed: Int
  ) {
    // The case `gate_verdicts`, whose variances have the divisor n - 1.
    let n = Double(count)
    let mean = Double(improved - regressed) / n
    let variance = (Double(improved + regressed) - n * mean * mean) / (n - 1)
    let answer = PairedPower.countToResolve(
      distance: 0.01, variance: variance, alpha: Self.alpha, power: Self.power)
    #expect(answer == needed)
  }

  @Test func `the fewest flips meet the known answer`() {
    #expect(PairedPower.minimumFlips(alpha: 0.05) == 5)
    #expect(PairedPower.minimumFlips(alpha: 0.01) == 7)
  }

  @Test func `a level that is a power of two is reached, not passed`() {
    for flips in 0...60 {
      let level = Double(sign: .plus, exponent: -flips, significand: 1)
      #expect(PairedPower.minimumFlips(alpha: level) == flips)
      #expect(PairedPower.minimumFlips(alpha: level.nextDown) == flips + 1)
    }
  }

  @Test func `the rate that no flip allows meets the known answer`() {
    let rate = PairedPower.zeroFlipUpperRate(count: 500, confidence: 0.95)
    #expect(isClose(rate, 0.005973551516349596, relative: 1e-9))
  }

  @Test func `without queries nothing is known`() {
    #expect(PairedPower.zeroFlipUpperRate(count: 0, confidence: 0.95) == nil)
    #expect(
      PairedPower.detectableDifference(variance: 0.06, count: 0, alpha: 0.05, power: 0.8)
        == nil)
  }

  @Test func `the rate that no flip allows leaves the error in its tail`() throws {
    for count in [1, 2, 30, 10_000, 100_000_000] {
      let rate = try #require(PairedPower.zeroFlipUpperRate(count: count, confidence: 0.95))
      let tail = Binomial.cdf(0, trials: count, probability: rate)
      #expect(isClose(tail, 0.05, relative: 1e-7))
    }
  }

  @Test func `no number of queries detects nothing`() {
    #expect(
      PairedPower.countToDetect(
        difference: 0, discordantShare: 0.06, alpha: 0.05, power: 0.8) == nil)
    #expect(
      PairedPower.countToDetect(
        difference: 0, discordantShare: 0, alpha: 0.05, power: 0.8) == nil)
    #expect(
      PairedPower.countToResolve(distance: 1e-12, variance: 1, alpha: 0.05, power: 0.8) == nil)
    #expect(
      PairedPower.countToResolve(distance: 1e-200, variance: 1, alpha: 0.05, power: 0.8)
        == nil)
  }

  @Test func `without variation one query is enough`() {
    #expect(
      PairedPower.countToResolve(distance: 0.01, variance: 0, alpha: 0.05, power: 0.8) == 1)
    #expect(
      PairedPower.countToDetect(
        difference: -1, discordantShare: 1, alpha: 0.05, power: 0.8) == 1)
    #expect(
      PairedPower.detectableDifference(standardError: 0, alpha: 0.05, power: 0.8) == 0)
  }

  @Test func `queries needed and detectable difference undo each other`() throws {
    var source = SeededSample(seed: 411)
    for _ in 0..<300 {
      let variance = source.logUniform(-4, 0)
      let effect = source.uniform(0.5, 8)
      let distance = source.logUniform(-3, -1)
      let alpha = source.uniform(0.001, 0.2)
      let power = source.uniform(0.5, 0.99)
      let count = try #require(
        PairedPower.countToResolve(
          distance: distance, variance: variance, alpha: alpha, power: power,
          designEffect: effect))
      func detectable(_ count: Int) -> Double? {
        PairedPower.detectableDifference(
          variance: variance, count: count, alpha: alpha, power: power, designEffect: effect)
      }
      #expect(try #require(detectable(count)) <= distance * (1 + 1e-12))
      if count > 1 { #expect(try #require(detectable(count - 1)) > distance * (1 - 1e-12)) }
    }
  }

  @Test func `both forms of the detectable difference agree`() throws {
    let direct = try #require(
      PairedPower.detectableDifference(variance: 0.09, count: 400, alpha: 0.01, power: 0.9))
    let fromError = PairedPower.detectableDifference(
      standardError: 0.015, alpha: 0.01, power: 0.9)
    #expect(isClose(direct, fromError, relative: 1e-14))
  }

  @Test func `a power that chance alone would have is a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = PairedPower.zSumSquare(alpha: 0.05, power: 0.05)
    }
    await #expect(processExitsWith: .failure) {
      _ = PairedPower.countToDetect(
        difference: 0.1, discordantShare: 0.05, alpha: 0.05, power: 0.8)
    }
    await #expect(processExitsWith: .failure) { _ = PairedPower.minimumFlips(alpha: 0) }
  }
}
