/// How long a router outside this program took to decide, measured while it ran.
package struct RouterLatency: Codable, Equatable, Sendable {
  package var p50MS: Double
  package var p95MS: Double
  /// How many answers were timed.
  package var answers: Int

  private enum CodingKeys: String, CodingKey {
    case p50MS = "p50_ms"
    case p95MS = "p95_ms"
    case answers
  }

  package init(p50MS: Double, p95MS: Double, answers: Int) {
    self.p50MS = p50MS
    self.p95MS = p95MS
    self.answers = answers
  }
}

extension RouterReport {
  /// How long the router itself took to decide, or why there is no such figure.
  func latency(_ metric: MetricName, cohort: Cohort) -> Measured {
    guard let routerLatency else { return .undefined(Reason.decidedInside) }
    guard cohort.isAll else { return .undefined(Reason.allTracesOnly) }
    return .value(
      Estimate(metric == .routerLatencyP50 ? routerLatency.p50MS : routerLatency.p95MS))
  }
}
