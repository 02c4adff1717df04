import EvalStatistics
import Testing

struct BootstrapTests {
  /// The case `bootstrap_exhaustive_bca` of the known answers.
  private static let values: [Double] = [1, 2, 4, 8, 16]

  private static func mean(_ counts: [Int32]) -> Double? {
    let total = zip(counts, values).reduce(0) { $0 + Double($1.0) * $1.1 }
    let count = counts.reduce(0, +)
    return count == 0 ? nil : total / Double(count)
  }

  @Test func `every way of drawing five values meets the known answer`() throws {
    let replicates = try #require(Bootstrap.exhaustive(count: 5, statistic: Self.mean))
    #expect(replicates.count == 3125)
    let mean = CompensatedSum.sum(replicates) / 3125
    #expect(isClose(mean, 6.2, relative: 1e-10))
    let squares = CompensatedSum.sum(replicates.map { ($0 - mean) * ($0 - mean) })
    #expect(isClose((squares / 3125).squareRoot(), 2.439672109116305, relative: 1e-10))
  }

  @Test func `every count of draws is seen as often as it can be drawn`() throws {
    var seen: [[Int32]: Int] = [:]
    _ = Bootstrap.exhaustive(count: 3) { counts in
      seen[counts, default: 0] += 1
      return 0
    }
    #expect(
      seen == [
        [3, 0, 0]: 1, [0, 3, 0]: 1, [0, 0, 3]: 1, [2, 1, 0]: 3, [2, 0, 1]: 3, [1, 2, 0]: 3,
        [0, 2, 1]: 3, [1, 0, 2]: 3, [0, 1, 2]: 3, [1, 1, 1]: 6,
      ])
  }

  @Test func `one value can be drawn in one way`() {
    #expect(Bootstrap.exhaustive(count: 1) { Double($0[0]) * 7 } == [7])
    #expect(Bootstrap.jackknife(count: 1) { Double($0[0]) } == [0])
  }

  @Test func `replicates ascend whatever the order of the values`() throws {
    let replicates = try #require(Bootstrap.exhaustive(count: 5, statistic: Self.mean))
    let mirrored = try #require(
      Bootstrap.exhaustive(count: 5) { Self.mean($0.reversed()) })
    #expect(replicates == replicates.sorted())
    #expect(replicates == mirrored)
  }

  @Test func `the jackknife leaves each value out in its turn`() {
    let values = Bootstrap.jackknife(count: 5, statistic: Self.mean)
    #expect(values == [7.5, 7.25, 6.75, 5.75, 3.75])
  }

  @Test func `a statistic undefined once has no replicates`() {
    #expect(Bootstrap.exhaustive(count: 3) { $0[0] == 3 ? nil : 1 } == nil)
    #expect(Bootstrap.jackknife(count: 3) { $0[2] == 0 ? nil : 1 } == nil)
  }

  @Test func `a sample too large to be drawn in every way is a programming error`() async {
    await #expect(processExitsWith: .failure) { _ = Bootstrap.exhaustive(count: 8) { _ in 0 } }
    await #expect(processExitsWith: .failure) { _ = Bootstrap.exhaustive(count: 0) { _ in 0 } }
    await #expect(processExitsWith: .failure) {
      _ = Bootstrap.exhaustive(count: 2) { _ in .nan }
    }
  }
}
