import EvalCore
import EvalStore
import EvalSystem
import Foundation

/// Runs that the tests save: a small golden, three routers, gates of several kinds.
enum SampleRun {
  /// How a sample differs from the usual one.
  struct Options {
    var id = "01J-sample-a"
    var suite = "mtbench"
    var seed: UInt64 = 20_240_617
    var traces = 40
    var hasTokens = true
    var weights = false
    var tags: [String: String] = [:]
    var git: RunReport.GitState?
  }

  /// The run with the usual options.
  static let usual = make(Options())

  /// Returns the usual run under another id, of another suite.
  static func named(_ id: String, suite: String = "mtbench") -> StoredRun {
    var run = usual
    run.id = id
    run.report.suite = suite
    return run
  }

  /// Returns a run that depends on nothing but its options.
  static func make(_ options: Options) -> StoredRun {
    var random = SeededRandom(options.seed)
    let golden = golden(options, &random)
    let pool = ModelPool(golden: golden, names: ["weak", "strong"])
    let decisions = decisions(of: golden, pool, &random)
    let report = report(options, golden: golden, &random)
    let document = document(of: report)
    return StoredRun(
      id: options.id, startedAt: "2026-01-02T03:04:05Z", durationMS: 12.5,
      // As it is read back: figures have twelve digits there.
      report: decode(document), document: document,
      traces: RunTraces(
        recording: Recording(
          golden: golden, pool: pool, pricesSHA256: report.comparability.pricesSHA256),
        routers: zip(routers, decisions).map {
          RunTraces.Router(name: $0.name, decisions: $1)
        }))
  }

  /// The routers' names and kinds.
  private static let routers = [("mf", "signal"), ("weak", "constant"), ("oracle", "oracle")]
    .map { (name: $0.0, kind: $0.1) }

  /// Returns a run's JSON document as the reports write it.
  static func document(of report: RunReport) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(report) else { return [] }
    return Array(data) + [UInt8(ascii: "\n")]
  }

  private static func decode(_ document: [UInt8]) -> RunReport {
    guard let report = try? JSONDecoder().decode(RunReport.self, from: Data(document)) else {
      preconditionFailure("a report reads back as itself")
    }
    return report
  }

  private static func golden(_ options: Options, _ random: inout SeededRandom) -> Golden {
    let count = options.traces
    func outcomes(_ low: Int64) -> OutcomeColumns {
      var columns = OutcomeColumns(
        quality: (0..<count).map { _ in (low + Int64(random.below(8))) * 500_000 })
      columns.latency = (0..<count).map { _ in Int64(random.below(9_000_000)) }
      guard options.hasTokens else { return columns }
      columns.inputTokens = (0..<count).map { _ in Int64(random.below(900)) }
      columns.outputTokens = (0..<count).map { _ in Int64(random.below(500)) }
      return columns
    }
    return Golden(
      name: "mtbench", scale: QualityScale(min: 1, max: 10), models: ["weak", "strong"],
      prices: [price(600_000), price(10_000_000)],
      ids: TextColumn((0..<count).map { String(format: "%04d-%d", $0 / 2, $0 % 2 + 1) }),
      clusters: (0..<count).map { Int32($0 / 2) }, clusterCount: (count + 1) / 2,
      weights: options.weights ? (0..<count).map { Int64($0 % 3 + 1) } : nil,
      labels: [
        LabelColumn(
          name: "category", levels: ["coding", "math", "writing"],
          codes: (0..<count).map { Int32($0 / 2 % 3) }),
        LabelColumn(name: "turn", levels: ["1", "2"], codes: (0..<count).map { Int32($0 % 2) }),
      ],
      outcomes: [outcomes(4), outcomes(12)], signals: [], messages: nil,
      sha256: SHA256.hex(SHA256.digest("golden \(options.seed) \(count) \(options.hasTokens)")))
  }

  private static func price(_ pico: Int64) -> ModelPrice {
    ModelPrice(inputPicoUSD: pico, outputPicoUSD: pico * 3, priced: "2024-06-17")
  }

  private static func decisions(
    of golden: Golden, _ pool: ModelPool, _ random: inout SeededRandom
  ) -> [Decisions] {
    let scores = (0..<golden.count).map { _ in random.unit() }
    return [
      Decisions(scores: scores, threshold: 0.5, strong: 1, weak: 0),
      Decisions(models: Array(repeating: 0, count: golden.count)),
      Decisions(
        models: (0..<golden.count).map { pool.quality[1][$0] > pool.quality[0][$0] ? 1 : 0 }),
    ]
  }

  /// Returns a report as its JSON document gives it: figures that nobody computed will do here.
  private static func report(
    _ options: Options, golden: Golden, _ random: inout SeededRandom
  ) -> RunReport {
    var report = RunReport(
      suite: options.suite, suiteFile: "suites/\(options.suite)/suite.yaml", verdict: .failed,
      exitCode: .failed, tool: "0.1.0",
      golden: RunReport.GoldenSummary(
        name: golden.name, sha256: golden.sha256, traces: golden.count,
        clusters: golden.clusterCount, qualityMin: 1, qualityMax: 10, models: golden.models),
      comparability: Comparability(
        goldenSHA256: golden.sha256, suiteSHA256: SHA256.hex(SHA256.digest(options.suite)),
        pricesSHA256: SHA256.hex(SHA256.digest("prices")), seed: options.seed),
      routers: decode(
        routers.map { SampleReport.router($0.name, kind: $0.kind, traces: golden.count, &random) }),
      gates: decode(SampleReport.gates), comparison: [], warnings: ["a warning"])
    report.run = options.id
    report.tags = options.tags
    report.git = options.git
    return report
  }

  private static func decode<Value: Decodable>(_ object: Any) -> Value {
    guard let data = try? JSONSerialization.data(withJSONObject: object),
      let value = try? JSONDecoder().decode(Value.self, from: data)
    else { preconditionFailure("the sample is not a \(Value.self)") }
    return value
  }
}
