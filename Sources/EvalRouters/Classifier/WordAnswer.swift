/// One answer of a language model that was asked for a word.
struct WordAnswer: Equatable {
  /// What it said, as it said it.
  var text: String
  /// Nil where it is not known.
  var inputTokens: Int64?
  var outputTokens: Int64?
  /// In 1e-9 USD, as recorded; nil where it is not.
  var costNanoUSD: Int64?
  /// In nanoseconds; nil where it is not known.
  var latency: UInt64?
}
