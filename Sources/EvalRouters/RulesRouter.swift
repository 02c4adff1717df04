import EvalCore
import EvalSystem

/// Sends a query to the tier of the first pattern that its text matches.
struct RulesRouter {
  private let rules: RuleSet
  private let matchers: [PatternMatcher]

  /// Compiles the rules.
  init(_ rules: RuleSet) throws(ProblemReport) {
    self.rules = rules
    var matchers: [PatternMatcher] = []
    for rule in rules.rules { matchers.append(try PatternMatcher(rule.pattern)) }
    self.matchers = matchers
  }

  /// Returns the decisions on a golden with messages.
  func decide(_ field: RouterRunner.Field) throws(ProblemReport) -> Decisions {
    guard let messages = field.golden.messages else {
      throw ProblemReport(file: field.golden.name, message: "holds figures only, no messages")
    }
    var models: [UInt8] = []
    models.reserveCapacity(field.golden.count)
    for trace in 0..<field.golden.count {
      models.append(model(of: tier(messages.userText(of: trace)), in: field.pool))
    }
    return Decisions(models: models)
  }

  /// Says which rule decides on a text.
  func reason(_ text: String) -> String {
    if let override = rules.overrideTier { return "override: tier \(override)" }
    guard let match = matchers.firstIndex(where: { $0.matches(text) }) else {
      return "no rule matches: tier \(rules.defaultTier)"
    }
    let rule = rules.rules[match]
    return "rule \(match + 1) (line \(rule.line)) matches: tier \(rule.tier)"
  }

  private func tier(_ text: String) -> String {
    if let override = rules.overrideTier { return override }
    let match = matchers.firstIndex { $0.matches(text) }
    return match.map { rules.rules[$0].tier } ?? rules.defaultTier
  }

  private func model(of tier: String, in pool: ModelPool) -> UInt8 {
    let name = rules.tiers.first { $0.name == tier }?.model
    return UInt8(clamping: name.flatMap { pool.names.firstIndex(of: $0) } ?? 0)
  }
}
