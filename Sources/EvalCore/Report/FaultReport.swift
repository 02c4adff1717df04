/// What a router outside this program did wrong, apart from the quality of its choices.
package struct FaultReport: Codable, Equatable, Sendable {
  /// How many traces are named.
  package static let namedTraces = 10

  /// How many faults of each kind there were; kinds without any are left out.
  package var counts: [String: Int]
  /// How many traces went to the strong model for want of a valid answer.
  package var fallbacks: Int
  /// How many may: the suite's `allow_faults`.
  package var allowed: Int
  /// The first of these traces, in the golden's order.
  package var traces: [String]

  package init(counts: [String: Int], fallbacks: Int, allowed: Int, traces: [String]) {
    self.counts = counts
    self.fallbacks = fallbacks
    self.allowed = allowed
    self.traces = traces
  }

  /// What a reader of the report should know; nil where nothing went wrong.
  ///
  /// - Parameters:
  ///   - router: The router's name.
  ///   - kind: The word for its kind.
  /// - Returns: One sentence.
  package func warning(about router: String, of kind: String) -> String? {
    guard !counts.isEmpty else { return nil }
    let kinds = counts.keys.sorted().map { "\(counts[$0] ?? 0) \($0)" }.joined(separator: ", ")
    guard fallbacks > 0 else { return "\(router): faults allowed: \(kinds)" }
    let more = fallbacks > traces.count ? ", …" : ""
    let fallback = kind == "llm" ? "its default" : "the strong model"
    let noun = fallbacks == 1 ? "trace" : "traces"
    return "\(router): \(fallbacks) \(noun) without a valid answer went to \(fallback)"
      + " (\(kinds)): \(traces.joined(separator: ", "))\(more)"
  }
}
