import EvalCore

/// What a history amounts to, in one sentence.
struct HistoryVerdict {
  private let report: HistoryReport
  private let figures: HistoryFigures

  init(_ report: HistoryReport, _ figures: HistoryFigures) {
    self.report = report
    self.figures = figures
  }

  /// The sentence.
  var sentence: String {
    switch report.verdict {
    case .failed: "✗ worse: \(failures.joined(separator: "; "))"
    case .passed where !report.runs.contains(where: \.isAfterAnchor):
      "✓ \(report.suite): no run since the anchor \(report.anchor.run)"
    case .passed:
      "✓ \(report.suite): the budget of \(figures.size(report.budget)) since"
        + " \(report.anchor.run) holds\(shortCharts)"
    case .inconclusive: "? cannot tell: \(doubt)"
    }
  }

  private var failures: [String] {
    let failed = report.routers.filter { $0.verdict == .failed }
    let spent = failed.filter { $0.budget == .spent }
    let alarms = failed.filter(\.isAlarming)
    var parts: [String] = []
    if !spent.isEmpty {
      let routers = spent.map {
        "\($0.router) \($0.sinceAnchor.map { figures.change($0.quality) } ?? "")"
      }
      parts.append(
        "the budget of \(figures.size(report.budget)) since \(report.anchor.run) is spent:"
          + " \(routers.joined(separator: ", "))")
    }
    if !alarms.isEmpty {
      let routers = alarms.map { router in
        let first = router.chart.first { $0.alarm == .fall }?.run
        return router.router + (first.map { " since \($0)" } ?? "")
      }
      parts.append("CUSUM alarms: \(routers.joined(separator: ", "))")
    }
    return parts
  }

  /// How many recordings charts have that do not decide yet.
  private var shortCharts: String {
    let counts = report.routers.filter { $0.verdict != nil && ($0.missingRecordings ?? 0) > 0 }
      .map(\.chart.count)
    guard let least = counts.min(), let most = counts.max() else { return "" }
    let range = least == most ? "\(least)" : "\(least) to \(most)"
    return "; CUSUM has \(range) of \(report.leastRecordings) recordings: it does not decide yet"
  }

  private var doubt: String {
    if report.runs.allSatisfy(\.isAnchor) {
      return "there is only one run of \(report.suite), and nothing to compare it with"
    }
    let routers = report.routers.filter { $0.verdict == .inconclusive }
    guard !routers.isEmpty else {
      return "the anchor \(report.anchor.run) has none of these routers: give another --anchor"
    }
    var reasons: [String] = []
    for router in routers where !reasons.contains(router.reason) { reasons.append(router.reason) }
    return reasons.map { reason in
      let names = routers.filter { $0.reason == reason }.map(\.router)
      return "\(names.joined(separator: ", ")): \(reason)"
    }.joined(separator: "; ")
  }
}
