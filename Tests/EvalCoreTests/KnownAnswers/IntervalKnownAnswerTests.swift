import EvalStatistics
import Testing

@testable import EvalCore

/// The cases of `known_answers.json` that end in an interval, through the metrics of a run.
struct IntervalKnownAnswerTests {
  @Test func `Fieller's interval of PGR, to 1e-10`() throws {
    let made = HandMade(gaps: [1, 0, 1, 0, 0, 1, -1, 0, 1, 1, 0, 1, 0, 1, -1, 1, 0, 1, 0, 1])
    let route: [Double] = [1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 1, 0, 0, 1, 0, 1]
    let golden = made.golden
    let pgr = try #require(golden.metrics(golden.decide(route, threshold: 0.5)).pgr.estimate)
    #expect(isClose(pgr.estimate, 0.8749999999999999, relative: 1e-10))
    #expect(isClose(pgr.low?.value, 0.41724454300522407, relative: 1e-10))
    #expect(isClose(pgr.high?.value, 1.923434193398651, relative: 1e-10))
    // The gap is 2.63 standard errors: above the critical 2.09, below four.
    #expect(pgr.status == .reportOnly)
  }

  private static let tenScores = [0.9, 0.8, 0.8, 0.7, 0.6, 0.5, 0.5, 0.5, 0.3, 0.1]
  private static let tenGaps = [1, 0, 1, 0, -1, 1, 0, 1, 0, -1]

