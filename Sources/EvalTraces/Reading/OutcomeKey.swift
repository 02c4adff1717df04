/// The keys of an outcome.
enum OutcomeKey: String, CaseIterable {
  case quality
  case inputTokens = "input_tokens"
  case outputTokens = "output_tokens"
  case totalTokens = "total_tokens"
  case cachedInputTokens = "cached_input_tokens"
  case reasoningTokens = "reasoning_tokens"
  case costUSD = "cost_usd"
  case latencyMS = "latency_ms"
  case confidence
  case rating
  case seed
  case response
  case extra

  /// Finds a key; nil for an unknown one.
  init?(_ key: UnsafeBufferPointer<UInt8>) {
    switch key.count {
    case 4 where key.equals("seed"): self = .seed
    case 5 where key.equals("extra"): self = .extra
    case 6 where key.equals("rating"): self = .rating
    case 7 where key.equals("quality"): self = .quality
    case 8 where key.equals("cost_usd"): self = .costUSD
    case 8 where key.equals("response"): self = .response
    case 10 where key.equals("latency_ms"): self = .latencyMS
    case 10 where key.equals("confidence"): self = .confidence
    case 12 where key.equals("input_tokens"): self = .inputTokens
    case 12 where key.equals("total_tokens"): self = .totalTokens
    case 13 where key.equals("output_tokens"): self = .outputTokens
    case 16 where key.equals("reasoning_tokens"): self = .reasoningTokens
    case 19 where key.equals("cached_input_tokens"): self = .cachedInputTokens
    default: return nil
    }
  }

  /// A bit of its own for each key, to see one twice.
  var bit: UInt32 {
    switch self {
    case .quality: 1 << 0
    case .inputTokens: 1 << 1
    case .outputTokens: 1 << 2
    case .totalTokens: 1 << 3
    case .cachedInputTokens: 1 << 4
    case .reasoningTokens: 1 << 5
    case .costUSD: 1 << 6
    case .latencyMS: 1 << 7
    case .confidence: 1 << 8
    case .rating: 1 << 9
    case .seed: 1 << 10
    case .response: 1 << 11
    case .extra: 1 << 12
    }
  }
}
