import EvalStatistics
import Testing

struct MannWhitneyTests {
  /// The case `continuous_drift` of the known answers.
  private static let reference = [0.1, 0.2, 0.2, 0.3, 0.4, 0.4, 0.5, 0.9]
  private static let current = [0.2, 0.3, 0.4, 0.5, 0.5, 0.6, 0.7, 0.8, 0.95, 1.0]

  @Test func `statistic and p meet the known answer`() throws {
    let test = try #require(
      MannWhitney.test(reference: Self.reference, current: Self.current))
    #expect(test.statistic == 19.5)
    #expect(isClose(test.pValue, 0.07360060175625788, relative: 1e-9))
  }

  @Test func `samples without ties meet scipy`() throws {
    let test = try #require(
      MannWhitney.test(
        reference: [3, 1, 4, 1.5, 9, 2.6, 5],
        current: [2.7, 1.8, 2.8, 18, 28, 4.5, 9.04, 5.2, 35, 36, 0.5]))
    #expect(test.statistic == 23)
    #expect(isClose(test.pValue, 0.17430500693951956, relative: 1e-9))
  }

  @Test(arguments: [([], []), ([], [1, 2]), ([3], []), ([2, 2], [2])] as [([Double], [Double])])
  func `an empty sample and equal values have no test`(reference: [Double], current: [Double]) {
    #expect(MannWhitney.test(reference: reference, current: current) == nil)
  }

  @Test func `samples alike are no evidence`() throws {
    let test = try #require(MannWhitney.test(reference: [1, 2, 3], current: [3, 2, 1]))
    #expect(test.statistic == 4.5)
    #expect(test.pValue == 1)
  }

  @Test func `the sides share the pairs, whatever the order`() throws {
    var source = SeededSample(seed: 331)
    for _ in 0..<20 {
      let (reference, current) = (source.integers(12, 0...9), source.integers(17, 0...9))
      let one = try #require(MannWhitney.test(reference: reference, current: current))
      let other = try #require(MannWhitney.test(reference: current, current: reference))
      #expect(one.statistic + other.statistic == 12 * 17)
      #expect(one.pValue == other.pValue)
      #expect(MannWhitney.test(reference: reference.reversed(), current: current) == one)
    }
  }
}
