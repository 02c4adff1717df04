import EvalCore
import EvalSystem

/// Sends a query to what serves the first topic that its text is about.
struct DomainRouter: TextRouter {
  /// The name of the branch for queries of no topic.
  static let noTopic = "(default)"

  private let map: DomainMap
  private let matchers: [[PatternMatcher]]

  /// Compiles the topics' patterns.
  init(_ map: DomainMap) throws(ProblemReport) {
    self.map = map
    var matchers: [[PatternMatcher]] = []
    for domain in map.domains {
      var compiled: [PatternMatcher] = []
      for pattern in domain.patterns { compiled.append(try PatternMatcher(pattern)) }
      matchers.append(compiled)
    }
    self.matchers = matchers
  }

  var tiers: [Tier] { map.tiers }

  func choice(for text: String) throws(PatternMatcher.Overrun) -> TierChoice {
    let topic = try topic(text)
    return TierChoice(tier: topic ?? map.domains.count, isSure: topic != nil)
  }

  func reason(_ text: String) throws(PatternMatcher.Overrun) -> String {
    try topic(text).map { "topic \(map.domains[$0].name) (line \(map.domains[$0].line))" }
      ?? "no topic matches: the default"
  }

  private func topic(_ text: String) throws(PatternMatcher.Overrun) -> Int? {
    for (index, patterns) in matchers.enumerated() {
      for matcher in patterns where try matcher.matches(text) { return index }
    }
    return nil
  }
}

extension DomainMap {
  /// The topics and, last, what serves queries of none.
  var tiers: [Tier] {
    domains.map { Tier(name: $0.name, branch: $0.branch) }
      + [Tier(name: DomainRouter.noTopic, branch: fallback)]
  }
}
