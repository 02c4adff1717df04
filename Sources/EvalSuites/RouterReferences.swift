import EvalCore
import EvalSystem

/// Checks what a suite's routers say of each other.
enum RouterReferences {
  /// Reports routers that do not exist, that wait for themselves, or that cannot do their part.
  static func check(_ routers: [RouterSpec], declared: [String], log: inout ProblemLog) {
    for router in routers {
      for name in router.references + [router.imitates].compactMap({ $0 })
      where !declared.contains(name) {
        add(
          "the suite has no router `\(name)`\(Suggestion.clause(for: name, among: declared));"
            + " it has \(declared.joined(separator: ", "))", router, &log)
      }
      if !router.branches.isEmpty, router.kind.threshold?.isFitted == true {
        add(
          "a threshold that is fitted knows nothing of `branches`: give its number, or the branches"
            + " to another router (`kind: signal, router: \(router.name)`)", router, &log)
      }
      if router.imitates == router.name { add("imitates itself", router, &log) }
      if let circle = circle(from: router, routers) {
        add(
          "waits for itself: \(circle.joined(separator: " → ")); one of them must decide first",
          router, &log)
      }
      switch router.kind {
      case .ladder(let ladder): check(ladder, router, routers, log: &log)
      case .borrowed(let name, _):
        if let other = routers.first(where: { $0.name == name }), !other.kind.mayScore {
          add("the router \(name) has no score: it is of kind \(other.kind.name)", router, &log)
        }
      default: break
      }
    }
  }

  /// Reports gates on a likeness that nobody claims.
  static func check(_ gates: [GateSpec], _ routers: [RouterSpec], log: inout ProblemLog) {
    for gate in gates where gate.metric == .agreement {
      guard case .one(let name) = gate.routers,
        let router = routers.first(where: { $0.name == name }), router.imitates == nil
      else { continue }
      log.add(
        "the router \(name) imitates none: say `imitates: NAME` there, the router that it should"
          + " decide like", line: gate.line, keyPath: "gate on agreement")
    }
  }

  private static func add(_ message: String, _ router: RouterSpec, _ log: inout ProblemLog) {
    log.add(message, line: router.line, keyPath: "router \(router.name)")
  }

  /// The way from a router back to itself, by the routers that it refers to; nil for none.
  private static func circle(from start: RouterSpec, _ routers: [RouterSpec]) -> [String]? {
    var seen: Set<String> = []
    func way(_ router: RouterSpec) -> [String]? {
      for name in router.references {
        if name == start.name { return [router.name, name] }
        guard seen.insert(name).inserted, let next = routers.first(where: { $0.name == name })
        else { continue }
        if let rest = way(next) { return [router.name] + rest }
      }
      return nil
    }
    return way(start)
  }

  /// A rung that is always sure leaves nothing to those after it.
  private static func check(
    _ ladder: LadderSpec, _ own: RouterSpec, _ routers: [RouterSpec], log: inout ProblemLog
  ) {
    let place = "router \(own.name)"
    for (index, rung) in ladder.rungs.enumerated() {
      guard let router = routers.first(where: { $0.name == rung.router }) else { continue }
      let isLast = index == ladder.rungs.count - 1
      if isLast, rung.unsure != nil {
        log.add(
          "the last rung always decides: `unsure` means nothing here", line: rung.line,
          keyPath: place)
      }
      if rung.unsure != nil, !router.kind.mayScore {
        log.add(
          "the router \(rung.router) has no score to be unsure by: it is of kind"
            + " \(router.kind.name)", line: rung.line, keyPath: place)
      }
      guard !isLast, rung.unsure == nil, !router.kind.mayBeUnsure else { continue }
      let help =
        router.kind.mayScore
        ? "say `unsure: [0.3, 0.7]`, the scores that it should pass on"
        : "put it last"
      log.add(
        "the router \(rung.router) is always sure, so that no query reaches the next rung: \(help)",
        line: rung.line, keyPath: place)
    }
  }
}

extension RouterKind {
  /// Whether its decisions may come with scores.
  fileprivate var mayScore: Bool {
    switch self {
    case .random, .length, .signal, .borrowed, .learned, .oracle, .exec, .http: true
    case .constant, .rules, .domain, .context, .llm, .flag, .ladder: false
    }
  }

  /// Whether it says of some queries that nothing spoke for its choice.
  fileprivate var mayBeUnsure: Bool {
    switch self {
    case .rules(let rules): rules.overrideTier == nil
    case .domain, .context, .llm: true
    case .learned(let routing):
      if case .tiers(let rule) = routing.rule { rule.confidence > 0 } else { false }
    case .constant, .random, .length, .signal, .borrowed, .flag, .ladder, .oracle, .exec, .http:
      false
    }
  }
}
