/// What a column of a table becomes in a trace.
package enum ColumnTarget: Hashable, Sendable {
  /// A part that a trace has once.
  package enum Part: String, CaseIterable, Sendable {
    case id, prompt, cluster, user, conversation, weight
  }

  /// Something that has a name of its own.
  package enum Named: String, CaseIterable, Sendable {
    case cohort, signal
  }

  /// A figure or a text of one model's outcome.
  package enum Figure: String, CaseIterable, Sendable {
    case quality, response
    case inputTokens = "input_tokens"
    case outputTokens = "output_tokens"
    case costUSD = "cost_usd"
    case latencyMS = "latency_ms"
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
