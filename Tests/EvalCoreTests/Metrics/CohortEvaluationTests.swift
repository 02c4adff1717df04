import Testing

@testable import EvalCore

/// Goldens at the edge of what can be measured.
struct CohortEvaluationTests {
  @Test func `one trace has estimates, and no interval but Wilson's`() throws {
    var made = HandMade(weak: [0], strong: [1])
    made.costs = [[1000], [5000]]
    made.latencies = [[2000], [9000]]
    let metrics = made.golden.metrics(made.golden.decide([0.7], threshold: 0.5))
    let quality = try #require(metrics.quality.estimate)
    #expect(quality.estimate == 1 && quality.raw == 1)
    #expect(quality.low == .undefined("needs at least two clusters of comparable weight"))
    #expect(metrics.pgr.estimate?.estimate == 1)
    #expect(metrics.pgr.estimate?.status == .undefined)
    #expect(metrics.apgr.estimate?.estimate == 0.5)
    #expect(metrics.cpt[50].first.estimate?.estimate == 0.5)
    #expect(metrics.cpt[50].low.value == nil && metrics.cpt[50].high.value == nil)
    #expect(metrics.strongShare.estimate?.high == .value(1))
    #expect(metrics.latencyP99.estimate?.estimate == 9)
    #expect(metrics.latencyP50.estimate?.low?.value == nil)
    #expect(metrics.savings.estimate?.estimate == 0)
    #expect(metrics.cost.estimate?.estimate == 5e-6)
  }

  @Test func `many traces in one cluster have estimates, and no interval`() throws {
    var sample = SampleGolden(seed: 5, traces: 40...40)
    sample.made.clusters = [Int](repeating: 3, count: 40)
    let metrics = sample.golden.metrics(sample.decisions)
    for metric in [MetricName.quality, .pgr, .apgr, .strongShare, .cost, .savings] {
      guard let estimate = metrics.value(of: metric).estimate else { continue }
      #expect(estimate.low != nil && estimate.low?.value == nil, "\(metric)")
      #expect(estimate.high != nil && estimate.high?.value == nil, "\(metric)")
    }
    for entry in metrics.cpt.entries {
      #expect(entry.low.value == nil && entry.high.value == nil)
    }
    #expect(metrics.pgr.estimate?.status ?? .undefined == .undefined)
  }

  /// A million queries of one kind beside two others: the effective number of clusters is one.
  @Test func `one cluster with nearly all the weight leaves every interval undefined`() throws {
    var made = HandMade(gaps: [1, 1, 0])
    made.weights = [1_000_000, 1, 1]
    made.costs = [[1, 2, 3], [4, 5, 6]]
    let metrics = made.golden.metrics(made.golden.decide([3, 2, 1], threshold: 2.5))
    for metric in [MetricName.quality, .pgr, .apgr, .strongShare, .cost, .savings] {
      let estimate = try #require(metrics.value(of: metric).estimate)
      #expect(estimate.low?.value == nil, "\(metric)")
    }
    for entry in metrics.cpt.entries {
      #expect(entry.low.value == nil, "a band without a degree of freedom")
      #expect(entry.high.value == nil, "a band without a degree of freedom")
    }
    #expect(metrics.pgr.estimate?.status == .undefined)
  }

  @Test func `equal qualities leave the ratios undefined and the quality known`() throws {
    let golden = HandMade(weak: [0.5, 1, 0], strong: [0.5, 1, 0]).golden
    let metrics = golden.metrics(golden.decide([3, 2, 1], threshold: 2))
    let reason = "the strong and the weak model have equal quality"
    #expect(metrics.pgr == .undefined(reason))
    #expect(metrics.apgr == .undefined(reason))
    #expect(metrics.cpt.undefinedReason == reason)
    for metric in [MetricName.cpt20, .cpt50, .cpt80, .cpt95, .cpt95Sustained] {
      #expect(metrics.value(of: metric) == .undefined(reason))
    }
    #expect(metrics.quality.estimate?.estimate == 0.5)
    #expect(metrics.quality.estimate?.low?.value != nil)
    #expect(metrics.auc.estimate?.estimate == 0.5)
    #expect(metrics.strongShare.estimate != nil)
  }

  @Test func `gaps that cancel out are a gap of zero`() {
    let golden = HandMade(gaps: [1, -1, 0, 1, -1]).golden
    let metrics = golden.metrics(golden.decide([5, 4, 3, 2, 1], threshold: 3))
    #expect(metrics.pgr.undefinedReason != nil)
    #expect(metrics.apgr.undefinedReason != nil)
    #expect(metrics.auc.estimate != nil)
  }

