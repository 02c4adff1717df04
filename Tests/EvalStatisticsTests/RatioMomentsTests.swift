import EvalStatistics
import Testing

struct RatioMomentsTests {
  @Test func `singletons give the sample covariance times their number`() throws {
    var source = SeededSample(seed: 141)
    let n = 30
    let a = source.normals(n)
    let b = source.normals(n)
    let moments = try #require(
      RatioMoments.fromClusterTotals(a: a, b: b, weights: [Double](repeating: 1, count: n)))
    #expect(isClose(moments.varianceNumerator, Self.covariance(a, a), relative: 1e-12))
    #expect(isClose(moments.varianceDenominator, Self.covariance(b, b), relative: 1e-12))
    #expect(isClose(moments.covariance, Self.covariance(a, b), relative: 1e-12))
    #expect(isClose(moments.numerator, a.reduce(0, +), relative: 1e-12))
    #expect(isClose(moments.denominator, b.reduce(0, +), relative: 1e-12))
    #expect(moments.degreesOfFreedom == 29)
  }

  @Test func `a variance is that of the clustered mean`() throws {
    var source = SeededSample(seed: 142)
    let values = source.normals(36)
    let clusters = (0..<36).map { Int32($0 % 5 == 0 ? 0 : $0 / 6) }
    var totals = [Double](repeating: 0, count: 6)
    var weights = totals
    for (value, cluster) in zip(values, clusters) {
      totals[Int(cluster)] += value
      weights[Int(cluster)] += 1
    }
    let moments = try #require(
      RatioMoments.fromClusterTotals(a: totals, b: weights, weights: weights))
    let mean = try #require(
      ClusterRobust.mean(values: values, weights: nil, clusters: clusters, clusterCount: 6))
    let error = moments.varianceNumerator.squareRoot() / 36
    #expect(isClose(error, mean.standardError, relative: 1e-12))
    #expect(moments.degreesOfFreedom == mean.degreesOfFreedom)
    // The weights as denominator do not vary about their share.
    #expect(moments.varianceDenominator < 1e-20)
  }

  @Test func `fewer than two clusters have no moments`() {
    #expect(RatioMoments.fromClusterTotals(a: [], b: [], weights: []) == nil)
    #expect(RatioMoments.fromClusterTotals(a: [1], b: [2], weights: [3]) == nil)
    #expect(
      RatioMoments.fromClusterTotals(a: [1, 0], b: [2, 0], weights: [3, 0]) == nil)
  }

  @Test func `clusters without weight do not count`() {
    let whole = RatioMoments.fromClusterTotals(
      a: [1, 2, 4], b: [2, 2, 9], weights: [1, 1, 3])
    let sparse = RatioMoments.fromClusterTotals(
      a: [0, 1, 0, 2, 4], b: [0, 2, 0, 2, 9], weights: [0, 1, 0, 1, 3])
    #expect(whole != nil)
    #expect(whole == sparse)
  }

  @Test func `a ratio over zero is undefined`() {
    let moments = Self.moments(a: 1, b: 0, bb: 2)
    #expect(moments.ratio == nil)
    #expect(moments.deltaStandardError == nil)
    #expect(moments.gapT == 0)
  }

  @Test func `a denominator without variation is infinitely clear`() {
    #expect(Self.moments(a: 1, b: 3, bb: 0).gapT == .infinity)
    #expect(Self.moments(a: 1, b: -3, bb: 0).gapT == -.infinity)
    #expect(Self.moments(a: 1, b: 0, bb: 0).gapT == nil)
  }

  @Test func `a proportional numerator has no error`() throws {
    let b = [1.0, 2, 5, 3, 8]
    let moments = try #require(
      RatioMoments.fromClusterTotals(
        a: b.map { $0 * 0.25 }, b: b, weights: [Double](repeating: 1, count: 5)))
    #expect(isClose(moments.ratio, 0.25, relative: 1e-15))
    #expect(try #require(moments.deltaStandardError) < 1e-8)
  }

  @Test func `the delta method does not depend on units`() throws {
    var source = SeededSample(seed: 143)
    let a = source.normals(25)
    let b = source.normals(25).map { $0 + 4 }
    let weights = (0..<25).map { _ in source.uniform(1, 2) }
    let plain = try #require(RatioMoments.fromClusterTotals(a: a, b: b, weights: weights))
    let scaled = try #require(
      RatioMoments.fromClusterTotals(
        a: a.map { $0 * 1024 }, b: b.map { $0 * 0.5 }, weights: weights.map { $0 * 4 }))
    let error = try #require(plain.deltaStandardError)
    #expect(isClose(scaled.deltaStandardError, 2048 * error, relative: 1e-12))
    #expect(isClose(scaled.gapT, try #require(plain.gapT), relative: 1e-12))
  }

  @Test func `totals of different lengths are a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = RatioMoments.fromClusterTotals(a: [1, 2], b: [1], weights: [1, 1])
    }
  }

  private static func moments(a: Double, b: Double, bb: Double) -> RatioMoments {
    RatioMoments(
      numerator: a, denominator: b, varianceNumerator: 1, varianceDenominator: bb,
      covariance: 0, degreesOfFreedom: 9)
  }

  private static func covariance(_ a: [Double], _ b: [Double]) -> Double {
    let n = Double(a.count)
    let meanA = a.reduce(0, +) / n
    let meanB = b.reduce(0, +) / n
    let products = zip(a, b).map { ($0 - meanA) * ($1 - meanB) }
    return n * products.reduce(0, +) / (n - 1)
  }
}
