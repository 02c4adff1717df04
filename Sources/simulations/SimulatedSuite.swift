import EvalCore
import EvalStatistics

/// A golden made of chance, with a router before and after a change, judged by one gate.
struct SimulatedSuite: Sendable {
  var traces: Int
  /// How many levels each of the three labels has.
  var levels = [4, 4, 10]
  /// How many queries stand together and change together.
  var clusterSize = 1
  /// The share of clusters whose route changes and whose quality differs.
  var discordance: Double
  /// How much of the changes in all traces is for the worse: ½ is no change.
  var shareOfLosses = 0.5
  /// A loss planted in the first level of the first label, made up for in the rest.
  var planted: (share: Double, loss: Double)?
  var scope: GateSpec.Scope
  var margin: Double

  /// What a simulated run came to.
  struct Outcome {
    var verdict: Verdict
    /// Whether the cohort with the planted loss was blamed.
    var foundPlanted: Bool
  }

  /// Runs the gate on a suite made from a seed.
  func run(seed: UInt64) -> Outcome {
    var random = SplitMix64(seed: seed)
    func unit() -> Double { Double(random.next() >> 11) * 0x1p-53 }
    var changes = [Int](repeating: 0, count: traces)
    var codes = levels.map { _ in [Int32](repeating: 0, count: traces) }
    for trace in 0..<traces {
      let isFirst = trace % clusterSize == 0
      for label in levels.indices {
        codes[label][trace] =
          isFirst || label > 0 ? level(label, unit()) : codes[label][trace - 1]
      }
      let draw = (unit(), unit(), unit())
      changes[trace] =
        isFirst ? change(codes[0][trace], draw) : changes[trace - 1]
    }
    let golden = golden(changes, codes)
    return judge(golden, changes)
  }

  private func level(_ label: Int, _ draw: Double) -> Int32 {
    guard label == 0, let planted else { return Int32(draw * Double(levels[label])) }
    if draw < planted.share { return 0 }
    let rest = (draw - planted.share) / (1 - planted.share)
    return 1 + Int32(rest * Double(levels[label] - 1))
  }

  /// Draws what a query's quality changes by: −1, 0 or 1.
  private func change(_ level: Int32, _ draw: (Double, Double, Double)) -> Int {
    if draw.0 < discordance { return draw.1 < shareOfLosses ? -1 : 1 }
    guard let planted else { return 0 }
    if level == 0 { return draw.2 < planted.loss ? -1 : 0 }
    return draw.2 < planted.loss * planted.share / (1 - planted.share) ? 1 : 0
  }

  private func golden(_ changes: [Int], _ codes: [[Int32]]) -> Golden {
    let labels = levels.enumerated().map { label, count in
      LabelColumn(name: "l\(label)", levels: (0..<count).map { "v\($0)" }, codes: codes[label])
    }
    return SimulatedGolden.make(
      weak: changes.map { $0 < 0 ? 1_000_000 : 0 }, strong: changes.map { $0 > 0 ? 1_000_000 : 0 },
      labels: labels, clusterSize: clusterSize)
  }

  private func judge(_ golden: Golden, _ changes: [Int]) -> Outcome {
    let names = scope == .all ? [] : golden.labels.map(\.name)
    let partitions = CohortPartition.partitions(of: golden, by: names)
    let pool = ModelPool(golden: golden, names: golden.models)
    let now = Decisions(models: changes.map { $0 == 0 ? 0 : 1 })
    let before = Decisions(models: [UInt8](repeating: 0, count: golden.count))
    let suite = Suite(
      name: "simulated", summary: nil, file: "", golden: "", ladder: golden.models,
      cohorts: names, seed: 1, onInconclusive: .warn, showsRouteLLMCompat: false, routers: [],
      gates: [
        GateSpec(
          metric: .quality, routers: .every, scope: scope, condition: .maxDrop(.absolute(margin)),
          line: 1)
      ], sha256: "")
    let builder = ComparisonBuilder(golden: golden, pool: pool, partitions: partitions)
    let results = GateJudge(
      suite: suite, routers: [report(golden, pool, partitions, now)],
      baseline: .replays([builder.pair("r", now, with: before)]), peers: [:],
      partitions: partitions,
      streams: TestStreams(seed: 1) { _ in Philox4x32(key: SIMD2(0x5eed, 0xf11b)) },
      today: "2026-01-01"
    ).judge()
    return Outcome(
      verdict: GateResult.conclude(results).verdict,
      foundPlanted: results.contains {
        $0.verdict == .failed && $0.cohort.description == "l0=v0"
      })
  }

  private func report(
    _ golden: Golden, _ pool: ModelPool, _ partitions: [CohortPartition], _ decisions: Decisions
  ) -> RouterReport {
    let reporter = RouterReporter(
      golden: golden, pool: pool, partitions: partitions, showsRouteLLMCompat: false)
    let traces = reporter.routed(decisions)
    return reporter.report(
      RouterSpec(name: "r", kind: .oracle, why: nil, line: 1), traces: traces,
      metrics: partitions.indices.map { reporter.metrics(of: traces, partition: $0) },
      threshold: nil,
      references: reporter.references(
        ReferenceRouters.Fixed.allCases.map { reporter.metrics(of: $0) }))
  }
}
