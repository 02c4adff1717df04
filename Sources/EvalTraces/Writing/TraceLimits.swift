/// The largest figures that a golden may hold; its reader refuses larger ones.
package enum TraceLimits {
  /// The highest and, negated, the lowest quality that a scale may have.
  package static let quality = 100_000.0
  /// How many queries a trace may stand for.
  package static let weight = 1...1_000_000
  /// The tokens of one call.
  package static let tokens = 0...1_000_000_000_000
  /// The cost of one call in USD.
  package static let costUSD = 0.0...1000
  /// The latency of one call in milliseconds.
  package static let latencyMS = 0.0...1_000_000_000
  /// What a person gave an answer.
  package static let rating = 1.0...5.0
  /// The longest name of a model, in UTF-8 bytes: a YAML reader gives up on longer keys.
  package static let name = 512
}
