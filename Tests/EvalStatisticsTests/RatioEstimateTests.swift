import EvalStatistics
import Testing

struct RatioEstimateTests {
  /// The case `cost_savings_and_latency_quantile` of the known answers.
  private static let router: [Double] = [1.2, 0.3, 0.3, 2.5, 0.3, 0.9, 0.3, 1.8]
  private static let strong: [Double] = [1.2, 1.1, 1.4, 2.5, 0.8, 0.9, 1.0, 1.8]

  @Test func `savings meet the known answer`() throws {
    let ratio = try #require(
      RatioEstimate.ratio(numeratorTotals: Self.router, denominatorTotals: Self.strong))
    let error = try #require(
      RatioEstimate.standardError(
        numeratorTotals: Self.router, denominatorTotals: Self.strong))
    let savings = 1 - ratio
    let half = StudentT.quantile(0.975, degreesOfFreedom: 7) * error
    #expect(isClose(savings, 0.28971962616822433, relative: 1e-11))
    #expect(isClose(error, 0.13914302299342704, relative: 1e-11))
    let expected = [-0.03930134044196559, 0.6187405927784142]
    #expect(isClose(savings - half, savings + half, expected, relative: 1e-11))
  }

  @Test func `one cluster has a ratio without an error`() {
    #expect(RatioEstimate.ratio(numeratorTotals: [1], denominatorTotals: [4]) == 0.25)
    #expect(RatioEstimate.standardError(numeratorTotals: [1], denominatorTotals: [4]) == nil)
  }

  @Test func `a ratio over nothing is undefined`() {
    #expect(RatioEstimate.ratio(numeratorTotals: [], denominatorTotals: []) == nil)
    #expect(RatioEstimate.ratio(numeratorTotals: [1, 2], denominatorTotals: [1, -1]) == nil)
    #expect(
      RatioEstimate.standardError(numeratorTotals: [1, 2], denominatorTotals: [0, 0]) == nil)
  }

  @Test func `equal costs are a ratio of one without error`() {
    #expect(
      RatioEstimate.ratio(numeratorTotals: Self.strong, denominatorTotals: Self.strong) == 1)
    #expect(
      RatioEstimate.standardError(
        numeratorTotals: Self.strong, denominatorTotals: Self.strong) == 0)
  }

  @Test func `it is the delta method with the same clusters`() throws {
    var source = SeededSample(seed: 161)
    for _ in 0..<100 {
      let a = source.normals(12)
      let b = source.normals(12).map { $0 + 5 }
      let moments = try #require(
        RatioMoments.fromClusterTotals(
          a: a, b: b, weights: [Double](repeating: 1, count: 12)))
      let error = try #require(moments.deltaStandardError)
      let linearised = RatioEstimate.standardError(numeratorTotals: a, denominatorTotals: b)
      #expect(isClose(linearised, error, relative: 1e-11))
    }
  }

  @Test func `totals of different lengths are a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = RatioEstimate.ratio(numeratorTotals: [1], denominatorTotals: [1, 2])
    }
  }
}
