/// What a router's own calls to models took, all of it charged to the routes.
package struct DecidingReport: Codable, Equatable, Sendable {
  /// The number of calls, by weight.
  package var calls: Int64
  /// The tokens of all calls, or why they are not known.
  package var inputTokens: Bound
  package var outputTokens: Bound
  /// USD for all calls, or why it is not known.
  package var costUSD: Bound
  /// The answers that were none of a language model's words; nil for routers without words.
  package var unusable: UnusableReport?

  private enum CodingKeys: String, CodingKey {
    case calls
    case inputTokens = "input_tokens"
    case outputTokens = "output_tokens"
    case costUSD = "cost_usd"
    case unusable
  }

  package init(calls: Int64, inputTokens: Bound, outputTokens: Bound, costUSD: Bound) {
    self.calls = calls
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
    self.costUSD = costUSD
  }
}
