/// The kinds of router that a suite can declare, each with what it needs.
package enum RouterKind: Equatable, Sendable {
  /// Always the same model.
  case constant(model: String)
  /// A uniform draw for each trace, keyed by the seed and the trace's id.
  case random(threshold: Threshold, seed: UInt64?)
  /// The length of the query in Unicode scalars.
  case length(threshold: Threshold)
  /// Ordered patterns that name a tier.
  case rules(RuleSet)
  /// Ordered topics, each a list of patterns, that name a model.
  case domain(DomainMap)
  /// A score recorded in the golden.
  case signal(name: String, threshold: Threshold)
  /// The score of another router of the suite.
  case borrowed(router: String, threshold: Threshold)
  /// Ordered rules over the conversation so far, that name a tier.
  case context(ContextRules)
  /// A language model's one word about each query.
  case llm(LLMSpec)
  /// An experiment on a share of the users.
  case flag(FlagSpec)
  /// Routers asked one after the other until one is sure.
  case ladder(LadderSpec)
  /// What a trained router predicts.
  case learned(LearnedRouting)
  /// The best model for each trace, the cheapest among equals: a ceiling, not a router.
  case oracle
  /// A program that is told every query and answers each.
  case exec(ExecSpec)
  /// A server that every query is posted to.
  case http(HTTPSpec)

  /// The word for the kind in suite files and reports.
  package var name: String {
    switch self {
    case .constant: "constant"
    case .random: "random"
    case .length: "length"
    case .rules: "rules"
    case .domain: "domain"
    case .signal, .borrowed: "signal"
    case .context: "context"
    case .llm: "llm"
    case .flag: "flag"
    case .ladder: "ladder"
    case .learned(let routing): routing.method.rawValue
    case .oracle: "oracle"
    case .exec: "exec"
    case .http: "http"
    }
  }

  /// The kinds that this version runs, in the order of the documentation.
  package static let names = [
    "constant", "random", "length", "rules", "domain", "context", "signal", "linear", "forest",
    "mf", "similarity", "llm", "flag", "ladder", "oracle", "exec", "http",
  ]

  /// The threshold of a scored router, nil for the others.
  package var threshold: Threshold? {
    switch self {
    case .random(let threshold, _), .length(let threshold), .signal(_, let threshold),
      .borrowed(_, let threshold):
      threshold
    case .learned(let routing):
      if case .threshold(let threshold) = routing.rule { threshold } else { nil }
    case .exec(let spec): spec.threshold
    case .http(let spec): spec.threshold
    case .constant, .rules, .domain, .context, .llm, .flag, .ladder, .oracle: nil
    }
  }

  /// The routers that must decide before this one can, in the order in which it names them.
  package var references: [String] {
    switch self {
    case .borrowed(let router, _): [router]
    case .rules(let rules): rules.tiers.compactMap(\.branch.router)
    case .context(let rules): rules.tiers.compactMap(\.branch.router)
    case .domain(let map):
      (map.domains.map(\.branch) + [map.fallback]).compactMap(\.router)
    case .llm(let spec): (spec.answers.map(\.branch) + [spec.fallback]).compactMap(\.router)
    case .flag(let spec): [spec.experiment, spec.control].compactMap(\.router)
    case .ladder(let spec): spec.rungs.map(\.router)
    case .constant, .random, .length, .signal, .learned, .oracle, .exec, .http: []
    }
  }

  /// The file that decides with the suite what the router does; nil where the suite says it all.
  package var file: String? {
    switch self {
    case .learned(let routing): return routing.file
    case .llm(let spec):
      if case .recorded(let file) = spec.source { return file }
      return nil
    default: return nil
    }
  }

  /// Tells whether the router reads the queries' texts.
  package var needsText: Bool {
    switch self {
    case .rules, .context, .exec, .http: true
    case .domain(let map): map.label == nil
    case .llm(let spec): spec.isLive
    // What a trained router reads, its file says.
    case .constant, .random, .length, .signal, .borrowed, .flag, .ladder, .learned, .oracle: false
    }
  }

  /// Tells whether the router runs outside this program, and may answer otherwise each time.
  package var isLive: Bool {
    switch self {
    case .exec, .http: true
    case .llm(let spec): spec.isLive
    default: false
    }
  }
}
