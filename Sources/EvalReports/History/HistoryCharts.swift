import EvalCore

/// The control charts of a history for the terminal.
struct HistoryCharts {
  private let report: HistoryReport
  private let options: TerminalOptions

  init(_ report: HistoryReport, _ options: TerminalOptions) {
    self.report = report
    self.options = options
  }

  /// A row for each router that has a chart and the runs with an alarm; nothing without a chart.
  var lines: [String] {
    let charted = report.routers.filter { !$0.chart.isEmpty }
    guard !charted.isEmpty else { return [] }
    return ["", "CUSUM over the answers of recordings since the anchor, k = 0.5, alarm above 5"]
      + table(charted).fitted(to: options.columns - 2).table.lines(color: options.color)
      .map { "  " + $0 }
      + alarms(charted)
  }

  private func table(_ charted: [HistoryReport.Router]) -> PlainTable {
    var table = PlainTable(columns: [
      PlainTable.Column("router", shrinksTo: 12), PlainTable.Column("recordings", .right),
      PlainTable.Column("change in SE", .right), PlainTable.Column("sum for a fall", .right),
      PlainTable.Column("for a rise", .right), PlainTable.Column(""),
    ])
    table.rows = charted.compactMap { router in
      guard let last = router.chart.last else { return nil }
      return PlainTable.Row([
        PlainTable.Cell(router.router), PlainTable.Cell(recordings(router)),
        PlainTable.Cell(NumberText.signed(last.z, decimals: 1)),
        PlainTable.Cell(NumberText.fixed(last.lower, decimals: 1)),
        PlainTable.Cell(NumberText.fixed(last.upper, decimals: 1)),
        PlainTable.Cell(status(router, last.alarm)),
      ])
    }
    return table
  }

  private func recordings(_ router: HistoryReport.Router) -> String {
    let count = router.chart.count
    return router.missingRecordings == 0 ? "\(count)" : "\(count) of \(report.leastRecordings)"
  }

  private func status(
    _ router: HistoryReport.Router, _ alarm: HistoryReport.ChartPoint.Alarm?
  ) -> String {
    let text = alarm.map { "alarm: a lasting \($0.rawValue)" } ?? "no alarm"
    guard let missing = router.missingRecordings, missing > 0 else { return text }
    return text + ", decides after \(missing) more"
  }

  private func alarms(_ charted: [HistoryReport.Router]) -> [String] {
    let alarms = report.runs.flatMap { run in
      let words = charted.compactMap { router in
        router.chart.first { $0.run == run.run }?.alarm.map { "\(router.router) \($0.rawValue)" }
      }
      return words.isEmpty
        ? []
        : TextWrap.lines(
          VisibleText.line("\(run.run)  \(words.joined(separator: ", "))", columns: 600),
          width: options.columns, first: "  ", indent: "    ")
    }
    return alarms.isEmpty ? [] : ["alarms by run"] + alarms
  }
}
