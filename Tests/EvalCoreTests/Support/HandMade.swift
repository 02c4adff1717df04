import EvalStatistics

@testable import EvalCore

/// A golden made by hand, its traces named `t0000`, `t0001`, ….
struct HandMade {
  /// The models, cheapest first.
  var models = ["weak", "strong"]
  /// For each model its qualities in raw points.
  var quality: [[Double]]
  var scale = QualityScale(min: 0, max: 1)
  /// For each trace its cluster, by any number; nil for clusters of one.
  var clusters: [Int]?
  var weights: [Int64]?
  /// For each label the level of every trace.
  var labels: [(name: String, levels: [String])] = []
  /// For each model the cost of every call in 1e-9 USD.
  var costs: [[Int64]?] = []
  /// For each model the latency of every call in µs.
  var latencies: [[Int64]?] = []
  var signals: [SignalColumn] = []

  init(weak: [Double], strong: [Double]) {
    quality = [weak, strong]
  }

  init(models: [String], quality: [[Double]]) {
    self.models = models
    self.quality = quality
  }

  /// Traces on which the strong model is better by these many points: 1, 0 or -1.
  init(gaps: [Int]) {
    quality = [gaps.map { $0 < 0 ? 1 : 0 }, gaps.map { $0 > 0 ? 1 : 0 }]
  }

  var count: Int { quality[0].count }

  var golden: Golden {
    let ids = TextColumn((0..<count).map(Self.id))
    var outcomes = quality.map { column in
      OutcomeColumns(
        quality: column.map { Int64(($0 * Double(scale.unitsPerPoint)).rounded()) })
    }
    for (model, costs) in costs.enumerated() { outcomes[model].recordedCost = costs }
    for (model, latencies) in latencies.enumerated() { outcomes[model].latency = latencies }
    let (numbers, clusterCount) = Self.number(clusters ?? Array(0..<count))
    return Golden(
      name: "made-by-hand", scale: scale, models: models, prices: models.map { _ in nil },
      ids: ids, clusters: numbers, clusterCount: clusterCount, weights: weights,
      labels: labels.map(Self.column).sorted { $0.name < $1.name }, outcomes: outcomes,
      signals: signals, messages: nil)
  }

  static func id(_ trace: Int) -> String {
    let digits = String(trace)
    return "t" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Numbers clusters in the order of their first trace.
  private static func number(_ clusters: [Int]) -> ([Int32], Int) {
    var known: [Int: Int32] = [:]
    let numbers = clusters.map { cluster -> Int32 in
      if let number = known[cluster] { return number }
      let number = Int32(known.count)
      known[cluster] = number
      return number
    }
    return (numbers, known.count)
  }

  static func column(_ label: (name: String, levels: [String])) -> LabelColumn {
    let levels = Set(label.levels).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let codes = label.levels.map { Int32(levels.firstIndex(of: $0) ?? 0) }
    return LabelColumn(name: label.name, levels: levels, codes: codes)
  }
}

extension Golden {
  /// The models as a suite's ladder, in the golden's order.
  var ladder: ModelPool { ModelPool(golden: self, names: models) }

  /// Decisions by score between the ends of the ladder.
  func decide(_ scores: [Double], threshold: Double) -> Decisions {
    Decisions(scores: scores, threshold: threshold, strong: ladder.strong, weak: ladder.weak)
  }

  /// Decisions for one model throughout.
  func always(_ model: Int) -> Decisions {
    Decisions(models: [UInt8](repeating: UInt8(model), count: count))
  }

  func routed(_ decisions: Decisions) -> RoutedTraces {
    RoutedTraces(pool: ladder, scale: scale, weights: weights, decisions: decisions)
  }

  /// The metrics over all traces.
  func metrics(_ decisions: Decisions) -> MetricSet {
    RouterEvaluation.metrics(of: routed(decisions), over: .all(of: self))[0]
  }

  /// The curve over all traces.
  func curve(_ scores: [Double]) -> RoutingCurve {
    let traces = routed(decide(scores, threshold: 0))
    return RoutingCurve(traces.ranking.order[...], in: traces)
  }

  /// Compares decisions on these traces.
  var comparisons: ComparisonBuilder {
    ComparisonBuilder(
      golden: self, pool: ladder,
      partitions: CohortPartition.partitions(of: self, by: labels.map(\.name)))
  }

  /// The report of one router, over all labels and their pairs.
  func report(
    _ decisions: Decisions, cohorts: [String]? = nil, compat: Bool = false
  ) -> RouterReport {
    let partitions = CohortPartition.partitions(of: self, by: cohorts ?? labels.map(\.name))
    let reporter = RouterReporter(
      golden: self, pool: ladder, partitions: partitions, showsRouteLLMCompat: compat)
    let traces = reporter.routed(decisions)
    return reporter.report(
      RouterSpec(
        name: "r", kind: .signal(name: "s", threshold: Threshold(.value(0.5))), why: nil, line: 1),
      traces: traces,
      metrics: partitions.indices.map { reporter.metrics(of: traces, partition: $0) },
      threshold: nil,
      references: reporter.references(
        ReferenceRouters.Fixed.allCases.map { reporter.metrics(of: $0) }))
  }
}

extension TestStreams {
  /// Streams for tests, with one key for all labels.
  static let test = TestStreams(seed: 1) { _ in Philox4x32(key: SIMD2(1, 2)) }
}

extension ComparisonBuilder {
  func compare(_ name: String, _ decisions: Decisions, with other: Decisions) -> RouterComparison {
    compare(scanned(pair(name, decisions, with: other), streams: .test))
  }

  func compare(
    _ name: String, _ decisions: Decisions, with router: BaselineRun.Router,
    of baseline: BaselineRun
  ) -> RouterComparison {
    compare(scanned(pair(name, decisions, with: router, of: baseline), streams: .test))
  }
}
