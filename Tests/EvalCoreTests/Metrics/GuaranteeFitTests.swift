import EvalTestSupport
import EvalTraces
import Testing

@testable import EvalCore

/// Thresholds that are shown to lose few queries, and those that keep to a budget.
struct GuaranteeFitTests {
  private static let goal = RiskGuarantee(maxLoss: 0.05)

  private func fit(
    _ rule: Threshold.Rule, _ golden: Golden, _ scores: [Double],
    isEven: (String) -> Bool = { ($0.utf8.last ?? 0) % 2 == 0 }
  ) -> Result<ThresholdFit.Fitted, ThresholdFit.Unreachable> {
    ThresholdFit.threshold(
      rule, ranking: ScoreRanking(scores: scores), pool: golden.ladder, golden: golden,
      isEven: isEven)
  }

  private func guarantee(
    _ made: HandMade, _ scores: [Double], _ goal: RiskGuarantee = goal
  ) throws -> (value: Double, report: GuaranteeReport) {
    let fitted = try fit(.guarantee(goal), made.golden, scores).get()
    return (fitted.value, try #require(fitted.guarantee))
  }

  // MARK: Known answers

  @Test func `the walk meets the known answer, and a later low risk is not seen`() throws {
    // The case `ltt_threshold` of the known answers: 0, 3, 7, 10 and 16 of 400 lost.
    let lost = [(0.15, 3), (0.25, 4), (0.35, 3), (0.45, 6)]
    var scores = lost.flatMap { Array(repeating: $0.0, count: $0.1) }
    let gaps = (0..<400).map { $0 < scores.count ? 1 : 0 }
    scores += Array(repeating: 0.05, count: 400 - scores.count)
    let (value, report) = try guarantee(made(gaps), scores)
    #expect(value == 0.45)
    #expect(report.tested == 400 && report.loss == 0.025 && report.isShown)
    #expect(abs(report.p - 0.009398598442062254) < 1e-12)
    #expect(report.grid == .fixed && !report.isByCluster)
  }

  @Test func `MMLU by prompt length: the walk ends where direct counting says`() throws {
    let golden = try GoldenReader(jobs: 2).read("\(Project.root)/goldens/mmlu").golden
    let scores = try #require(golden.signal(named: "length")).values
    // The manifest names the strong model first.
    let pool = ModelPool(golden: golden, names: golden.models.reversed())
    let fitted = try GuaranteeFit(Self.goal, scores: scores, pool: pool, golden: golden)
      .fit { _ in false }.get()
    // Counted in Python: 561 of 14,042 are lost at 0.05, p = 9.19e-9; 747 at 0.06, p = 0.96.
    #expect(fitted.value == 0.05)
    let report = try #require(fitted.guarantee)
    #expect(abs(report.loss - 561.0 / 14042) < 1e-11)
    #expect(abs(report.p / 9.19046400457e-9 - 1) < 1e-7)
  }

  // MARK: Too little data

  @Test(arguments: [
    (0.05, 0.9, 45), (0.05, 0.95, 59), (0.1, 0.9, 22), (0.01, 0.99, 459), (0.5, 0.5, 1),
  ])
  func `the least number that shows it without a loss`(
    limit: Double, confidence: Double, least: Int
  ) throws {
    let goal = RiskGuarantee(maxLoss: limit, confidence: confidence)
    #expect(GuaranteeFit.leastTested(goal) == least)
    let enough = try guarantee(made(Array(repeating: 0, count: least)), scores(least), goal)
    #expect(enough.report.isShown && enough.value == .infinity)
    guard least > 1 else { return }
    let short = try guarantee(made(Array(repeating: 0, count: least - 1)), scores(least - 1), goal)
    #expect(!short.report.isShown && short.value == 0)
    #expect(short.report.leastTested == least && short.report.loss == 0)
  }

  @Test func `where the first cheaper step loses too many, all goes to the strong model`() throws {
    let (value, report) = try guarantee(
      made(Array(repeating: 1, count: 200)), Array(repeating: 0, count: 200))
    #expect(value == 0 && !report.isShown && report.loss == 0)
  }

  // MARK: What counts as a loss

  @Test func `a lead as large as the tolerance is a loss`() throws {
    var made = HandMade(
      weak: Array(repeating: 5, count: 100), strong: Array(repeating: 5.9, count: 100))
    made.scale = QualityScale(min: 1, max: 10)
    let scores = scores(100)
    func value(_ tolerance: Double) throws -> Double {
      try guarantee(made, scores, RiskGuarantee(maxLoss: 0.05, tolerance: tolerance)).value
    }
    #expect(try value(0.1001) == .infinity)
    #expect(try value(0.1) < 0.1)
    #expect(try value(0) < 0.1)
  }

  @Test func `a cluster counts once, with the mean of its losses`() throws {
    // Fifty clusters of two and three; in ten of them one of the traces is lost below 0.5.
    var gaps: [Int] = []
    var clusters: [Int] = []
    for cluster in 0..<50 {
      let size = 2 + cluster % 2
      gaps += (0..<size).map { $0 == 0 && cluster < 10 ? 1 : 0 }
      clusters += Array(repeating: cluster, count: size)
    }
    var made = made(gaps)
    made.clusters = clusters
    let goal = RiskGuarantee(maxLoss: 0.3)
    let (value, report) = try guarantee(made, gaps.map { $0 == 1 ? 0.5 : 0.2 }, goal)
    #expect(report.isByCluster && report.tested == 50)
    #expect(value == .infinity)
    #expect(abs(report.loss - (5 * 0.5 + 5 / 3.0) / 50) < 1e-12)
  }

  @Test func `weights are refused, with what to do`() {
    var made = made([0, 1])
    made.weights = [1, 2]
    guard case .failure(let problem) = fit(.guarantee(Self.goal), made.golden, [0, 1]) else {
      Issue.record("weights were ignored")
      return
    }
    #expect(problem.reason.contains("has weights: fit it on a golden without"))
  }

  // MARK: Scores that are no probabilities

  @Test func `thresholds come from one half and are tested on the other`() throws {
    // The even half knows the scores 0, 2, … 398; only the odd ones may lose, from 301 on.
    let made = made((0..<400).map { $0 % 2 == 1 && $0 > 300 ? 1 : 0 })
    let (value, report) = try guarantee(made, (0..<400).map(Double.init))
    #expect(report.grid == .quantiles && report.tested == 200)
    #expect(Int(value) % 2 == 0 && (300..<320).contains(value))
    let weak = (0..<400).filter { $0 % 2 == 1 && Double($0) < value }
    #expect(abs(report.loss - Double(weak.count { $0 > 300 }) / 200) < 1e-12)
  }

  @Test func `losses of the half that gave the thresholds are not looked at`() throws {
    let gaps = (0..<400).map { $0 % 2 == 1 && $0 > 300 ? 1 : 0 }
    let known = (0..<400).map { $0 % 2 == 0 ? 1 : gaps[$0] }
    let scores = (0..<400).map(Double.init)
    #expect(try guarantee(made(gaps), scores) == guarantee(made(known), scores))
  }

  @Test func `below every score there is a number too`() throws {
    let (value, report) = try guarantee(made([0, 0]), [-1, 2])
    #expect(value == Threshold.belowEveryScore && !report.isShown)
    #expect(try guarantee(made([0, 0]), [1, 2]).value == 0)
  }

  @Test func `a half without a trace shows nothing`() throws {
    let fitted = try fit(
      .guarantee(Self.goal), made([0, 0, 0]).golden, [1, 2, 3], isEven: { _ in true }
    ).get()
    #expect(fitted.value == 0 && fitted.guarantee?.tested == 0)
    #expect(fitted.guarantee?.isShown == false)
  }

  // MARK: The promise

  @Test func `a threshold loses more than allowed no more often than promised`() throws {
    // A query of score u, uniform, is lost with the chance 0.3·(1 − u): the loss at t is
    // 0.3·(t − t²/2), and reaches 0.05 at 0.1835.
    var draws = Draws(seed: 20_261)
    let runs = 500
    var (broken, total) = (0, 0.0)
    for _ in 0..<runs {
      let scores = (0..<400).map { _ in draws.unit() }
      let made = made(scores.map { draws.chance(0.3 * (1 - $0)) ? 1 : 0 })
      let value = min(1, try guarantee(made, scores).value)
      if 0.3 * (value - value * value / 2) > 0.05 { broken += 1 }
      total += value
    }
    // At most 50 expected; three standard deviations are 20.
    #expect(broken <= 70)
    // And it is no empty promise: most of what is safe is used.
    #expect(total / Double(runs) > 0.08)
  }

  // MARK: Budgets

  private static let priced: HandMade = {
    var made = HandMade(gaps: [1, 0, 1, 0])
    made.costs = [[1, 1, 1, 1], [5, 9, 5, 5]].map { $0.map { $0 * 1_000_000 } }
    return made
  }()

  @Test(arguments: [
    (0.001, Double.infinity), (0.00199, .infinity), (0.002, 4), (0.003999, 4), (0.004, 3),
    (0.005, 2), (0.006, 1), (1, 1),
  ])
  func `a budget is spent by the lowest threshold that keeps to it`(usd: Double, value: Double) {
    // The mean costs: 0.001, then 0.002, 0.004, 0.005 and 0.006.
    #expect(
      fit(.budget(usd), Self.priced.golden, [4, 3, 2, 1]).map(\.value) == .success(value))
  }

