import EvalCore
import EvalReports
import EvalRouters
import EvalStore
import EvalSuites
import EvalSystem

/// One trace's story: what every router made of it, what came of that, and what the baseline did.
package struct Explanation: Codable, Equatable, Sendable {
  /// What one model did on the trace.
  package struct Answer: Codable, Equatable, Sendable {
    package var model: String
    /// On the golden's scale.
    package var quality: Double
    package var costUSD: Double?
    package var latencyMS: Double?

    private enum CodingKeys: String, CodingKey {
      case model
      case quality
      case costUSD = "cost_usd"
      case latencyMS = "latency_ms"
    }
  }

  /// What one router decided.
  package struct Route: Codable, Equatable, Sendable {
    package var router: String
    package var kind: String
    package var score: Double?
    package var threshold: Double?
    package var decision: String
    package var quality: Double
    package var costUSD: Double?
    /// What the router chose in the baseline; nil where that does not say.
    package var baselineDecision: String?
    package var baselineScore: Double?
    /// Why the decision is what it is, one clause.
    package var because: String

    private enum CodingKeys: String, CodingKey {
      case router
      case kind
      case score
      case threshold
      case decision
      case quality
      case costUSD = "cost_usd"
      case baselineDecision = "baseline_decision"
      case baselineScore = "baseline_score"
      case because
    }
  }

  package var suite: String
  package var trace: String
  package var cohorts: [String: String]
  package var answers: [Answer]
  package var routes: [Route]
  package var baseline: String?
}

extension Explanation {
  /// Runs a suite's routers and tells the story of one trace.
  ///
  /// - Parameters:
  ///   - path: The suite.
  ///   - id: The trace.
  ///   - options: Which baseline, which store, how many threads.
  /// - Throws: `ProblemReport` where there is no such trace.
  package init(_ path: String, trace id: String, options: RunOptions) throws {
    let suite = try SuiteReader.read(path)
    let evaluation = try Evaluation(suite, routers: options.routers, jobs: options.jobs)
    let golden = evaluation.golden
    guard let trace = golden.ids.index(ofSorted: id) else {
      throw ProblemReport(
        file: suite.golden,
        message:
          "has no trace `\(id)`; its ids are \(golden.ids[0]) … \(golden.ids[golden.count - 1])")
    }
    let baseline = try BaselineResolver(
      suite: suite,
      store: {
        FileBytes.isFile(options.storePath) ? try RunStore.open(reading: options.storePath) : nil
      }
    ).resolve(options.baseline)
    self.suite = suite.name
    self.trace = id
    self.cohorts = Dictionary(
      golden.labels.map { ($0.name, $0.levels[Int($0.codes[trace])]) },
      uniquingKeysWith: { first, _ in first })
    self.answers = Self.answers(evaluation, trace)
    self.routes = try evaluation.routers.indices.map {
      try Self.route(evaluation, $0, trace: trace, id: id, baseline: baseline)
    }
    self.baseline = baseline?.ref
  }

  private static func answers(_ evaluation: Evaluation, _ trace: Int) -> [Answer] {
    let pool = evaluation.pool
    return pool.names.indices.map { model in
      Answer(
        model: pool.names[model],
        quality: evaluation.golden.scale.raw(Double(pool.quality[model][trace])),
        costUSD: pool.cost[model].map { Double($0[trace]) / 1e9 },
        latencyMS: pool.latency[model].map { Double($0[trace]) / 1000 })
    }
  }

  private static func route(
    _ evaluation: Evaluation, _ index: Int, trace: Int, id: String, baseline: BaselineRun?
  ) throws -> Route {
    let router = evaluation.routers[index]
    let decisions = evaluation.decisions[index]
    let pool = evaluation.pool
    let model = Int(decisions.models[trace])
    let primary = evaluation.primary[index] ?? decisions
    let score = primary.scores?[trace]
    var route = Route(
      router: router.name, kind: router.kind.name, score: score,
      threshold: primary.threshold.flatMap { $0.isFinite ? $0 : nil },
      decision: pool.names[model],
      quality: evaluation.golden.scale.raw(Double(pool.quality[model][trace])),
      costUSD: Replay(pool: pool, decisions: decisions).costUSD(trace),
      because: evaluation.fallenBack[index].contains(trace)
        ? "no valid answer: the strong model"
        : try because(evaluation, index, trace: trace))
    if let baseline, let row = baseline.ids.index(ofSorted: id),
      let before = baseline.routers.first(where: { $0.name == router.name })
    {
      route.baselineDecision = baseline.models[Int(before.decisions[row])]
      route.baselineScore = before.scores?[row]
    }
    return route
  }

  private static func because(
    _ evaluation: Evaluation, _ index: Int, trace: Int
  ) throws -> String {
    let router = evaluation.routers[index]
    let branch = evaluation.branches[index].map { $0.names[Int($0.codes[trace])] }
    let runner = RouterRunner(
      suite: evaluation.suite,
      field: RouterRunner.Field(golden: evaluation.golden, pool: evaluation.pool),
      calibration: [:])
    let reason =
      try runner.reason(router, trace: trace, branch: branch)
      ?? scoreReason(evaluation, index, trace: trace)
    let next = branch.flatMap { runner.successor(of: router, branch: $0) }
    return reason + (next.map { "; there \($0) decides" } ?? "")
  }

  private static func scoreReason(
    _ evaluation: Evaluation, _ index: Int, trace: Int
  ) -> String {
    let router = evaluation.routers[index]
    let decisions = evaluation.primary[index] ?? evaluation.decisions[index]
    guard let score = decisions.scores?[trace], let threshold = decisions.threshold else {
      guard router.kind.isLive else { return "by its own rule" }
      return "answered \(evaluation.pool.names[Int(decisions.models[trace])])"
    }
    let shown = NumberText.significant(score, digits: 6)
    if threshold == Threshold.belowEveryScore { return "every score reaches the threshold" }
    let limit = threshold.isFinite ? NumberText.significant(threshold, digits: 6) : "all scores"
    return score >= threshold
      ? "score \(shown) reaches \(limit)" : "score \(shown) is below \(limit)"
  }
}
