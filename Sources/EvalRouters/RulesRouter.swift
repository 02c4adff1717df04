import EvalCore
import EvalSystem

/// Sends a query to the tier of the first pattern that its text matches.
struct RulesRouter: TextRouter {
  private let rules: RuleSet
  private let matchers: [PatternMatcher]

  /// Compiles the rules.
  init(_ rules: RuleSet) throws(ProblemReport) {
    self.rules = rules
    var matchers: [PatternMatcher] = []
    for rule in rules.rules { matchers.append(try PatternMatcher(rule.pattern)) }
    self.matchers = matchers
  }

  func model(for text: String, in pool: ModelPool) throws(PatternMatcher.Overrun) -> UInt8 {
    let tier = try tier(text)
    let name = rules.tiers.first { $0.name == tier }?.model
    return UInt8(clamping: name.flatMap { pool.names.firstIndex(of: $0) } ?? 0)
  }

  func reason(_ text: String) throws(PatternMatcher.Overrun) -> String {
    if let override = rules.overrideTier { return "override: tier \(override)" }
    guard let match = try firstMatch(text) else {
      return "no rule matches: tier \(rules.defaultTier)"
    }
    let rule = rules.rules[match]
    return "rule \(match + 1) (line \(rule.line)) matches: tier \(rule.tier)"
  }

  private func tier(_ text: String) throws(PatternMatcher.Overrun) -> String {
    if let override = rules.overrideTier { return override }
    return try firstMatch(text).map { rules.rules[$0].tier } ?? rules.defaultTier
  }

  private func firstMatch(_ text: String) throws(PatternMatcher.Overrun) -> Int? {
    for (index, matcher) in matchers.enumerated() where try matcher.matches(text) { return index }
    return nil
  }
}
