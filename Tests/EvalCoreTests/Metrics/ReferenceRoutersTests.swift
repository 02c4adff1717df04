import Testing

@testable import EvalCore

struct ReferenceRoutersTests {
  private static func references(_ golden: Golden, share: Double) -> ReferenceReport {
    let fixed = ReferenceRouters.Fixed.allCases.map {
      golden.metrics(ReferenceRouters.decisions($0, pool: golden.ladder))
    }
    return ReferenceRouters(
      golden: golden, pool: golden.ladder, all: .all(of: golden), fixed: fixed
    )
    .report(strongShare: share)
  }

  private static let priced: Golden = {
    var made = HandMade(weak: [0, 1, 0, 0], strong: [1, 1, 0, 1])
    made.costs = [[1, 1, 1, 1], [4, 4, 4, 4]].map { $0.map { $0 * 1_000_000_000 } }
    return made.golden
  }()

  @Test func `the constant routers are the ends`() throws {
    let report = Self.references(Self.priced, share: 0.25)
    let weak = try #require(report.alwaysWeak.metrics)
    let strong = try #require(report.alwaysStrong.metrics)
    #expect(weak.quality.estimate?.estimate == 0.25)
    #expect(weak.pgr.estimate?.estimate == 0)
    #expect(weak.savings.estimate?.estimate == 0.75)
    #expect(weak.apgr.estimate?.estimate == 0.5)
    #expect(strong.quality.estimate?.estimate == 0.75)
    #expect(strong.pgr.estimate?.estimate == 1)
    #expect(strong.savings.estimate?.estimate == 0)
  }

  @Test func `random is the expectation at the router's share`() throws {
    let random = try #require(Self.references(Self.priced, share: 0.25).random.metrics)
    #expect(random.strongShare.estimate?.estimate == 0.25)
    #expect(random.quality.estimate?.estimate == 0.375)
    #expect(random.quality.estimate?.raw == 0.375)
    #expect(random.quality.estimate?.low == nil)
    #expect(random.pgr.estimate?.estimate == 0.25)
    #expect(random.apgr.estimate?.estimate == 0.5)
    #expect(random.cost.estimate?.estimate == 1.75)
    #expect(random.costUSD.estimate?.estimate == 7)
    #expect(isClose(random.savings.estimate?.estimate, 1 - 7.0 / 16, relative: 1e-14))
    #expect(random.auc.estimate?.estimate == 0.5)
    for level in CPTTable.levels {
      #expect(random.cpt[level].first.estimate?.estimate == Double(level) / 100)
      #expect(random.cpt[level].sustained.estimate?.estimate == Double(level) / 100)
    }
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func `random is what many random routers come to`(seed: UInt64) throws {
    let sample = SampleGolden(seed: seed, traces: 20...60)
    let golden = sample.golden
    var draws = Draws(seed: seed &* 991)
    let share = 0.3
    var sum = 0.0
    let runs = 2000
    for _ in 0..<runs {
      let scores = golden.ids.indices.map { _ in draws.unit() }
      let models = scores.map { UInt8($0 < share ? 1 : 0) }
      let quality = zip(golden.ids.indices, models).reduce(0.0) {
        $0 + sample.made.quality[Int($1.1)][$1.0] * Double(golden.weights?[$1.0] ?? 1)
      }
      sum += quality / Double(golden.totalWeight)
    }
    let random = try #require(Self.references(golden, share: share).random.metrics)
    let raw = try #require(random.quality.estimate?.raw)
    #expect((raw - sum / Double(runs)).magnitude < 0.02 * sample.made.scale.width)
  }

  @Test func `without a cost of the strong model, random has none either`() throws {
    var made = HandMade(gaps: [1, 0, 1])
    made.costs = [[1_000_000, 2_000_000, 3_000_000], nil]
    let random = try #require(Self.references(made.golden, share: 0.5).random.metrics)
    #expect(random.cost.undefinedReason != nil)
    #expect(random.costUSD.undefinedReason != nil)
    #expect(random.savings.undefinedReason != nil)
    #expect(random.quality.estimate != nil)
  }

  @Test func `without a gap, random has no ratios`() throws {
    let golden = HandMade(weak: [1, 0], strong: [1, 0]).golden
    let random = try #require(Self.references(golden, share: 0.5).random.metrics)
    #expect(random.pgr.undefinedReason != nil)
    #expect(random.apgr.undefinedReason != nil)
    #expect(random.cpt.undefinedReason != nil)
  }

  @Test func `where the weak model is stronger, no reference has a CPT`() throws {
    let report = Self.references(HandMade(gaps: [-1, -1, 0]).golden, share: 0.5)
    for entry in [report.alwaysWeak, report.alwaysStrong, report.random, report.oracle] {
      let metrics = try #require(entry.metrics)
      #expect(metrics.cpt.undefinedReason != nil)
    }
  }

  @Test func `prompt length is undefined without messages and without the signal`() {
    #expect(
      Self.references(Self.priced, share: 0.5).length
        == .undefined("the golden has neither messages nor the signal prompt_length"))
  }

  @Test func `prompt length ranks by the signal at the share nearest to the router's`() throws {
    var golden = Self.priced
    golden.signals = [SignalColumn(name: "prompt_length", values: [40, 10, 20, 30])]
    let length = try #require(Self.references(golden, share: 0.5).length.metrics)
    #expect(length.strongShare.estimate?.estimate == 0.5)
    #expect(length.quality.estimate?.estimate == 0.75)
    #expect(length.pgr.estimate?.estimate == 1)
  }

  @Test func `a signal with a gap is no prompt length`() {
    var golden = Self.priced
    golden.signals = [SignalColumn(name: "prompt_length", values: [40, .nan, 20, 30])]
    #expect(golden.promptLengths == nil)
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `no router beats the oracle`(seed: UInt64) throws {
    let sample = SampleGolden(seed: seed)
    let oracle = try #require(Self.references(sample.golden, share: 0.5).oracle.metrics)
    let metrics = sample.golden.metrics(sample.decisions)
    let ceiling = try #require(oracle.quality.estimate?.estimate)
    let quality = try #require(metrics.quality.estimate?.estimate)
    #expect(quality <= ceiling)
    if let best = oracle.apgr.estimate?.estimate, let apgr = metrics.apgr.estimate?.estimate,
      sample.golden.curve(sample.scores).totalGain > 0
    {
      #expect(apgr <= best + 1e-12)
    }
  }
}
