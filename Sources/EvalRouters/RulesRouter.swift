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

  var tiers: [Tier] { rules.tiers }

  func choice(for text: String) throws(PatternMatcher.Overrun) -> TierChoice {
    if let override = rules.overrideTier { return TierChoice(tier: index(override), isSure: true) }
    let match = try firstMatch(text)
    return TierChoice(
      tier: index(match.map { rules.rules[$0].tier } ?? rules.defaultTier), isSure: match != nil)
  }

  func reason(_ text: String) throws(PatternMatcher.Overrun) -> String {
    if let override = rules.overrideTier { return "override: tier \(override)" }
    guard let match = try firstMatch(text) else {
      return "no rule matches: tier \(rules.defaultTier)"
    }
    let rule = rules.rules[match]
    return "rule \(match + 1) (line \(rule.line)) matches: tier \(rule.tier)"
  }

  private func index(_ tier: String) -> Int {
    rules.tiers.firstIndex { $0.name == tier } ?? 0
  }

  private func firstMatch(_ text: String) throws(PatternMatcher.Overrun) -> Int? {
    for (index, matcher) in matchers.enumerated() where try matcher.matches(text) { return index }
    return nil
  }
}
