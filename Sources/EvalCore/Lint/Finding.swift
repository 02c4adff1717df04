/// Something about a golden that a reader of its figures should know.
package struct Finding: Codable, Equatable, Sendable {
  /// How bad it is.
  package enum Severity: String, Codable, Sendable {
    /// The golden cannot be used.
    case error
    /// A run goes on and shows it.
    case warning
  }

  /// What kind of thing was found; stable, for tools.
  package enum Code: String, Codable, Sendable, CaseIterable {
    case broken
    case duplicatePrompts = "duplicate_prompts"
    case weakBeatsStrong = "weak_beats_strong"
    case constantTokens = "constant_tokens"
    case blankTokens = "blank_tokens"
    case zeroCost = "zero_cost"
    case unknownCost = "unknown_cost"
    case wrongTotal = "wrong_total"
    case collapsedSignal = "collapsed_signal"
    case sharedWithTraining = "shared_with_training"
    case absentLabel = "absent_label"
    case splitConversations = "split_conversations"
  }

  package var severity: Severity
  package var code: Code
  /// One sentence.
  package var message: String
  /// How many traces, cohorts, conversations or lines it concerns.
  package var count: Int
  /// Some of them.
  package var examples: [String]

  package init(
    severity: Severity, code: Code, message: String, count: Int, examples: [String] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.count = count
    self.examples = examples
  }

  /// The sentence with the examples behind it.
  package var text: String {
    examples.isEmpty ? message : "\(message): \(examples.joined(separator: "; "))"
  }
}
