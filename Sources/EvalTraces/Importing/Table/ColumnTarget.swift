/// What a column of a table becomes in a trace.
package enum ColumnTarget: Hashable, Sendable {
  /// A part that a trace has once.
  package enum Part: String, CaseIterable, Sendable {
    /// The trace's name; the row's number where it is not mapped.
    case id
    /// The query: a text, or in JSON Lines a list of messages.
    case prompt
    /// The group of traces that are not independent.
    case cluster
    /// Who asked.
    case user
    /// The conversation that the query is part of.
    case conversation
    /// How many queries the trace stands for.
    case weight
  }

  /// Something that has a name of its own.
  package enum Named: String, CaseIterable, Sendable {
    /// A cohort label.
    case cohort
    /// A recorded router score.
    case signal
  }

  /// A figure or a text of one model's outcome.
  package enum Figure: String, CaseIterable, Sendable {
    /// The quality in raw points; true and false are 1 and 0.
    case quality
    /// The answer in full.
    case response
    /// Input tokens.
    case inputTokens = "input_tokens"
    /// Output tokens.
    case outputTokens = "output_tokens"
    /// The cost of the call in USD.
    case costUSD = "cost_usd"
    /// The latency of the call in milliseconds.
    case latencyMS = "latency_ms"
    /// What a person gave the answer, 1 to 5.
    case rating
  }

  /// A part of the trace itself.
  case part(Part)
  /// A cohort label or a signal, with its name.
  case named(Named, String)
  /// A figure of a model, with the model's name.
  case outcome(Figure, model: String)

  /// The forms a target can have, for messages.
  package static let forms =
    Part.allCases.map(\.rawValue) + Named.allCases.map { "\($0.rawValue).NAME" }
    + Figure.allCases.map { "\($0.rawValue).MODEL" }

  /// Reads `id`, `cohort.NAME`, `quality.MODEL` and so on; nil for anything else.
  ///
  /// Only the first dot divides: a model's name may hold dots and slashes.
  package init?(_ text: String) {
    if let part = Part(rawValue: text) {
      self = .part(part)
      return
    }
    let halves = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2, !halves[1].isEmpty else { return nil }
    let (word, name) = (String(halves[0]), String(halves[1]))
    if let kind = Named(rawValue: word) {
      self = .named(kind, name)
    } else if let figure = Figure(rawValue: word) {
      self = .outcome(figure, model: name)
    } else {
      return nil
    }
  }

  /// The target as the user writes it.
  package var text: String {
    switch self {
    case .part(let part): part.rawValue
    case .named(let kind, let name): "\(kind.rawValue).\(name)"
    case .outcome(let figure, let model): "\(figure.rawValue).\(model)"
    }
  }
}
