/// A language model's answers that were none of the words that it was asked for.
package struct UnusableReport: Codable, Equatable, Sendable {
  /// How many there were: each led to the declared default.
  package var answers: Int
  /// The first of these traces, in the golden's order.
  package var traces: [String]

  package init(answers: Int, traces: [String]) {
    self.answers = answers
    self.traces = traces
  }

  /// What a reader of the report should know; nil where every answer was usable.
  ///
  /// - Parameters:
  ///   - router: The router's name.
  ///   - count: The number of traces.
  /// - Returns: One sentence.
  package func warning(about router: String, of count: Int) -> String? {
    guard answers > 0 else { return nil }
    let more = answers > traces.count ? ", …" : ""
    return "\(router): \(answers) of \(count) answers are none of its words and led to its default"
      + " (\(traces.joined(separator: ", "))\(more))"
  }
}
