import EvalStatistics
import Testing

struct QuantileTests {
  /// The latencies of the case `cost_savings_and_latency_quantile`, sorted.
  private static let latencies: [Int64] = [95, 98, 99, 101, 105, 110, 120, 130, 300, 2000]

  @Test func `latency quantiles meet the known answer`() {
    let median = Quantile.type7(sorted: Self.latencies, probability: 0.5)
    let tail = Quantile.type7(sorted: Self.latencies, probability: 0.95)
    #expect(isClose(median, 107.5, relative: 1e-11))
    #expect(isClose(tail, 1234.9999999999982, relative: 1e-11))
  }

  @Test func `an empty sample has no quantile`() {
    #expect(Quantile.type7(sorted: [Double](), probability: 0.5) == nil)
    #expect(Quantile.type7(sorted: [Int64](), probability: 0.5) == nil)
  }

  @Test(arguments: [0, 0.3, 1])
  func `one value is every quantile`(p: Double) {
    #expect(Quantile.type7(sorted: [4.5], probability: p) == 4.5)
  }

  @Test func `the ends are the least and the greatest value`() {
    #expect(Quantile.type7(sorted: [1.5, 2, 8], probability: 0) == 1.5)
    #expect(Quantile.type7(sorted: [1.5, 2, 8], probability: 1) == 8)
  }

  @Test func `between values it is linear`() {
    let sample = [10.0, 20, 40, 80, 160]
    #expect(Quantile.type7(sorted: sample, probability: 0.25) == 20)
    #expect(Quantile.type7(sorted: sample, probability: 0.375) == 30)
    #expect(Quantile.type7(sorted: sample, probability: 0.875) == 120)
  }

  @Test func `equal values have that quantile exactly`() {
    let sample = [Double](repeating: 0.1, count: 7)
    for k in 0...100 {
      #expect(Quantile.type7(sorted: sample, probability: Double(k) / 100) == 0.1)
    }
  }

  @Test func `a slice is counted from its own start`() {
    let sample = [9.0, 9, 1, 2, 3, 9]
    #expect(Quantile.type7(sorted: sample[2..<5], probability: 0.5) == 2)
  }

  @Test func `integers and doubles agree`() {
    let doubles = Self.latencies.map(Double.init)
    for k in 0...40 {
      let p = Double(k) / 40
      let ofIntegers = Quantile.type7(sorted: Self.latencies, probability: p)
      #expect(ofIntegers == Quantile.type7(sorted: doubles, probability: p))
    }
  }

  @Test func `quantiles rise with the probability and stay in the sample`() throws {
    var source = SeededSample(seed: 101)
    for count in [2, 3, 10, 57] {
      let sample = source.normals(count).sorted()
      var last = sample[0]
      for k in 0...1000 {
        let p = Double(k) / 1000
        let value = try #require(Quantile.type7(sorted: sample, probability: p))
        #expect(value >= last && value <= sample[count - 1])
        last = value
      }
    }
  }

  @Test func `negating the sample mirrors the quantile`() throws {
    var source = SeededSample(seed: 102)
    for count in 1...40 {
      let sample = source.integers(count, -50...50).sorted()
      let mirrored = sample.map { -$0 }.sorted()
      let p = Double(source.integer(0...64)) / 64
      let value = try #require(Quantile.type7(sorted: sample, probability: p))
      let other = try #require(Quantile.type7(sorted: mirrored, probability: 1 - p))
      #expect((value + other).magnitude < 1e-12)
    }
  }

  @Test func `a probability beyond one is a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = Quantile.type7(sorted: [1.0, 2], probability: 1.1)
    }
    await #expect(processExitsWith: .failure) {
      _ = Quantile.type7(sorted: [1.0, 2], probability: .nan)
    }
  }
}