  @Test func `a strong model that is weaker has a PGR that nobody may gate on`() throws {
    let golden = HandMade(gaps: [-1, -1, 0, -1, -1, -1]).golden
    let metrics = golden.metrics(golden.decide([6, 5, 4, 3, 2, 1], threshold: 4))
    let pgr = try #require(metrics.pgr.estimate)
    #expect(isClose(pgr.estimate, 0.4, relative: 1e-14))
    #expect(pgr.status == .undefined)
    #expect(metrics.apgr.estimate?.status == .undefined)
    #expect(
      metrics.cpt.undefinedReason == "the weak model is stronger here: check the model roles")
  }

  @Test func `a gap without any spread is gateable`() throws {
    let golden = HandMade(gaps: [1, 1, 1, 1]).golden
    let pgr = try #require(golden.metrics(golden.decide([4, 3, 2, 1], threshold: 3)).pgr.estimate)
    #expect(pgr.estimate == 0.5)
    #expect(pgr.status == .gateable)
    #expect(pgr.low?.value != nil && pgr.high?.value != nil)
  }

  /// Blocks of ten with a mean gap of 0.1 and a variance of 0.49: the gap is √(n − 1)/7 standard
  /// errors, at 180 and 200 traces to either side of the critical 1.97, at 770 and 790 of four.
  @Test(arguments: [
    (4, GapStatus.undefined), (18, .undefined), (20, .reportOnly), (77, .reportOnly),
    (79, .gateable), (400, .gateable),
  ])
  func `the status follows the gap in standard errors`(blocks: Int, status: GapStatus) throws {
    let block = [1, 1, 1, -1, -1, 0, 0, 0, 0, 0]
    let golden = HandMade(gaps: (0..<blocks).flatMap { _ in block }).golden
    let scores = (0..<golden.count).map(Double.init)
    let pgr = try #require(golden.metrics(golden.decide(scores, threshold: 5)).pgr.estimate)
    #expect(pgr.status == status)
    #expect((pgr.low?.value == nil) == (status == .undefined))
  }

  @Test func `without tokens and costs the rest goes on`() {
    let golden = HandMade(gaps: [1, 0, 1]).golden
    let metrics = golden.metrics(golden.decide([3, 2, 1], threshold: 2))
    let reason = "the golden has neither costs nor priced tokens for every call"
    #expect(metrics.cost == .undefined(reason))
    #expect(metrics.costUSD == .undefined(reason))
    #expect(metrics.savings == .undefined(reason))
    #expect(metrics.costByModel.isEmpty && metrics.tokens.isEmpty)
    #expect(metrics.calls == ["weak": 1, "strong": 2])
    #expect(metrics.value(of: .tokens).undefinedReason != nil)
    #expect(metrics.value(of: .cost, model: "weak").undefinedReason != nil)
    #expect(metrics.latencyP50 == .undefined("the golden has no latencies for every call"))
    #expect(metrics.quality.estimate != nil)
  }

  @Test func `costs of the weak model alone price a run that never calls the strong one`() throws {
    var made = HandMade(gaps: [1, 0, 1])
    made.costs = [[1_000_000, 2_000_000, 3_000_000], nil]
    let golden = made.golden
    let weak = golden.metrics(golden.always(0))
    #expect(weak.cost.estimate?.estimate == 0.002)
    #expect(weak.costUSD.estimate?.estimate == 0.006)
    #expect(weak.savings.undefinedReason != nil)
    let mixed = golden.metrics(golden.decide([3, 2, 1], threshold: 3))
    #expect(mixed.cost.undefinedReason != nil)
    #expect(mixed.costByModel == ["weak": 0.005])
    #expect(mixed.value(of: .cost, model: "weak").estimate != nil)
    #expect(mixed.value(of: .cost, model: "strong").undefinedReason != nil)
  }

  @Test func `a strong model that costs nothing leaves savings undefined`() {
    var made = HandMade(gaps: [1, 0])
    made.costs = [[5, 5], [0, 0]]
    let metrics = made.golden.metrics(made.golden.always(0))
    #expect(metrics.savings == .undefined("the strong model costs nothing"))
    #expect(metrics.cost.estimate != nil)
  }

  @Test func `a latency of every routed call is enough`() {
    var made = HandMade(gaps: [1, 0, 1])
    made.latencies = [nil, [1000, 2000, 3000]]
    let golden = made.golden
    #expect(golden.metrics(golden.always(1)).latencyP50.estimate?.estimate == 2)
    #expect(golden.metrics(golden.always(0)).latencyP50.undefinedReason != nil)
    let mixed = golden.metrics(golden.decide([3, 2, 1], threshold: 3))
    #expect(mixed.latencyP50.undefinedReason != nil)
  }

  @Test func `weights stand for queries`() throws {
    var made = HandMade(weak: [0, 0], strong: [1, 1])
    made.weights = [9, 1]
    made.costs = [[0, 0], [1_000_000_000, 3_000_000_000]]
    let metrics = made.golden.metrics(made.golden.decide([1, 0], threshold: 0.5))
    #expect(metrics.quality.estimate?.estimate == 0.9)
    #expect(metrics.strongShare.estimate?.estimate == 0.9)
    #expect(metrics.calls == ["weak": 1, "strong": 9])
    #expect(metrics.costUSD.estimate?.estimate == 9)
    #expect(metrics.cost.estimate?.estimate == 0.9)
    #expect(metrics.savings.estimate?.estimate == 0.25)
  }

  @Test func `tokens are those of the routed calls`() {
    var golden = HandMade(gaps: [1, 1, 1]).golden
    golden.outcomes[0].inputTokens = [10, 20, 30]
    golden.outcomes[0].outputTokens = [1, 2, 3]
    golden.outcomes[1].inputTokens = [100, 200, 300]
    golden.outcomes[1].outputTokens = [7, 8, 9]
    let metrics = golden.metrics(golden.decide([3, 2, 1], threshold: 2))
    #expect(metrics.tokens["weak"] == TokenCounts(input: 30, output: 3))
    #expect(metrics.tokens["strong"] == TokenCounts(input: 300, output: 15))
    #expect(metrics.value(of: .tokens).estimate?.estimate == 348)
    #expect(metrics.value(of: .tokens, model: "weak").estimate?.estimate == 33)
    #expect(metrics.value(of: .calls).estimate?.estimate == 3)
    #expect(metrics.value(of: .calls, model: "strong").estimate?.estimate == 2)
  }

  @Test func `a model that was never called needs no tokens`() {
    var golden = HandMade(gaps: [1, 1]).golden
    golden.outcomes[0].inputTokens = [10, 20]
    golden.outcomes[0].outputTokens = [1, 2]
    #expect(golden.metrics(golden.always(0)).value(of: .tokens).estimate?.estimate == 33)
    #expect(golden.metrics(golden.always(1)).value(of: .tokens).undefinedReason != nil)
  }

  // MARK: Three models

  private static let three: Golden = {
    var made = HandMade(
      models: ["small", "middle", "large"],
      quality: [[0, 0, 1, 0], [1, 0, 1, 0.5], [1, 1, 0, 0.5]])
    made.costs = [[1, 1, 1, 1], [2, 2, 2, 2], [9, 9, 9, 9]].map { $0.map { $0 * 1_000_000_000 } }
    return made.golden
  }()

  @Test func `a ladder's ends are the pair that PGR speaks of`() throws {
    let metrics = Self.three.metrics(Decisions(models: [1, 2, 0, 1]))
    // Weak 1, strong 2.5, routed 3.5 of four: more than the strong model has.
    #expect(isClose(metrics.pgr.estimate?.estimate, 2.5 / 1.5, relative: 1e-14))
    #expect(metrics.strongShare.estimate?.estimate == 0.25)
    #expect(metrics.calls == ["small": 1, "middle": 2, "large": 1])
    #expect(metrics.costUSD.estimate?.estimate == 14)
    #expect(isClose(metrics.savings.estimate?.estimate, 22.0 / 36, relative: 1e-14))
  }

  @Test func `tiers rank the traces of a router without scores`() throws {
    let decisions = Decisions(models: [1, 2, 0, 1])
    #expect(decisions.ranking == [1, 2, 0, 1])
    let scored = Decisions(models: [1, 2, 0, 1], scores: [1, 2, 0, 1])
    var metrics = Self.three.metrics(scored)
    metrics.brier = .undefined("the router has no score")
    metrics.ece = metrics.brier
    metrics.auroc = metrics.brier
    #expect(Self.three.metrics(decisions) == metrics)
  }

  @Test func `the oracle takes the cheapest of equals`() {
    let oracle = ReferenceRouters.oracleDecisions(Self.three.ladder)
    #expect(oracle.models == [1, 2, 0, 1])
    #expect(oracle.scores == [1_000_000, 1_000_000, -1_000_000, 500_000])
  }

  @Test func `repeated recordings keep their exact mean`() throws {
    var made = HandMade(weak: [0, 0, 0], strong: [1.0 / 3, 2.0 / 3, 1])
    made.scale = QualityScale(min: 0, max: 1, unitsPerPoint: 3_000_000)
    let quality = try #require(made.golden.metrics(made.golden.always(1)).quality.estimate)
    #expect(quality.estimate == 2.0 / 3)
    #expect(quality.raw == 2.0 / 3)
  }
}