  @Test func `APGR's standard error from its influence function, to 1e-11`() throws {
    let golden = HandMade(gaps: Self.tenGaps).golden
    let apgr = try #require(
      golden.metrics(golden.decide(Self.tenScores, threshold: 0.5)).apgr.estimate)
    let t = StudentT.quantile(0.975, degreesOfFreedom: 9)
    let reach = try #require(apgr.high?.value) - (try #require(apgr.low?.value))
    #expect(isClose(apgr.estimate, 0.9249999999999999, relative: 1e-11))
    #expect(isClose(reach / 2 / t, 0.6829267082849291, relative: 1e-11))
    #expect(apgr.status == .undefined)
  }

  @Test func `APGR's variance is the square of that error`() {
    let golden = HandMade(gaps: Self.tenGaps).golden
    let traces = golden.routed(golden.decide(Self.tenScores, threshold: 0.5))
    let errors = CurveErrors(
      curve: golden.curve(Self.tenScores), view: wholeView(of: golden, traces), traces: traces,
      levels: [], t: 2)
    #expect(isClose(errors.apgrVariance?.squareRoot(), 0.6829267082849291, relative: 1e-11))
  }

  private func wholeView(of golden: Golden, _ traces: RoutedTraces) -> CohortView {
    let all = CohortPartition.all(of: golden)
    return CohortView(
      members: all.members[...], ranked: traces.ranking.order[...], clusters: all.clusters,
      clusterCount: all.clusterCounts[0])
  }

  private static let twentyScores: [Double] = (0..<20).map {
    $0 == 19 ? 0.01 : 0.95 - 0.05 * Double($0)
  }
  private static let twentyGaps = [
    1, 1, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, -1, 0, 1, 0, 0,
  ]
  private static let heights = [
    -2.5, -1.5, -1.5, -0.5, 0.5, 0.5, 1.5, 1.5, 2.5, 2.5, 2.5, 3.5, 3.5, 3.5, 3.5, 2.5, 2.5, 3.5,
    3.5, 3.5,
  ]
  private static let heightErrors = [
    1.4281014264436984, 1.5, 1.5, 1.534686664402456, 1.534686664402456, 1.534686664402456, 1.5,
    1.5, 1.4281014264436984, 1.4281014264436984, 1.4281014264436984, 1.3128915456069918,
    1.3128915456069918, 1.3128915456069918, 1.3128915456069918, 1.4281014264436984,
    1.4281014264436984, 1.3128915456069918, 1.3128915456069918, 1.3128915456069918,
  ]

  @Test func `the band of CPT(50 %)`() {
    let golden = HandMade(gaps: Self.twentyGaps).golden
    let cpt = golden.metrics(golden.decide(Self.twentyScores, threshold: 0.5)).cpt[50]
    #expect(isClose(cpt.low.value, 0.05, relative: 1e-10))
    #expect(isClose(cpt.high.value, 0.9, relative: 1e-10))
    // H first reaches zero within the fifth trace: -0.5 before it, 0.5 after.
    #expect(isClose(cpt.first.estimate?.estimate, 4.5 / 20, relative: 1e-10))
  }

  @Test func `the heights under the band, from the curve, to 1e-10`() {
    let golden = HandMade(gaps: Self.twentyGaps).golden
    let curve = golden.curve(Self.twentyScores)
    let heights = curve.gain.dropFirst().map {
      (Double($0) - 0.5 * Double(curve.totalGain)) / 1e6
    }
    #expect(heights.count == Self.heights.count)
    for (height, expected) in zip(heights, Self.heights) {
      #expect(isClose(height, expected, relative: 1e-10))
    }
  }

  /// The product does not keep the errors; the formula that the properties compare it with does.
  @Test func `the errors of the heights, by the formula that other tests compare with`() {
    let golden = HandMade(gaps: Self.twentyGaps).golden
    let direct = Direct.heights(golden, scores: Self.twentyScores, level: 0.5)
    for (index, expected) in Self.heightErrors.enumerated() {
      #expect(isClose(direct[index].height / 1e6, Self.heights[index], relative: 1e-10))
      #expect(isClose(direct[index].error / 1e6, expected, relative: 1e-10))
    }
  }

  @Test func `savings with their interval, to 1e-11`() throws {
    var made = HandMade(weak: .init(repeating: 0, count: 8), strong: .init(repeating: 1, count: 8))
    made.costs = [
      [1.2, 0.3, 0.3, 2.5, 0.3, 0.9, 0.3, 1.8].map { Int64(($0 * 1e9).rounded()) },
      [1.2, 1.1, 1.4, 2.5, 0.8, 0.9, 1.0, 1.8].map { Int64(($0 * 1e9).rounded()) },
    ]
    let golden = made.golden
    let savings = try #require(golden.metrics(golden.always(0)).savings.estimate)
    #expect(isClose(savings.estimate, 0.28971962616822433, relative: 1e-11))
    #expect(isClose(savings.low?.value, -0.03930134044196559, relative: 1e-11))
    #expect(isClose(savings.high?.value, 0.6187405927784142, relative: 1e-11))
  }

  @Test func `latency quantiles with the median's interval, to 1e-11`() throws {
    let latencies: [Int64] = [120, 95, 300, 110, 105, 2000, 98, 130, 101, 99].map { $0 * 1000 }
    var made = HandMade(
      weak: .init(repeating: 0, count: 10), strong: .init(repeating: 1, count: 10))
    // The routed call's latency counts: the strong model's is never looked at.
    made.latencies = [latencies, latencies.map { _ in 1 }]
    let metrics = made.golden.metrics(made.golden.always(0))
    #expect(isClose(metrics.latencyP50.estimate?.estimate, 107.5, relative: 1e-11))
    #expect(isClose(metrics.latencyP95.estimate?.estimate, 1234.9999999999982, relative: 1e-11))
    #expect(metrics.latencyP50.estimate?.low == .value(98))
    #expect(metrics.latencyP50.estimate?.high == .value(300))
  }

  @Test func `ten traces are too few for an interval of the 95th percentile`() throws {
    var made = HandMade(
      weak: .init(repeating: 0, count: 10), strong: .init(repeating: 1, count: 10))
    made.latencies = [(1...10).map { $0 * 1000 }, nil]
    let p95 = try #require(made.golden.metrics(made.golden.always(0)).latencyP95.estimate)
    #expect(p95.low?.value == nil && p95.low != nil)
    #expect(p95.high?.value == nil && p95.high != nil)
  }

  @Test func `a paired difference with its cluster-robust interval, to 1e-11`() throws {
    let differences = [
      0, 0, -1, 0, 1, 0, 0, -1, 0, 0, -1, -1, 0, 0, 1, 0, 0, 0, -1, 0, 0, 0, 0, -1,
    ]
    var made = HandMade(gaps: differences)
    made.clusters = differences.indices.map { $0 / 3 }
    let golden = made.golden
    let comparison = golden.comparisons.compare("r", golden.always(1), with: golden.always(0))
    let delta = try #require(comparison.delta.estimate)
    // t(0.975, 7) times the standard error of the case is 0.298; seven changed clusters are few,
    // so the interval is as wide as a score interval.
    let square = 1.959963984540054 * 1.959963984540054
    let reach = max(2.3646242515927844 * 0.1259881576697424, square / (8 + square))
    #expect(comparison.flips == 24)
    #expect(isClose(delta.estimate, -1.0 / 6, relative: 1e-11))
    #expect(isClose(delta.low?.value, -1.0 / 6 - reach, relative: 1e-11))
    #expect(isClose(delta.high?.value, -1.0 / 6 + reach, relative: 1e-11))
    // By hand: six losses and two gains over 24 traces.
    #expect(isClose(comparison.grossLoss.value ?? .nan, 6.0 / 24, relative: 1e-11))
    #expect(isClose(comparison.grossGain.value ?? .nan, 2.0 / 24, relative: 1e-11))
  }

  @Test func `traces that did not flip leave the interval as it is`() throws {
    let differences = [
      0, 0, -1, 0, 1, 0, 0, -1, 0, 0, -1, -1, 0, 0, 1, 0, 0, 0, -1, 0, 0, 0, 0, -1,
    ]
    var made = HandMade(gaps: differences)
    made.clusters = differences.indices.map { $0 / 3 }
    let golden = made.golden
    let builder = golden.comparisons
    let onlyFlips = Decisions(models: differences.map { $0 == 0 ? 0 : 1 })
    let some = builder.compare("r", onlyFlips, with: golden.always(0))
    let all = builder.compare("r", golden.always(1), with: golden.always(0))
    #expect(some.flips == 8)
    #expect(some.delta == all.delta)
  }
}
