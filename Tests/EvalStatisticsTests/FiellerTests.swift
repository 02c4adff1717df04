import EvalStatistics
import Testing

struct FiellerTests {
  /// The case `pgr_fieller_and_delta_ci` of the known answers.
  private static let gap: [Double] = [
    1, 0, 1, 0, 0, 1, -1, 0, 1, 1, 0, 1, 0, 1, -1, 1, 0, 1, 0, 1,
  ]
  private static let strong: [Double] = [
    1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 1, 0, 0, 1, 0, 1,
  ]

  private static func known() throws -> RatioMoments {
    try #require(
      RatioMoments.fromClusterTotals(
        a: zip(gap, strong).map { $0 * $1 }, b: gap,
        weights: [Double](repeating: 1, count: 20)))
  }

  @Test func `ratio, gap and g meet the known answer`() throws {
    let moments = try Self.known()
    let t = StudentT.quantile(0.975, degreesOfFreedom: moments.degreesOfFreedom)
    #expect(isClose(t, 2.0930240544083087, relative: 1e-10))
    #expect(isClose(moments.denominator / 20, 0.4, relative: 1e-10))
    #expect(isClose(moments.ratio, 0.8749999999999999, relative: 1e-10))
    #expect(isClose(moments.gapT, 2.6285149626910838, relative: 1e-10))
    #expect(isClose(Fieller.g(moments, t: t), 0.6340558765217071, relative: 1e-10))
  }

  @Test func `the interval meets the known answer`() throws {
    let moments = try Self.known()
    let t = StudentT.quantile(0.975, degreesOfFreedom: moments.degreesOfFreedom)
    let interval = try #require(Fieller.interval(moments, t: t).interval)
    let expected = [0.41724454300522407, 1.923434193398651]
    #expect(isClose(interval.low, interval.high, expected, relative: 1e-10))
  }

  @Test func `the delta interval meets the known answer`() throws {
    let moments = try Self.known()
    let t = StudentT.quantile(0.975, degreesOfFreedom: moments.degreesOfFreedom)
    let error = try #require(moments.deltaStandardError)
    let ratio = try #require(moments.ratio)
    #expect(isClose(error, 0.20022602359912103, relative: 1e-10))
    let expected = [0.45592211628851387, 1.294077883711486]
    #expect(isClose(ratio - t * error, ratio + t * error, expected, relative: 1e-10))
  }

  @Test func `the interval is bounded up to the t of the gap`() throws {
    let moments = try Self.known()
    let gapT = try #require(moments.gapT)
    #expect(Fieller.interval(moments, t: gapT * 0.999).interval != nil)
    #expect(Fieller.interval(moments, t: gapT * 1.001) == .unbounded)
    #expect(isClose(Fieller.g(moments, t: gapT), 1, relative: 1e-14))
  }

  @Test func `a denominator of zero has no bounded interval`() {
    let varying = Self.moments(a: 1, b: 0, aa: 1, bb: 1, ab: 0)
    let constant = Self.moments(a: 1, b: 0, aa: 1, bb: 0, ab: 0)
    #expect(Fieller.interval(varying, t: 2) == .unbounded)
    #expect(Fieller.interval(constant, t: 2) == .unbounded)
    #expect(Fieller.g(varying, t: 2) == .infinity)
    #expect(Fieller.g(constant, t: 2) == nil)
    #expect(FiellerInterval.unbounded.interval == nil)
  }

  @Test func `a constant denominator gives the interval of a mean`() throws {
    let moments = Self.moments(a: 6, b: 4, aa: 0.25, bb: 0, ab: 0)
    let interval = try #require(Fieller.interval(moments, t: 2).interval)
    #expect(isClose(interval.low, interval.high, [1.25, 1.75], relative: 1e-15))
  }

  @Test func `a t of zero leaves the ratio alone`() throws {
    let moments = try Self.known()
    let ratio = try #require(moments.ratio)
    #expect(Fieller.interval(moments, t: 0) == .bounded(Interval(low: ratio, high: ratio)))
  }

  @Test func `the ends are roots of the quadratic and enclose the ratio`() throws {
    var source = SeededSample(seed: 151)
    var bounded = 0
    for _ in 0..<500 {
      let moments = try #require(Self.random(&source))
      guard case .bounded(let interval) = Fieller.interval(moments, t: 2) else { continue }
      bounded += 1
      let ratio = try #require(moments.ratio)
      #expect(interval.low <= ratio && ratio <= interval.high)
      for end in [interval.low, interval.high] {
        let left = moments.numerator - end * moments.denominator
        let variance =
          moments.varianceNumerator - 2 * end * moments.covariance
          + end * end * moments.varianceDenominator
        #expect(isClose(left * left, 4 * variance, relative: 1e-8))
      }
    }
    #expect(bounded > 100)
  }

  @Test func `negating both totals changes nothing`() throws {
    var source = SeededSample(seed: 152)
    for _ in 0..<200 {
      let moments = try #require(Self.random(&source))
      let negated = Self.moments(
        a: -moments.numerator, b: -moments.denominator, aa: moments.varianceNumerator,
        bb: moments.varianceDenominator, ab: moments.covariance)
      #expect(Fieller.interval(moments, t: 2) == Fieller.interval(negated, t: 2))
    }
  }

  @Test func `a clear gap brings it near the delta method`() throws {
    let moments = Self.moments(a: 500, b: 1000, aa: 30, bb: 20, ab: 5)
    let interval = try #require(Fieller.interval(moments, t: 2).interval)
    let error = try #require(moments.deltaStandardError)
    #expect(isClose(interval.high - interval.low, 4 * error, relative: 1e-4))
  }

  @Test func `the interval covers the ratio as often as stated`() throws {
    var source = SeededSample(seed: 153)
    var hits = 0
    for _ in 0..<2000 {
      let b = source.normals(20).map { 1 + $0 }
      let a = zip(b, source.normals(20)).map { 0.5 * $0 + $1 }
      let moments = try #require(
        RatioMoments.fromClusterTotals(
          a: a, b: b, weights: [Double](repeating: 1, count: 20)))
      // An unbounded set covers too: what matters is A - R·B at the true ratio.
      let t = StudentT.quantile(0.95, degreesOfFreedom: 19)
      if case .bounded(let interval) = Fieller.interval(moments, t: t) {
        if interval.low <= 0.5 && 0.5 <= interval.high { hits += 1 }
      } else {
        hits += 1
      }
    }
    #expect(hits > 1740 && hits < 1880)
  }

  @Test func `a negative t is a programming error`() async {
    await #expect(processExitsWith: .failure) {
      let moments = RatioMoments(
        numerator: 1, denominator: 1, varianceNumerator: 1, varianceDenominator: 1,
        covariance: 0, degreesOfFreedom: 3)
      _ = Fieller.interval(moments, t: -1)
    }
  }

  private static func moments(
    a: Double, b: Double, aa: Double, bb: Double, ab: Double
  ) -> RatioMoments {
    RatioMoments(
      numerator: a, denominator: b, varianceNumerator: aa, varianceDenominator: bb,
      covariance: ab, degreesOfFreedom: 9)
  }

  private static func random(_ source: inout SeededSample) -> RatioMoments? {
    let shift = source.uniform(-2, 2)
    return RatioMoments.fromClusterTotals(
      a: source.normals(15), b: source.normals(15).map { $0 + shift },
      weights: [Double](repeating: 1, count: 15))
  }
}
