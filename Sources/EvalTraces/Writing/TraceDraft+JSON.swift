extension TraceDraft {
  /// The trace as one line of compact JSON, without the line feed.
  ///
  /// Keys stand in a fixed order, and what the trace does not have is left out.
  package var json: String {
    JSONText.object([
      ("id", JSONText.string(id)), ("cluster", cluster.map(JSONText.string)),
      ("weight", weight.map(String.init)), ("user", user.map(JSONText.string)),
      ("conversation", conversation.map(JSONText.string)),
      ("messages", messages.isEmpty ? nil : JSONText.array(messages.map(\.json))),
      (
        "cohorts",
        Self.objectIfAny(cohorts.map { ($0.name, JSONText.string($0.level)) })
      ),
      ("outcomes", JSONText.object(outcomes.map { ($0.model, $0.json) })),
      (
        "signals",
        Self.objectIfAny(signals.map { ($0.name, DecimalText.shortest($0.value)) })
      ),
    ])
  }

  private static func objectIfAny(_ entries: [(key: String, value: String?)]) -> String? {
    entries.isEmpty ? nil : JSONText.object(entries)
  }
}

extension TraceDraft.Message {
  fileprivate var json: String {
    JSONText.object([("role", JSONText.string(role)), ("content", JSONText.string(content))])
  }
}

extension TraceDraft.Outcome {
  fileprivate var json: String {
    JSONText.object([
      ("quality", DecimalText.shortest(quality)), ("input_tokens", inputTokens.map(String.init)),
      ("output_tokens", outputTokens.map(String.init)),
      ("cost_usd", costUSD.map(DecimalText.shortest)),
      ("latency_ms", latencyMS.map(DecimalText.shortest)),
      ("rating", rating.map(DecimalText.shortest)),
      ("response", response.map(JSONText.string)),
    ])
  }
}
