import EvalCore
import EvalSystem

/// Sends a query to the model of the first topic that its text is about.
struct DomainRouter {
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

  /// Says which topic decides on a text.
  func reason(_ text: String) -> String {
    topic(text).map { "topic \(map.domains[$0].name) (line \(map.domains[$0].line))" }
      ?? "no topic matches: the default"
  }

  private func topic(_ text: String) -> Int? {
    matchers.firstIndex { patterns in patterns.contains { $0.matches(text) } }
  }

  /// Returns the decisions on a golden with messages.
  func decide(_ field: RouterRunner.Field) throws(ProblemReport) -> Decisions {
    guard let messages = field.golden.messages else {
      throw ProblemReport(file: field.golden.name, message: "holds figures only, no messages")
    }
    var models: [UInt8] = []
    models.reserveCapacity(field.golden.count)
    for trace in 0..<field.golden.count {
      let match = topic(messages.userText(of: trace))
      let name = match.map { map.domains[$0].model } ?? map.defaultModel
      models.append(UInt8(clamping: field.pool.names.firstIndex(of: name) ?? 0))
    }
    return Decisions(models: models)
  }
}
