import EvalStatistics
import Testing

struct CompensatedSumTests {
  @Test func `an empty sum is zero`() {
    #expect(CompensatedSum.sum([Double]()) == 0)
    #expect(CompensatedSum.sum(count: 0) { _ in 1 } == 0)
  }

  @Test func `one value is its own sum`() {
    #expect(CompensatedSum.sum([0.1]) == 0.1)
  }

  @Test func `a small value survives between large ones`() {
    #expect(CompensatedSum.sum([1, 1e100, 1, -1e100]) == 2)
    #expect([1, 1e100, 1, -1e100].reduce(0, +) == 0)
  }

  @Test func `a small value survives between blocks`() {
    var values = [Double](repeating: 0, count: 1000)
    values[0] = 1e100
    values[200] = 1
    values[500] = 1
    values[999] = -1e100
    #expect(CompensatedSum.sum(values) == 2)
  }

  @Test(arguments: [1, 10, 127, 128, 129, 1000, 12_345])
  func `a tenth many times is that many tenths`(count: Int) {
    let sum = CompensatedSum.sum(repeatElement(0.1, count: count))
    // The double nearest to 0.1 is above it by 5.55e-18.
    #expect(isClose(sum, Double(count) * 0.1, relative: 2.3e-16))
  }

  @Test(arguments: [0, 1, 127, 128, 129, 255, 256, 257, 5000])
  func `all ways to give the values have the same bits`(count: Int) {
    var source = SeededSample(seed: 121)
    let values = source.normals(count)
    let sum = CompensatedSum.sum(values)
    #expect(CompensatedSum.sum(count: count) { values[$0] } == sum)
    #expect(CompensatedSum.sum(values.lazy.map { $0 }) == sum)
    #expect(CompensatedSum.sum(AnySequence(values)) == sum)
    #expect(CompensatedSum.sum(([9] + values).dropFirst()) == sum)
  }

  @Test func `whole numbers are summed exactly`() {
    var source = SeededSample(seed: 123)
    let values = source.integers(10_000, -1_000_000...1_000_000)
    let exact = values.reduce(0) { $0 + Int($1) }
    #expect(CompensatedSum.sum(values) == Double(exact))
  }

  @Test func `a sum that cancels keeps its digits`() {
    var source = SeededSample(seed: 124)
    let values = source.normals(5000).map { $0 * 1e10 }
    let cancelled = values + values.map { -$0 } + [0.125]
    #expect(isClose(CompensatedSum.sum(cancelled), 0.125, relative: 1e-10))
  }

  @Test func `values that are not finite are a programming error`() async {
    await #expect(processExitsWith: .failure) { _ = CompensatedSum.sum([1, .nan]) }
    await #expect(processExitsWith: .failure) { _ = CompensatedSum.sum([.infinity]) }
  }
}
