import EvalStatistics

/// Decides whether a router has slid since the anchor.
struct HistoryJudge {
  /// The oldest first.
  let runs: [HistoryReport.Run]
  let anchorRouters: [String]
  /// How much quality may fall altogether, normalised to 0…1.
  let budget: Double
  let charts: [String: [HistoryReport.ChartPoint]]

  /// What becomes of every router, in the order of the newest runs that have them.
  var routers: [HistoryReport.Router] {
    var names: [String] = []
    for run in runs.reversed() {
      for entry in run.routers where !names.contains(entry.router) { names.append(entry.router) }
    }
    return names.compactMap(router)
  }

  private func router(_ name: String) -> HistoryReport.Router? {
    let held = runs.compactMap { run in
      run.routers.first { $0.router == name }.map { (run: run, entry: $0) }
    }
    guard let first = held.first, let last = held.last else { return nil }
    let after = held.filter(\.run.isAfterAnchor)
    let compared = after.last { $0.entry.sinceAnchor != nil }
    let change = compared?.entry.sinceAnchor
    let budget = change.map(left)
    let isCompared = compared?.run.run == after.last?.run.run
    let chart = charts[name] ?? []
    var router = HistoryReport.Router(
      router: name, run: last.run.run, first: first.entry.value, last: last.entry.value,
      sinceAnchor: change, budget: budget, chart: chart,
      missingRecordings: chart.isEmpty
        ? nil : max(0, RecordingChart.leastRecordings - chart.count),
      verdict: nil, reason: "")
    (router.verdict, router.reason) = judge(
      router, after: isCompared ? nil : after.last?.run, hasRuns: !after.isEmpty)
    return router
  }

  /// `uncompared` is the newest run, where that is not the one that was compared.
  private func judge(
    _ router: HistoryReport.Router, after uncompared: HistoryReport.Run?, hasRuns: Bool
  ) -> (Verdict?, String) {
    guard isCurrent(router.router) else { return (nil, "the suite does not have it any more") }
    guard hasRuns else { return (nil, "no run after the anchor has it") }
    guard anchorRouters.contains(router.router) else {
      return (nil, "the anchor does not have it")
    }
    if router.budget == .spent {
      return (.failed, "the budget is spent" + (router.isAlarming ? ", and CUSUM alarms" : ""))
    }
    if router.isAlarming { return (.failed, "CUSUM alarms") }
    let doubts = doubts(router, after: uncompared)
    if !doubts.isEmpty { return (.inconclusive, doubts.joined(separator: "; ")) }
    let parts = ["within the budget", router.shortChart].compactMap { $0 }
    return (.passed, parts.joined(separator: "; "))
  }

  /// Why nothing can be said of a router that has not failed.
  private func doubts(
    _ router: HistoryReport.Router, after uncompared: HistoryReport.Run?
  ) -> [String] {
    var doubts: [String] = []
    if router.budget == .unclear {
      doubts.append(
        router.sinceAnchor?.standardError == nil
          ? "the budget may be spent: nothing tells how noisy the recording is"
          : "the budget may be spent: the recording is too noisy to tell")
    } else if let uncompared {
      doubts.append(uncompared.notComparedWithAnchor ?? "cannot be compared with the anchor")
    }
    if router.chart.last?.alarm == .fall, let text = router.shortChart {
      doubts.append("CUSUM alarms; \(text)")
    }
    return doubts
  }

  private func left(_ change: HistoryReport.Change) -> HistoryReport.Budget {
    guard change.quality < -budget else { return .holds }
    if change.isExact { return .spent }
    guard let error = change.standardError else { return .unclear }
    return change.quality + Normal.quantile(0.95) * error < 0 ? .spent : .unclear
  }

  /// Whether the newest suite has a router; `--router` may have left it out of the newest run.
  private func isCurrent(_ name: String) -> Bool {
    guard let suite = runs.last?.comparability.suiteSHA256 else { return false }
    return runs.contains { run in
      run.comparability.suiteSHA256 == suite && run.routers.contains { $0.router == name }
    }
  }

  /// Returns what all routers come to: a single run decides nothing, nor do runs after the anchor
  /// of whose routers it has none.
  func verdict(of routers: [HistoryReport.Router]) -> Verdict {
    let verdicts = routers.compactMap(\.verdict)
    if verdicts.contains(.failed) { return .failed }
    let isUndecided = verdicts.isEmpty && runs.contains(where: \.isAfterAnchor)
    let isAlone = runs.allSatisfy(\.isAnchor)
    return isAlone || isUndecided || verdicts.contains(.inconclusive) ? .inconclusive : .passed
  }
}

extension HistoryReport.Router {
  /// That its chart has too few recordings to decide; nil where it has enough, or there is none.
  fileprivate var shortChart: String? {
    guard let missingRecordings, missingRecordings > 0 else { return nil }
    return "CUSUM has \(chart.count) of \(RecordingChart.leastRecordings) recordings:"
      + " it does not decide yet"
  }
}
