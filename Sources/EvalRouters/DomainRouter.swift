import EvalCore
import EvalSystem

/// Sends a query to the model of the first topic that its text is about.
struct DomainRouter: TextRouter {
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

  func model(for text: String, in pool: ModelPool) throws(PatternMatcher.Overrun) -> UInt8 {
    let name = try topic(text).map { map.domains[$0].model } ?? map.defaultModel
    return UInt8(clamping: pool.names.firstIndex(of: name) ?? 0)
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
