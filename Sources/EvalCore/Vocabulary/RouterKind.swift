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
    case .signal: "signal"
    case .learned(let routing): routing.method.rawValue
    case .oracle: "oracle"
    case .exec: "exec"
    case .http: "http"
    }
  }

  /// The kinds that this version runs, in the order of the documentation.
  package static let names = [
    "constant", "random", "length", "rules", "domain", "signal", "linear", "forest", "mf",
    "similarity", "oracle", "exec", "http",
  ]

  /// The threshold of a scored router, nil for the others.
  package var threshold: Threshold? {
    switch self {
    case .random(let threshold, _), .length(let threshold), .signal(_, let threshold): threshold
    case .learned(let routing):
      if case .threshold(let threshold) = routing.rule { threshold } else { nil }
    case .exec(let spec): spec.threshold
    case .http(let spec): spec.threshold
    case .constant, .rules, .domain, .oracle: nil
    }
  }

  /// Tells whether the router reads the queries' texts.
  package var needsText: Bool {
    switch self {
    case .rules, .domain, .exec, .http: true
    // What a trained router reads, its file says.
    case .constant, .random, .length, .signal, .learned, .oracle: false
    }
  }

  /// Tells whether the router runs outside this program, and may answer otherwise each time.
  package var isLive: Bool {
    switch self {
    case .exec, .http: true
    default: false
    }
  }
}
