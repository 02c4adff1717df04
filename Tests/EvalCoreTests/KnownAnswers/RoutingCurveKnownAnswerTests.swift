import Testing

@testable import EvalCore

/// The cases `pgr_apgr_cpt_ties_nonmonotone` and `cpt_nonmonotone_vs_np_interp`: exact rationals,
/// so every figure is met within one unit in the last place.
struct RoutingCurveKnownAnswerTests {
  private static let scores = [0.9, 0.8, 0.8, 0.7, 0.6, 0.5, 0.5, 0.5, 0.3, 0.1]
  private static let golden = HandMade(
    weak: [0, 1, 0, 0, 1, 0, 1, 0, 1, 1], strong: [1, 1, 1, 0, 0, 1, 1, 1, 1, 0]
  ).golden

  private var metrics: MetricSet {
    Self.golden.metrics(Self.golden.decide(Self.scores, threshold: 0.65))
  }

  @Test func `the curve has a point for each tie group`() {
    let curve = Self.golden.curve(Self.scores)
    let (shares, pgr) = Direct.points(curve)
    #expect(curve.totalGain == 2_000_000)
    #expect(shares == [0, 0.1, 0.3, 0.4, 0.5, 0.8, 0.9, 1])
    #expect(pgr == [0, 0.5, 1, 1, 0.5, 1.5, 1.5, 1])
  }

  @Test func `PGR and strong share at the threshold`() {
    #expect(metrics.pgr.estimate?.estimate == 1)
    #expect(metrics.strongShare.estimate?.estimate == 0.4)
  }

  @Test func `APGR is 37 of 40 exactly`() {
    #expect(metrics.apgr.estimate?.estimate == 37.0 / 40)
  }

  @Test func `the oracle's APGR is one and a half`() throws {
    let oracle = ReferenceRouters.oracleDecisions(Self.golden.ladder)
    let ceiling = try #require(Self.golden.metrics(oracle).apgr.estimate?.estimate)
    let apgr = try #require(metrics.apgr.estimate?.estimate)
    #expect(ceiling == 1.5)
    #expect(isWithinOneULP((apgr - 0.5) / (ceiling - 0.5), 0.425))
  }

  @Test(arguments: [
    (0.2, 0.04, 0.04), (0.5, 0.1, 0.1), (0.8, 0.22, 0.59), (0.9, 0.26, 0.62), (1, 0.3, 0.65),
  ])
  func `CPT first and sustained`(level: Double, first: Double, sustained: Double) {
    let curve = Self.golden.curve(Self.scores)
    #expect(isWithinOneULP(curve.firstCrossing(level), first))
    #expect(isWithinOneULP(curve.sustainedCrossing(level), sustained))
  }

  @Test(arguments: [(20, 0.04, 0.04), (50, 0.1, 0.1), (80, 0.22, 0.59)])
  func `the table of CPTs says the same`(percent: Int, first: Double, sustained: Double) {
    let entry = metrics.cpt[percent]
    #expect(isWithinOneULP(entry.first.estimate?.estimate, first))
    #expect(isWithinOneULP(entry.sustained.estimate?.estimate, sustained))
  }

  @Test func `a curve that dips crosses at 60, where numpy's interpolation says 80`() {
    let accuracy: [Double] = [60, 61, 58, 70, 70, 80]
    // Five traces, one for each fifth of the traffic: the mean moves by a fifth of each gap.
    var made = HandMade(weak: [30, 30, 30, 30, 30], strong: [35, 15, 90, 30, 80])
    made.scale = QualityScale(min: 0, max: 100)
    let golden = made.golden
    let scores: [Double] = [5, 4, 3, 2, 1]
    let curve = golden.curve(scores)
    #expect(curve.gain.map { 60 + Double($0) / 5e6 } == accuracy)
    let cpt = golden.metrics(golden.decide(scores, threshold: 3)).cpt[50]
    #expect(cpt.first.estimate?.estimate == 0.6)
    #expect(cpt.sustained.estimate?.estimate == 0.6)
    let numpy = NumpyInterpolation.value(
      at: 70, points: accuracy, values: [0, 20, 40, 60, 80, 100])
    #expect(numpy == 80)
  }
}
