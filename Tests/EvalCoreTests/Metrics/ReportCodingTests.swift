import Foundation
import Testing

@testable import EvalCore

/// What is written in JSON comes back, and never holds a number that JSON has not.
struct ReportCodingTests {
  private func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private func back<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(try json(value).utf8))
  }

  @Test(arguments: [
    (Measured.value(Estimate(0.25)), #"{"estimate":0.25}"#),
    (.undefined("why"), #"{"undefined":"why"}"#),
    (
      .value(Estimate(1, low: .value(0.5), high: .undefined("w"), raw: 9.1, status: .reportOnly)),
      #"{"estimate":1,"high":{"undefined":"w"},"low":0.5,"raw":9.1,"status":"report_only"}"#
    ),
  ])
  func `a measured value has the shape of the contract`(measured: Measured, text: String) throws {
    #expect(try json(measured) == text)
    #expect(try back(measured) == measured)
  }

  @Test(arguments: [Bound.value(-0.125), .value(0), .undefined("a \"reason\"")])
  func `a bound comes back`(bound: Bound) throws {
    #expect(try back([bound]) == [bound])
  }

  @Test func `figures are written with twelve digits`() throws {
    #expect(try json(Measured.value(Estimate(1.0 / 3))) == #"{"estimate":0.333333333333}"#)
    #expect(try json([Bound.value(2.0 / 3)]) == "[0.666666666667]")
  }

  @Test func `a table of CPTs comes back`() throws {
    let entry = CPTTable.Entry(
      first: .value(Estimate(0.25)), sustained: .undefined("not reached"), low: .value(0.125),
      high: .undefined("no"))
    let table = CPTTable(entries: [entry, entry, entry, entry])
    #expect(try back(table) == table)
    #expect(
      try json(table).hasPrefix(
        #"{"20":{"first":0.25,"high":{"undefined":"no"},"low":0.125,"sustained":{"undefined":"#))
    #expect(try back(CPTTable(undefined: "w")) == CPTTable(undefined: "w"))
    #expect(try json(CPTTable(undefined: "w")) == #"{"undefined":"w"}"#)
  }

  @Test func `a level that is not in the table says so`() {
    #expect(CPTTable(entries: [])[50].first == .undefined("not measured"))
    #expect(CPTTable(undefined: "w")[33].low == .undefined("w"))
  }

  @Test func `a cohort is a mapping from label to level`() throws {
    let cohort = Cohort([.init(name: "category", level: "math"), .init(name: "turn", level: "1")])
    #expect(try json(cohort) == #"{"category":"math","turn":"1"}"#)
    #expect(try back(cohort) == cohort)
    #expect(try json(Cohort.all) == "{}")
    #expect(try back(Cohort.all) == .all)
  }

  @Test(arguments: [
    RouteLLMCompat.undefined("w"),
    .figures(.init(auc: 8.798177, apgr: 0.5, cpt: ["20": 15.19, "50": 34.44, "80": 77.57])),
  ])
  func `RouteLLM's figures come back`(compat: RouteLLMCompat) throws {
    #expect(try back(compat) == compat)
  }

  @Test func `an entry of the references comes back`() throws {
    #expect(try back(ReferenceEntry.undefined("w")) == .undefined("w"))
    let empty = ReferenceEntry.metrics(.empty("w"))
    #expect(try back(empty) == empty)
  }

  private func run(_ router: RouterReport, golden: Golden) -> RunReport {
    var report = RunReport(
      suite: "s", suiteFile: "suites/s/suite.yaml", verdict: .inconclusive, exitCode: .inconclusive,
      tool: "0.1.0",
      golden: RunReport.GoldenSummary(
        name: golden.name, sha256: "ab", traces: golden.count, clusters: golden.clusterCount,
        qualityMin: golden.scale.min, qualityMax: golden.scale.max, models: golden.models),
      comparability: Comparability(
        goldenSHA256: "ab", suiteSHA256: "cd", pricesSHA256: "ef", seed: .max),
      routers: [router], gates: [gate], comparison: [comparison(golden)], warnings: ["w"])
    report.run = "run-1"
    report.startedAt = "2026-01-02T03:04:05Z"
    report.durationMS = 12.5
    report.git = RunReport.GitState(commit: "c0ffee", branch: nil, dirty: true)
    report.tags = ["k": "v"]
    report.gatesLeftOut = 2
    report.baseline = RunReport.BaselineSummary(
      ref: "r", comparable: false, differences: ["d"], events: ["e"])
    return report
  }

  private var gate: GateResult {
    GateResult(
      router: "r", metric: .cpt50Sustained, model: nil,
      cohort: Cohort([.init(name: "a", level: "b")]), verdict: .failed, isBlocking: true,
      requirement: "at most 0.5", value: .undefined("w"), limit: 0.5, isRelativeLimit: false,
      comparedWith: "baseline", reason: "why", why: nil,
      waived: GateSpec.Waiver(until: "2027-01-31", reason: "because"), onInconclusive: .warn,
      line: 7)
  }

  private func comparison(_ golden: Golden) -> RouterComparison {
    golden.comparisons.compare("r", golden.always(1), with: golden.always(0))
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `a whole run comes back, byte for byte`(seed: UInt64) throws {
    let sample = SampleGolden(seed: seed)
    let report = run(
      sample.golden.report(sample.decisions, compat: true), golden: sample.golden)
    let text = try json(report)
    let again = try JSONDecoder().decode(RunReport.self, from: Data(text.utf8))
    #expect(try json(again) == text)
    #expect(again.comparability == report.comparability)
    #expect(again.gates == report.gates)
    #expect(again.golden == report.golden)
  }

  /// Goldens at the edges, beside the drawn ones.
  private static let edges: [SampleGolden] = {
    let one = SampleGolden(seed: 3, traces: 1...1)
    var tied = SampleGolden(seed: 4)
    tied.scores = tied.scores.map { _ in 0 }
    var equal = SampleGolden(seed: 5)
    equal.made.quality[1] = equal.made.quality[0]
    var heavy = SampleGolden(seed: 6, traces: 5...5)
    heavy.made.weights = [1_000_000, 1, 1, 1, 1]
    heavy.made.clusters = nil
    var free = SampleGolden(seed: 7, traces: 9...9)
    free.made.costs = [[Int64](repeating: 0, count: 9), [Int64](repeating: 0, count: 9)]
    return [one, tied, equal, heavy, free]
  }()

  @Test func `no report holds a number that is not finite`() throws {
    let samples = (1...30).map { SampleGolden(seed: $0) } + Self.edges
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "+infinite", negativeInfinity: "-infinite", nan: "not a number")
    for sample in samples {
      let golden = sample.golden
      let report = run(golden.report(sample.decisions, compat: true), golden: golden)
      let text = String(decoding: try encoder.encode(report), as: UTF8.self)
      #expect(!text.contains("infinite") && !text.contains("not a number"))
      #expect(!text.contains("null"))
    }
  }
}