  @Test func `a budget that the weak model alone exceeds is out of reach`() {
    #expect(
      fit(.budget(0.0009), Self.priced.golden, [4, 3, 2, 1])
        == .failure(
          .init(reason: "the weak model alone costs 0.001 USD for a query, more than 0.0009")))
  }

  @Test func `without costs there is no budget, and weights count`() {
    #expect(
      fit(.budget(1), HandMade(gaps: [1]).golden, [1]) == .failure(.init(reason: Reason.noCost)))
    var made = Self.priced
    made.weights = [1, 1, 1, 5]
    // The mean of eight queries: 0.001, then 0.0015 with the first.
    #expect(fit(.budget(0.0015), made.golden, [4, 3, 2, 1]).map(\.value) == .success(4))
    #expect(fit(.budget(0.0014), made.golden, [4, 3, 2, 1]).map(\.value) == .success(.infinity))
  }

  // MARK: Fixtures

  private func made(_ gaps: [Int]) -> HandMade { HandMade(gaps: gaps) }

  private func scores(_ count: Int) -> [Double] {
    (0..<count).map { Double($0) / Double(count) }
  }
}

/// Plans held against what comes of them.
struct PlannedShareTests {
  private func share(_ estimate: Double, _ half: Double) -> Measured {
    .value(
      Estimate(estimate, low: .value(estimate - half), high: .value(estimate + half)))
  }

