package import EvalCore
import EvalRouters
import EvalSuites
import EvalSystem
import EvalTraces

/// A suite with its golden read, its routers asked, and everything measured: no baseline, no
/// gates, nothing written yet.
package struct Evaluation: Sendable {
  package var suite: Suite
  package var golden: Golden
  package var pool: ModelPool
  package var partitions: [CohortPartition]
  /// The routers that ran, in suite order.
  package var routers: [RouterSpec]
  /// What each of them decided.
  package var decisions: [Decisions]
  /// For each of them the traces that went to the strong model for want of a valid answer.
  package var fallenBack: [[Int]]
  /// Which branch each of them took on every trace; nil for a router without branches.
  package var branches: [BranchColumn?]
  /// What each of them decided before it handed queries over; nil where it handed none.
  package var primary: [Decisions?]
  package var reports: [RouterReport]
  /// What each model of the ladder comes to alone.
  package var models: [ModelReport]
  package var comparability: Comparability
  /// What a reader should know about the data and the suite.
  package var warnings: [String]

  /// Reads a suite and its goldens and runs its routers.
  ///
  /// - Parameters:
  ///   - suite: The suite.
  ///   - names: The routers to run; all where empty.
  ///   - jobs: The number of threads.
  /// - Throws: `ProblemReport` where the suite does not fit its golden, or a router breaks.
  package init(_ suite: Suite, routers names: [String], jobs: Int) throws {
    let routers = try Self.select(names, of: suite)
    let reading = try GoldenReader(jobs: jobs).read(suite.golden)
    let golden = suite.part.map { reading.golden.part($0) } ?? reading.golden
    guard golden.count > 0 else {
      throw ProblemReport(
        file: suite.file, keyPath: "part",
        message: "no trace of the golden \(golden.name) falls into this half")
    }
    try SuiteFit.check(suite, golden: golden)
    let pool = ModelPool(golden: golden, names: suite.ladder)
    let runner = RouterRunner(
      suite: suite, field: RouterRunner.Field(golden: golden, pool: pool),
      calibration: try Self.calibrationFields(of: suite, jobs: jobs))
    let partitions = CohortPartition.partitions(
      of: golden, by: suite.cohorts, gated: suite.gatedCohorts)
    let reporter = RouterReporter(
      golden: golden, pool: pool, partitions: partitions,
      showsRouteLLMCompat: suite.showsRouteLLMCompat,
      isSecondHalf: suite.cohorts.isEmpty ? nil : golden.secondHalf)
    let imitated = Set(routers.compactMap(\.imitates))
    let asked = try RouterQueue(
      suite.routers, wanted: routers + suite.routers.filter { imitated.contains($0.name) }
    ).ask(runner, jobs: jobs)
    let answers = routers.compactMap { asked[$0.name] }
    self.suite = suite
    self.golden = golden
    self.pool = pool
    self.partitions = partitions
    self.routers = routers
    self.decisions = answers.map(\.decisions)
    self.fallenBack = answers.map(\.fallenBack)
    self.branches = answers.map(\.branches)
    self.primary = answers.map(\.primary)
    self.reports = Self.reports(
      routers, answers, imitated: routers.map { $0.imitates.flatMap { asked[$0]?.decisions } },
      reporter: reporter, partitions: partitions.count, jobs: jobs)
    for (index, answer) in answers.enumerated() {
      self.reports[index].faults = answer.faults
      self.reports[index].routerLatency = answer.latency
      self.reports[index].deciding = answer.deciding(weights: golden.weights)
      self.reports[index].imitates = routers[index].imitates
    }
    self.comparability = Comparability(
      goldenSHA256: golden.sha256, outcomesSHA256: golden.outcomesSHA256, suiteSHA256: suite.sha256,
      pricesSHA256: PriceHash.sha256(of: golden, models: suite.ladder), seed: suite.seed)
    self.models = ModelReport.all(pool, golden: golden)
    let ladder = LadderWarnings(models, golden: golden)
    self.warnings =
      GoldenLint(golden).warnings(ladder: suite.ladder, wrongTotals: reading.wrongTotals)
      .map(\.text) + Self.split(reading.golden, suite.part) + ladder.reversed + ladder.dominated
      + reports.compactMap(ladder.collapse)
      + Self.warnings(about: suite, reports: reports) + answers.flatMap(\.warnings)
      + Self.warnings(ofUnreported: asked, wanted: routers, suite)
  }

  /// What is worth knowing of routers that only others asked.
  private static func warnings(
    ofUnreported asked: [String: RouterRunner.Answer], wanted: [RouterSpec], _ suite: Suite
  ) -> [String] {
    suite.routers.flatMap { router -> [String] in
      guard let answer = asked[router.name], !wanted.contains(where: { $0.name == router.name })
      else { return [] }
      return answer.warnings
        + [
          answer.faults?.warning(about: router.name, of: router.kind.name),
          answer.unusable?.warning(about: router.name, of: answer.decisions.models.count),
        ].compactMap { $0 }
    }
  }

  /// What to know of a half that holds turns or paraphrases of what is in the other one.
  static func split(_ whole: Golden, _ part: GoldenPart?) -> [String] {
    guard part != nil else { return [] }
    let split = whole.splitClusters
    guard split > 0 else { return [] }
    return [
      "\(split) of \(whole.clusterCount) clusters have traces in both halves of \(whole.name): what"
        + " was learned or fitted on one half looks better on the other than it is"
    ]
  }

  /// What one piece of the preparation yields.
  private enum Piece: Sendable {
    case routed(RoutedTraces)
    case metrics([MetricSet])

    var routed: RoutedTraces? {
      if case .routed(let traces) = self { return traces }
      return nil
    }

    var metrics: [MetricSet]? {
      if case .metrics(let metrics) = self { return metrics }
      return nil
    }
  }

  /// Shares the measuring among threads, piece by piece.
  private static func reports(
    _ routers: [RouterSpec], _ answers: [RouterRunner.Answer], imitated: [Decisions?],
    reporter: RouterReporter, partitions: Int, jobs: Int
  ) -> [RouterReport] {
    let fixed = ReferenceRouters.Fixed.allCases
    let prepared = Parallel.map(count: routers.count + fixed.count, jobs: jobs) { index -> Piece in
      index < routers.count
        ? .routed(reporter.routed(answers[index].decisions, imitated: imitated[index]))
        : .metrics([reporter.metrics(of: fixed[index - routers.count])])
    }
    let routed = prepared.compactMap(\.routed)
    let measured = Parallel.map(count: routers.count * partitions, jobs: jobs) { index in
      reporter.metrics(of: routed[index / partitions], partition: index % partitions)
    }
    let references = reporter.references(prepared.compactMap { $0.metrics?[0] })
    return Parallel.map(count: routers.count, jobs: jobs) { index in
      let first = index * partitions
      return reporter.report(
        routers[index], traces: routed[index],
        metrics: Array(measured[first..<(first + partitions)]),
        threshold: answers[index].threshold, branches: answers[index].branches,
        references: references)
    }
  }

  private static func select(_ names: [String], of suite: Suite) throws -> [RouterSpec] {
    let known = suite.routers.map(\.name)
    let unknown = names.filter { !known.contains($0) }
    guard unknown.isEmpty else {
      throw ProblemReport(
        unknown.map { name in
          Problem(
            file: suite.file,
            message: "has no router `\(name)`\(Suggestion.clause(for: name, among: known));"
              + " it has \(known.joined(separator: ", "))")
        })
    }
    return names.isEmpty ? suite.routers : suite.routers.filter { names.contains($0.name) }
  }

  /// Reads the goldens that thresholds are fitted on.
  ///
  /// - Parameters:
  ///   - suite: The suite.
  ///   - except: One that is at hand already; nil for none.
  ///   - jobs: The number of threads.
  /// - Returns: The goldens by folder.
  /// - Throws: `ProblemReport` where one cannot be read, or lacks a model of the suite.
  static func calibrationFields(
    of suite: Suite, except: String? = nil, jobs: Int
  ) throws -> [String: RouterRunner.Field] {
    var fields: [String: RouterRunner.Field] = [:]
    for router in suite.routers {
      guard let folder = router.kind.threshold?.calibrateOn, folder != except,
        fields[folder] == nil
      else { continue }
      guard FileBytes.isFolder(folder) else {
        throw ProblemReport(
          file: suite.file, line: router.line, keyPath: "router \(router.name)",
          message: "calibrate_on: there is no folder \(folder)")
      }
      let golden = try GoldenReader(jobs: jobs).read(folder).golden
      let absent = suite.ladder.filter { !golden.models.contains($0) }
      guard absent.isEmpty else {
        throw ProblemReport(
          file: suite.file, line: router.line, keyPath: "router \(router.name)",
          message: "calibrate_on: \(golden.name) has no model \(absent.joined(separator: ", "))")
      }
      fields[folder] = RouterRunner.Field(
        golden: golden, pool: ModelPool(golden: golden, names: suite.ladder))
    }
    return fields
  }

  private static func warnings(about suite: Suite, reports: [RouterReport]) -> [String] {
    var warnings: [String] = []
    if suite.gates.isEmpty { warnings.append("the suite has no gates: nothing can turn it red") }
    for report in reports where report.threshold?.fittedHere == true {
      warnings.append(
        "\(report.name): its threshold was fitted on the data it is judged on"
          + " (name another golden in calibrate_on)")
    }
    warnings += reports.flatMap(ThresholdWarnings.warnings)
    warnings += reports.compactMap { $0.faults?.warning(about: $0.name, of: $0.kind) }
    warnings += reports.compactMap {
      $0.deciding?.unusable?.warning(about: $0.name, of: $0.traces)
    }
    return warnings
  }
}

extension Suite {
  /// The cohorts that gates name.
  var gatedCohorts: [Cohort] {
    gates.compactMap { gate in
      if case .cohort(let cohort) = gate.scope { return cohort }
      return nil
    }
  }
}
