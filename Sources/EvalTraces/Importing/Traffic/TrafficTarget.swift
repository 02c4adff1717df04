/// What a column of the traffic tells of a query.
package enum TrafficTarget: Hashable, Sendable {
  /// Something that a query has once.
  package enum Part: String, CaseIterable, Sendable {
    /// The query's text, or in JSON Lines its messages: its length is compared.
    case prompt
    /// The query's length in Unicode scalars.
    case promptLength = "prompt_length"
    /// The tokens read.
    case inputTokens = "input_tokens"
    /// The tokens written.
    case outputTokens = "output_tokens"
    /// The group of queries that are not independent.
    case cluster
  }

  /// A part of the query itself.
  case part(Part)
  /// A cohort label or a router's score, with its name.
  case named(ColumnTarget.Named, String)

  /// The forms a target can have, for messages.
  package static let forms =
    Part.allCases.map(\.rawValue) + ColumnTarget.Named.allCases.map { "\($0.rawValue).NAME" }

  /// Reads `prompt`, `cohort.NAME` and so on; nil for anything else.
  package init?(_ text: String) {
    if let part = Part(rawValue: text) {
      self = .part(part)
    } else if case .named(let kind, let name)? = ColumnTarget(text) {
      self = .named(kind, name)
    } else {
      return nil
    }
  }

  /// The target as the user writes it.
  package var text: String {
    switch self {
    case .part(let part): part.rawValue
    case .named(let kind, let name): "\(kind.rawValue).\(name)"
    }
  }
}