  private func threshold(isHere: Bool = false) -> RouterReport.ThresholdReport {
    var threshold = RouterReport.ThresholdReport(
      value: 0.5, rule: "strong share 0.3", fittedOn: "g", fittedHere: isHere)
    threshold.plannedStrongShare = share(0.3, 0.03)
    return threshold
  }

  @Test func `a share beyond both samples' noise is off its plan`() throws {
    let far = try #require(threshold().shift(to: share(0.36, 0.04)))
    #expect(abs(far.estimate - 0.06) < 1e-12)
    #expect(abs((far.low?.value ?? 0) - 0.01) < 1e-12)
    #expect(RouterReport.ThresholdReport.isOffPlan(far))
    let near = try #require(threshold().shift(to: share(0.34, 0.04)))
    #expect(!RouterReport.ThresholdReport.isOffPlan(near))
  }

  @Test func `on the same data, or without a plan, there is nothing to compare`() {
    #expect(threshold(isHere: true).shift(to: share(0.9, 0.01)) == nil)
    let given = RouterReport.ThresholdReport(
      value: 0.5, rule: "0.5", fittedOn: nil, fittedHere: false)
    #expect(given.shift(to: share(0.9, 0.01)) == nil)
  }

  @Test func `without an interval nothing is called off its plan`() throws {
    let shift = try #require(threshold().shift(to: .value(Estimate(0.9))))
    #expect(shift.low == nil && !RouterReport.ThresholdReport.isOffPlan(shift))
  }
}
