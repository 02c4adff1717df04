import EvalCore
import EvalStatistics

/// What a router outside this program answered, and how that went.
struct LiveAnswers {
  var sheet: AnswerSheet
  /// How long each answer took, in nanoseconds, in no order.
  var latencies: [UInt64]

  /// The latencies' quantiles; nil where nothing was timed.
  var latency: RouterLatency? { Self.latency(latencies) }

  /// Returns the quantiles of latencies in nanoseconds; nil where nothing was timed.
  static func latency(_ latencies: [UInt64]) -> RouterLatency? {
    let sorted = latencies.map { Int64(clamping: $0) }.sorted()
    guard let p50 = Quantile.type7(sorted: sorted, probability: 0.5),
      let p95 = Quantile.type7(sorted: sorted, probability: 0.95)
    else { return nil }
    return RouterLatency(p50MS: p50 / 1e6, p95MS: p95 / 1e6, answers: sorted.count)
  }
}
