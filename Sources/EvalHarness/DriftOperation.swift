package import EvalCore
import EvalStatistics
import EvalSystem
import EvalTraces

/// Compares a golden with what users send.
package struct DriftOperation: Sendable {
  private let options: DriftOptions

  package init(_ options: DriftOptions) {
    self.options = options
  }

  /// Compares, judges and forecasts.
  ///
  /// - Parameter folder: The golden's folder.
  /// - Returns: The report with its verdict.
  /// - Throws: `ProblemReport` where golden, traffic, suite or an option cannot be used, or there
  ///   is nothing to compare.
  package func run(_ folder: String) throws -> DriftReport {
    let map = try TrafficMap(parsing: options.map)
    let traffic = try TrafficReader(map: map, format: options.format).read(options.traffic)
    let golden = try GoldenReader(jobs: options.jobs).read(folder).golden
    let policies =
      try options.suite.map {
        try DriftPolicies(suite: $0, golden: golden, folder: folder, jobs: options.jobs)
      } ?? DriftPolicies(golden: golden)
    let hard = try hard(golden)
    let model = try model(golden, policies.pool)
    let known = QuerySample(golden: golden, model: model)
    var report = try compare(known, traffic, golden)
    let compared = Set(report.features.map(\.feature))
    if compared.contains(QuerySample.inputTokens) || compared.contains(QuerySample.outputTokens) {
      report.model = model
    }
    report.mixes = traffic.labels.compactMap { label in
      golden.label(named: label.name).map {
        ExpectedMix(
          $0, traffic: label, golden: golden, policies: policies.policies,
          trafficClusters: traffic.clusters)
      }
    }
    if policies.pool.names.count > 1 || hard != .strongIsBetter {
      report.difficulty = DifficultyMix(
        hard, golden: golden, pool: policies.pool, policies: policies.policies,
        traffic: traffic.labels)
    }
    report.notes = [policies.note] + (known.weights.map(Self.note(ofWeights:)).map { [$0] } ?? [])
    return report
  }

  private func compare(
    _ known: QuerySample, _ traffic: QuerySample, _ golden: Golden
  ) throws -> DriftReport {
    let limits = DriftLimits()
    let comparison = DriftComparison(
      golden: known, traffic: traffic, limits: limits,
      streams: TestStreams.keyed(seed: options.seed))
    let features = comparison.features
    let skipped = comparison.skipped.map { explain($0, known) }
    guard !features.isEmpty else {
      let reasons = skipped.map { "\($0.feature): \($0.reason)" }
      throw ProblemReport(
        file: options.traffic,
        message: "has nothing that can be compared with \(golden.name) ("
          + reasons.joined(separator: "; ") + ")")
    }
    let tests = Parallel.map(count: features.count, jobs: options.jobs) {
      comparison.test(features[$0])
    }
    var report = DriftReport(
      golden: DriftReport.GoldenSide(golden),
      traffic: DriftReport.TrafficSide(
        file: options.traffic, rows: traffic.count,
        clusters: traffic.clusters.map { Set($0).count }),
      seed: options.seed, limits: limits, features: comparison.judge(tests.compactMap { $0 }))
    report.skipped = skipped
    return report
  }

  /// Adds to why a feature is left out what would bring it in.
  private func explain(
    _ skipped: DriftComparison.Skipped, _ known: QuerySample
  ) -> DriftComparison.Skipped {
    var skipped = skipped
    if !known.features.contains(skipped.feature) {
      skipped.reason += Suggestion.clause(for: skipped.feature, among: known.features)
    } else if skipped.feature == QuerySample.promptLength {
      skipped.reason += "; map it with --map prompt=COLUMN or prompt_length=COLUMN"
    } else {
      skipped.reason += "; map it with --map \(skipped.feature)=COLUMN"
    }
    return skipped
  }

  private func hard(_ golden: Golden) throws(ProblemReport) -> DifficultyMix.Hard {
    guard let text = options.hard else { return .strongIsBetter }
    let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      .map(String.init)
    let place = "--hard \(text)"
    guard halves.count == 2, !halves[0].isEmpty else {
      throw ProblemReport(file: place, message: "write it as LABEL=LEVEL, such as difficulty=hard")
    }
    guard let label = golden.label(named: halves[0]) else {
      let names = golden.labels.map(\.name)
      let clause = Suggestion.clause(for: halves[0], among: names)
      throw ProblemReport(
        file: place,
        message: "the golden has no label `\(halves[0])`\(clause);"
          + (names.isEmpty ? " it has none" : " it has \(names.joined(separator: ", "))"))
    }
    guard label.levels.contains(halves[1]) else {
      let clause = Suggestion.clause(for: halves[1], among: label.levels)
      throw ProblemReport(
        file: place, message: "no trace of the golden has \(label.name) `\(halves[1])`\(clause)")
    }
    return .level(Cohort.Label(name: halves[0], level: halves[1]))
  }

  /// The model whose tokens are compared; nil where none has tokens.
  private func model(_ golden: Golden, _ pool: ModelPool) throws(ProblemReport) -> String? {
    func hasTokens(_ name: String) -> Bool {
      guard let index = golden.models.firstIndex(of: name) else { return false }
      return golden.outcomes[index].inputTokens != nil
        || golden.outcomes[index].outputTokens != nil
    }
    guard let name = options.model else { return pool.names.last(where: hasTokens) }
    guard golden.models.contains(name) else {
      throw ProblemReport(
        file: "--model \(name)",
        message: "the golden has no such model"
          + Suggestion.clause(for: name, among: golden.models)
          + "; it has \(golden.models.joined(separator: ", "))")
    }
    guard hasTokens(name) else {
      throw ProblemReport(
        file: "--model \(name)", message: "the golden has no tokens of this model")
    }
    return name
  }

  private static func note(ofWeights weights: [Int64]) -> String {
    "the golden's weights count in every comparison: its \(weights.count) queries tell as much as"
      + " \(Int(EffectiveSize.kish(weights))) of equal weight (Kish)"
  }
}
