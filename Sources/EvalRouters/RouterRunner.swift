package import EvalCore
package import EvalSystem

/// Asks a suite's routers for their decisions on every trace of a golden.
package struct RouterRunner: Sendable {
  /// A golden with the suite's models picked out of it.
  package struct Field: Sendable {
    package var golden: Golden
    package var pool: ModelPool

    package init(golden: Golden, pool: ModelPool) {
      self.golden = golden
      self.pool = pool
    }
  }

  /// What a router decided, and from which threshold.
  package struct Answer: Sendable {
    package var decisions: Decisions
    package var threshold: RouterReport.ThresholdReport?
    /// What a reader should know of the router and its data.
    package var warnings: [String] = []
    /// What a router outside this program did wrong; nil for the others.
    package var faults: FaultReport?
    /// The traces that went to the strong model for want of a valid answer.
    package var fallenBack: [Int] = []
    /// How long a router outside this program took to decide; nil for the others.
    package var latency: RouterLatency?
    /// What it decided before it handed queries over; nil where it handed none.
    package var primary: Decisions?
    /// Which of its branches it took; nil for a router without any.
    package var branches: BranchColumn?
    /// For each trace whether anything but a default led to the decision; nil where it always did.
    var isSure: [Bool]?
    /// What all calls to models took that led to its decisions; nil where there are none.
    package var spending: Spending?
    /// What its own part of that is, without the routers that it hands queries over to.
    var ownSpending: Spending?
    /// The answers of a language model that were none of its words; nil for other routers.
    package var unusable: UnusableReport?
  }

  let suiteFile: String
  private let seed: UInt64
  private let routers: [RouterSpec]
  let field: Field
  /// The goldens that thresholds are fitted on, by folder.
  let calibration: [String: Field]

  /// Prepares a run.
  package init(suite: Suite, field: Field, calibration: [String: Field]) {
    self.suiteFile = suite.file
    self.seed = suite.seed
    self.routers = suite.routers
    self.field = field
    self.calibration = calibration
  }

  /// Returns a router's decisions, in the golden's order.
  ///
  /// - Parameters:
  ///   - router: The router.
  ///   - others: What the routers decided that it refers to, by name.
  /// - Returns: Its decisions, and what they took.
  /// - Throws: `ProblemReport` where the router cannot decide.
  package func run(
    _ router: RouterSpec, others: Others = [:]
  ) throws(ProblemReport) -> Answer {
    handOver(try decide(router, others), router, others)
  }

  private func decide(_ router: RouterSpec, _ others: Others) throws(ProblemReport) -> Answer {
    let pool = field.pool
    switch router.kind {
    case .constant(let model):
      let index = UInt8(clamping: pool.names.firstIndex(of: model) ?? 0)
      return Answer(
        decisions: Decisions(models: [UInt8](repeating: index, count: field.golden.count)))
    case .oracle: return Answer(decisions: ReferenceRouters.oracleDecisions(pool))
    case .rules(let rules): return try reading(router, by: RulesRouter(rules), others)
    case .domain(let map):
      guard let label = map.label else {
        return try reading(router, by: DomainRouter(map), others)
      }
      return try labelled(router, map, by: label, others)
    case .context(let rules): return try conversing(router, rules, others)
    case .random(let threshold, _), .length(let threshold), .signal(_, let threshold):
      return try scored(router, threshold)
    case .borrowed(let name, let threshold):
      return try borrowed(router, name, threshold, others)
    case .learned(let routing): return try learned(router, routing)
    case .llm(let spec): return try classified(router, spec, others)
    case .flag(let spec): return try flagged(router, spec, others)
    case .ladder(let spec): return try laddered(router, spec, others)
    case .exec, .http: return try live(router)
    }
  }

  /// Decides by the score of another router; no kind with scores asks a model for them.
  private func borrowed(
    _ router: RouterSpec, _ name: String, _ threshold: Threshold, _ others: Others
  ) throws(ProblemReport) -> Answer {
    guard let scores = others[name]?.ownScores else {
      throw problem(router, "the router \(name) has no score")
    }
    return try scored(router, threshold, scores: scores) {
      golden throws(ProblemReport) in try self.scores(of: router, on: golden)
    }
  }

  /// Says why a router without a score decides as it does on a trace, in one clause.
  ///
  /// - Parameters:
  ///   - router: The router.
  ///   - trace: The trace.
  ///   - branch: The branch that it took; nil for a router without any.
  /// - Returns: The clause; nil for a router with a score, and for one outside this program.
  /// - Throws: `ProblemReport` where the router cannot decide.
  package func reason(
    _ router: RouterSpec, trace: Int, branch: String?
  ) throws(ProblemReport) -> String? {
    let text = field.golden.messages?.userText(of: trace) ?? ""
    switch router.kind {
    case .constant: return "always this model"
    case .oracle: return "the best answer, the cheapest among equals"
    case .rules(let rules): return try reason(router, by: RulesRouter(rules), trace, text)
    case .domain(let map):
      guard let label = map.label else {
        return try reason(router, by: DomainRouter(map), trace, text)
      }
      return "\(label) is \(branch ?? "")"
    case .context(let rules):
      let context = try ContextRouter(rules)
      return context.reason(try steps(router, context)[trace])
    case .llm:
      return branch == LLMSpec.noWord ? "no usable answer: the default" : "answered \(branch ?? "")"
    case .flag, .ladder: return wayTaken(router, branch ?? "", trace: trace)
    case .random, .length, .signal, .borrowed, .learned, .exec, .http: return nil
    }
  }

  private func scored(_ router: RouterSpec, _ threshold: Threshold) throws(ProblemReport) -> Answer
  {
    try scored(router, threshold, scores: scores(of: router, on: field.golden)) {
      golden throws(ProblemReport) in try scores(of: router, on: golden)
    }
  }

  private func scores(
    of router: RouterSpec, on golden: Golden
  ) throws(ProblemReport) -> [Double] {
    switch router.kind {
    case .random(_, let own): return RandomRouter(seed: own ?? seed).scores(golden.ids)
    case .length:
      if let lengths = golden.promptLengths { return lengths }
      throw problem(
        router, "needs messages or the signal prompt_length, and \(golden.name) has neither")
    case .signal(let name, _):
      guard let signal = golden.signal(named: name) else {
        throw problem(router, "\(golden.name) has no signal `\(name)`")
      }
      guard signal.firstMissing == nil else {
        throw problem(router, "the signal `\(name)` is missing on some traces of \(golden.name)")
      }
      return signal.values
    case .exec, .http: return try liveScores(router, golden: golden)
    case .learned(let routing): return try learnedScores(router, routing, golden)
    case .borrowed(let name, _):
      guard let other = routers.first(where: { $0.name == name }) else { return [] }
      return try scores(of: other, on: golden)
    case .oracle:
      let pool = ModelPool(golden: golden, names: field.pool.names)
      return ReferenceRouters.oracleDecisions(pool).scores ?? []
    case .constant, .rules, .domain, .context, .llm, .flag, .ladder: return []
    }
  }

  /// Returns a problem of a router, at its line of the suite.
  func problem(_ router: RouterSpec, _ message: String) -> ProblemReport {
    ProblemReport(
      file: suiteFile, line: router.line, keyPath: "router \(router.name)", message: message)
  }
}
