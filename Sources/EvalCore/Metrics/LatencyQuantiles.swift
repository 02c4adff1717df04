import EvalStatistics

/// Quantiles of the routed calls' latencies; each trace counts once, whatever its weight.
struct LatencyQuantiles {
  /// The latencies in µs, sorted; nil where some call has none.
  private var sorted: [Int64]?

  /// Sorts the latencies of a cohort's routed calls.
  ///
  /// Complexity: O(n log n).
  init(_ view: CohortView, _ traces: RoutedTraces) {
    guard traces.pool.latency.contains(where: { $0 != nil }) else { return }
    var latencies: [Int64] = []
    latencies.reserveCapacity(view.members.count)
    for member in view.members {
      let trace = Int(member)
      guard let latency = traces.pool.latency[Int(traces.models[trace])] else { return }
      latencies.append(latency[trace])
    }
    latencies.sort()
    sorted = latencies
  }

  /// Returns a quantile in ms with its order-statistic interval.
  func measured(_ probability: Double) -> Measured {
    guard let sorted else { return .undefined(Reason.noLatency) }
    guard let quantile = Quantile.type7(sorted: sorted, probability: probability) else {
      return .undefined("no traces")
    }
    let ranks = Quantile.orderStatisticRanks(
      count: sorted.count, probability: probability, confidence: 0.95)
    func bound(_ rank: Int?) -> Bound {
      rank.map { .value(Double(sorted[$0 - 1]) / 1000) }
        ?? .undefined("too few traces for a 95 % interval of this quantile")
    }
    return .value(
      Estimate(quantile / 1000, low: bound(ranks?.lower), high: bound(ranks?.upper)))
  }
}
