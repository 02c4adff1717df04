import EvalStatistics
import Testing

struct BootstrapIntervalTests {
  /// The case `bootstrap_exhaustive_bca` of the known answers.
  private static let values: [Double] = [1, 2, 4, 8, 16]

  private static func mean(_ counts: [Int32]) -> Double? {
    let total = zip(counts, values).reduce(0) { $0 + Double($1.0) * $1.1 }
    return total / Double(counts.reduce(0, +))
  }

  @Test func `percentile and accelerated intervals meet the known answer`() throws {
    let replicates = try #require(Bootstrap.exhaustive(count: 5, statistic: Self.mean))
    let jackknife = try #require(Bootstrap.jackknife(count: 5, statistic: Self.mean))
    let plain = try #require(
      BootstrapInterval.percentile(sorted: replicates, confidence: 0.9))
    let corrected = try #require(
      BootstrapInterval.bca(
        sorted: replicates, estimate: 6.2, jackknife: jackknife, confidence: 0.9))
    #expect(isClose(plain.low, plain.high, [2.4400000000000035, 10.4], relative: 1e-10))
    #expect(isClose(corrected.low, corrected.high, [3, 11.6], relative: 1e-10))
  }

  @Test func `the corrections meet the known answer`() throws {
    let replicates = try #require(Bootstrap.exhaustive(count: 5, statistic: Self.mean))
    let jackknife = try #require(Bootstrap.jackknife(count: 5, statistic: Self.mean))
    let bias = try #require(BootstrapInterval.bias(sorted: replicates, estimate: 6.2))
    #expect(isClose(Normal.cdf(bias), 0.53696, relative: 1e-10))
    #expect(isClose(bias, 0.09277791071763442, relative: 1e-10))
    let acceleration = BootstrapInterval.acceleration(jackknife: jackknife)
    #expect(isClose(acceleration, 0.06626573549067027, relative: 1e-10))
    let probabilities = try #require(
      BootstrapInterval.bcaProbabilities(
        bias: bias, acceleration: acceleration, confidence: 0.9))
    #expect(
      isClose(
        probabilities.low, probabilities.high, [0.09432984174431869, 0.9801340824178684],
        relative: 1e-10))
  }

  @Test func `without corrections the accelerated interval is the percentile interval`() throws {
    let probabilities = try #require(
      BootstrapInterval.bcaProbabilities(bias: 0, acceleration: 0, confidence: 0.9))
    #expect(isClose(probabilities.low, probabilities.high, [0.05, 0.95], relative: 1e-14))
  }

  @Test func `no replicates have no interval`() {
    #expect(BootstrapInterval.percentile(sorted: [], confidence: 0.9) == nil)
    #expect(BootstrapInterval.bias(sorted: [], estimate: 1) == nil)
    #expect(
      BootstrapInterval.bca(sorted: [], estimate: 1, jackknife: [], confidence: 0.9) == nil)
  }

  @Test func `replicates all on one side of the estimate have no correction`() {
    #expect(BootstrapInterval.bias(sorted: [1, 2, 3], estimate: 0.5) == nil)
    #expect(BootstrapInterval.bias(sorted: [1, 2, 3], estimate: 3.5) == nil)
    #expect(
      BootstrapInterval.bca(
        sorted: [1, 2, 3], estimate: 4, jackknife: [1, 2, 3], confidence: 0.9) == nil)
  }

  @Test func `equal replicates are an interval of no width`() {
    let replicates = [Double](repeating: 4, count: 20)
    let interval = BootstrapInterval.bca(
      sorted: replicates, estimate: 4, jackknife: [4, 4, 4], confidence: 0.95)
    #expect(interval == Interval(low: 4, high: 4))
    #expect(
      BootstrapInterval.percentile(sorted: replicates, confidence: 0.95)
        == Interval(low: 4, high: 4))
  }

  @Test func `an acceleration beyond the expansion has no interval`() {
    #expect(
      BootstrapInterval.bcaProbabilities(bias: 0.5, acceleration: 0.9, confidence: 0.95) == nil)
  }

  @Test func `negating the statistic mirrors the interval`() throws {
    var source = SeededSample(seed: 501)
    for _ in 0..<50 {
      let replicates = source.normals(200).sorted()
      let jackknife = source.normals(12).map { $0 * $0 }
      let estimate = source.uniform(-0.5, 0.5)
      let one = BootstrapInterval.bca(
        sorted: replicates, estimate: estimate, jackknife: jackknife, confidence: 0.8)
      let other = BootstrapInterval.bca(
        sorted: replicates.reversed().map { -$0 }, estimate: -estimate,
        jackknife: jackknife.map { -$0 }, confidence: 0.8)
      let (first, second) = (try #require(one), try #require(other))
      #expect((first.low + second.high).magnitude < 1e-12)
      #expect((first.high + second.low).magnitude < 1e-12)
    }
  }

  @Test func `the order of the jackknife does not matter`() {
    let values = [0.25, 0.5, 4, -2]
    #expect(
      BootstrapInterval.acceleration(jackknife: values)
        == BootstrapInterval.acceleration(jackknife: values.reversed()))
  }
}
