/// Parts of a report as JSON values.
enum SampleReport {
  /// A router's report with metrics for all traces and eleven cohorts.
  static func router(
    _ name: String, kind: String, traces: Int, _ random: inout SeededRandom
  ) -> [String: Any] {
    let reference = ["undefined": "not measured in this sample"]
    return [
      "name": name, "kind": kind, "n": traces, "config_sha256": "c-\(name)", "why": "a \(name)",
      "metrics": metrics(traces: traces, &random),
      "cohorts": cohorts.map { labels -> [String: Any] in
        ["labels": labels, "n": 6, "clusters": 3, "metrics": metrics(traces: 6, &random)]
      },
      "reference": [
        "always_weak": reference, "always_strong": reference, "random": reference,
        "length": reference, "oracle": reference,
      ],
    ]
  }

  /// Five gates: passed, failed, waived, inconclusive, and one against another router.
  static var gates: [[String: Any]] {
    [
      gate(
        "mf", "quality", "passed", "at least 0.2", ["value": 0.5, "limit": 0.2, "why": "a floor"]),
      gate("weak", "strong_share", "failed", "at most 0.9", ["value": 0.95, "limit": 0.9]),
      gate(
        "mf", "quality", "failed", "at least 0.7",
        [
          "value": 0.5, "limit": 0.7, "cohort": ["category": "math", "turn": "1"],
          "blocking": false,
          "waived": ["until": "2099-01-31", "reason": "known"],
        ]),
      gate(
        "oracle", "cost", "inconclusive", "at most 1.0",
        ["value": ["undefined": "no prices"], "limit": 1, "model": "strong"]),
      gate(
        "mf", "quality", "inconclusive", "drop at most 5.0%",
        [
          "value": ["undefined": "no baseline"], "limit": 0.05, "limit_is_relative": true,
          "compared_with": "oracle", "on_inconclusive": "warn",
        ]),
    ]
  }

  private static func gate(
    _ router: String, _ metric: String, _ verdict: String, _ requirement: String,
    _ more: [String: Any]
  ) -> [String: Any] {
    let gate: [String: Any] = [
      "router": router, "metric": metric, "verdict": verdict, "requirement": requirement,
      "cohort": [String: String](), "blocking": true, "limit_is_relative": false,
      "reason": "because", "on_inconclusive": "fail", "line": 20,
    ]
    return gate.merging(more) { $1 }
  }

  private static let cohorts: [[String: String]] =
    ["coding", "math", "writing"].map { ["category": $0] } + ["1", "2"].map { ["turn": $0] }
    + ["coding", "math", "writing"].flatMap { category in
      ["1", "2"].map { ["category": category, "turn": $0] }
    }

  private static func metrics(traces: Int, _ random: inout SeededRandom) -> [String: Any] {
    func bounded() -> [String: Any] {
      let value = random.unit()
      return ["estimate": value, "low": value - 0.1, "high": value + 0.1]
    }
    func entry() -> [String: Any] {
      ["first": random.unit(), "sustained": ["undefined": "not reached"], "low": 0.1, "high": 0.9]
    }
    let undefined = ["undefined": "the golden has no latencies"]
    return [
      "quality": bounded().merging(["raw": 9 * random.unit() + 1]) { $1 },
      "pgr": bounded().merging(["status": "gateable"]) { $1 }, "apgr": bounded(), "auc": bounded(),
      "cpt": ["20": entry(), "50": entry(), "80": entry(), "95": entry()],
      "strong_share": ["estimate": random.unit()], "cost": bounded(), "cost_usd": bounded(),
      "savings": bounded(), "latency_p50": undefined, "latency_p95": undefined,
      "latency_p99": undefined, "calls": ["weak": traces - 2, "strong": 2],
      "tokens": ["weak": ["input": 5, "output": 6], "strong": ["input": 7, "output": 8]],
      "cost_by_model": ["weak": 0.25, "strong": 0.5],
    ]
  }
}
