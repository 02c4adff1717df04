import EvalCore
import EvalReports
import EvalStore

/// Compares an evaluation with its baseline, judges the gates, and puts the report together.
struct Judgement {
  private let evaluation: Evaluation
  private let baseline: BaselineRun?
  private let wantsBaseline: Bool
  private let today: String

  init(_ evaluation: Evaluation, baseline: BaselineRun?, wantsBaseline: Bool, today: String) {
    self.evaluation = evaluation
    self.baseline = baseline
    self.wantsBaseline = wantsBaseline
    self.today = today
  }

  /// The report, without what only a stored run has: id, times, git.
  var report: RunReport {
    let suite = evaluation.suite
    let golden = evaluation.golden
    let builder = ComparisonBuilder(
      golden: golden, pool: evaluation.pool, partitions: evaluation.partitions)
    let pairs = pairs(builder)
    let comparisons = pairs.map(builder.compare)
    let gates = GateJudge(
      suite: suite, routers: evaluation.reports, baseline: reference(pairs),
      peers: peers(builder), partitions: evaluation.partitions, streams: streams, today: today
    ).judge()
    let (verdict, status) = GateResult.conclude(gates)
    var report = RunReport(
      suite: suite.name, suiteFile: suite.file, verdict: verdict, exitCode: status,
      tool: ToolVersion.current,
      golden: RunReport.GoldenSummary(
        name: golden.name, sha256: golden.sha256, traces: golden.count,
        clusters: golden.clusterCount, qualityMin: golden.scale.min, qualityMax: golden.scale.max,
        models: suite.ladder, prices: evaluation.pool.priceFigures),
      comparability: evaluation.comparability, routers: evaluation.reports, gates: gates,
      comparison: comparisons, warnings: evaluation.warnings + losses(comparisons, gates))
    report.gatesLeftOut = gatesLeftOut
    report.models = evaluation.models
    if let baseline {
      let events = events(since: baseline, gates)
      report.warnings += events.removals.map { "since the baseline: \($0)" }
      report.baseline = RunReport.BaselineSummary(
        ref: baseline.ref, comparable: differences.isEmpty, differences: differences,
        events: events.all)
    }
    return report
  }

  /// Cohorts that got worse while every gate of their router stayed green.
  private func losses(_ comparisons: [RouterComparison], _ gates: [GateResult]) -> [String] {
    comparisons.flatMap { comparison -> [String] in
      let isRed = gates.contains { $0.router == comparison.router && $0.verdict == .failed }
      let lost = comparison.lostCohorts.filter { ($0.adjustedP ?? 1) <= 0.05 }
      guard !isRed, !lost.isEmpty else { return [] }
      let names = lost.prefix(3).map(\.cohort.description).joined(separator: ", ")
      return [
        "\(comparison.router): quality got worse in \(names), and no gate turned red for it:"
          + " `cohorts: true` in a gate looks at every cohort"
      ]
    }
  }

  /// The gates without a verdict because of `--router`, counted once for each router.
  private var gatesLeftOut: Int {
    let names = evaluation.routers.map(\.name)
    return evaluation.suite.gates.reduce(0) { count, gate in
      count
        + evaluation.suite.routers.count {
          gate.speaksOf($0.name) && !gate.judges($0.name, among: names)
        }
    }
  }

  private var differences: [String] {
    guard let baseline else { return [] }
    return evaluation.comparability.differences(
      from: baseline.comparability, sameTraces: sameTraces)
  }

  private var sameTraces: Bool { baseline?.ids == evaluation.golden.ids }

  private func events(
    since baseline: BaselineRun, _ gates: [GateResult]
  ) -> BaselineEvents.Listing {
    let suite = evaluation.suite
    // Gates of routers that --router left out were not removed.
    let isWhole = evaluation.routers.count == suite.routers.count
    return BaselineEvents.list(
      since: baseline, ids: evaluation.golden.ids, routers: suite.routers.map(\.name),
      gates: isWhole ? gates.map(\.baselineTitle) : baseline.gates, models: suite.ladder,
      comparability: evaluation.comparability, pool: evaluation.pool,
      unitsPerPoint: evaluation.golden.scale.unitsPerPoint, choices: unknownChoices(baseline))
  }

  /// What routers chose that the baseline does not know by name.
  private func unknownChoices(
    _ baseline: BaselineRun
  ) -> [(router: String, models: [String])] {
    let known = Set(baseline.routers.map(\.name))
    return zip(evaluation.routers, evaluation.decisions).filter { !known.contains($0.0.name) }
      .map { router, decisions in
        (router.name, decisions.models.map { evaluation.pool.names[Int($0)] })
      }
  }

  private var streams: TestStreams { .keyed(seed: evaluation.suite.seed) }

  /// Flips are listed wherever the traces are the same ones, comparable or not.
  private func pairs(_ builder: ComparisonBuilder) -> [ComparedReplay] {
    guard let baseline, sameTraces else { return [] }
    return zip(evaluation.routers, evaluation.decisions).compactMap { router, decisions in
      baseline.routers.first { $0.name == router.name }
        .map {
          builder.scanned(
            builder.pair(router.name, decisions, with: $0, of: baseline), streams: streams)
        }
    }
  }

  private func reference(_ pairs: [ComparedReplay]) -> GateJudge.Reference {
    guard baseline != nil else {
      return .unavailable(
        wantsBaseline
          ? "there is no baseline: look at this run, then"
            + " `\(NextStep.accept(evaluation.suite.file))`"
          : "run without a baseline")
    }
    guard differences.isEmpty else {
      return .unavailable(
        "the baseline cannot be compared with: \(differences.joined(separator: "; "))")
    }
    return .pairs(pairs)
  }

  private func peers(_ builder: ComparisonBuilder) -> [GateJudge.PeerPair: PairedReplay] {
    var peers: [GateJudge.PeerPair: PairedReplay] = [:]
    let names = evaluation.routers.map(\.name)
    for gate in evaluation.suite.gates {
      guard let other = gate.noWorseThan, let position = names.firstIndex(of: other) else {
        continue
      }
      for (index, name) in names.enumerated() where gate.speaksOf(name) {
        let pair = GateJudge.PeerPair(router: name, other: other)
        // Many gates may speak of one pair.
        guard peers[pair] == nil else { continue }
        peers[pair] = builder.pair(
          name, evaluation.decisions[index], with: evaluation.decisions[position])
      }
    }
    return peers
  }
}
