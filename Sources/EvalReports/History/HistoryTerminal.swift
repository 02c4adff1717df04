package import EvalCore

/// A history for the terminal.
package struct HistoryTerminal {
  private let report: HistoryReport
  private let options: TerminalOptions
  private let figures: HistoryFigures

  private init(_ report: HistoryReport, _ options: TerminalOptions) {
    self.report = report
    self.options = options
    self.figures = HistoryFigures(report)
  }

  /// Returns the whole history, a line break at its end.
  package static func render(_ report: HistoryReport, options: TerminalOptions) -> String {
    let text = HistoryTerminal(report, options)
    let lines =
      text.head + [""] + text.routers + text.moves
      + HistoryCharts(report, options).lines + ["", text.verdict]
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: The head

  private var head: [String] {
    let days = [report.runs.first, report.runs.last].compactMap {
      $0.map { String($0.startedAt.prefix(10)) }
    }
    let span = days.first == days.last ? "of \(days.first ?? "")" : days.joined(separator: " to ")
    return wrapped(
      "\(report.suite): \(NumberText.count(report.runs.count, "run")) \(span), \(figures.title)",
      first: "")
      + wrapped("anchor \(report.anchor.run), \(origin)\(place(report.anchor.git))", first: "")
  }

  private var origin: String {
    switch report.anchor.origin {
    case .accepted: "the accepted run"
    case .named: "as asked for"
    case .oldest: "the oldest shown"
    }
  }

  private func place(_ git: RunReport.GitState?) -> String {
    guard let commit = HistoryFigures.commit(git) else { return "" }
    return ", \(commit)" + (git?.branch.map { " on \($0)" } ?? "")
  }

  // MARK: The routers

  private var routers: [String] {
    var table = PlainTable(columns: [
      PlainTable.Column("router", shrinksTo: 12),
      PlainTable.Column(sparkTitle),
      PlainTable.Column("first", .right, dropRank: 2), PlainTable.Column("last", .right),
      PlainTable.Column("quality since anchor", .right),
      PlainTable.Column("budget used", .right, dropRank: 1), PlainTable.Column(""),
    ])
    table.rows = report.routers.map { router in
      PlainTable.Row([
        PlainTable.Cell(router.router), PlainTable.Cell(spark(router.router)),
        PlainTable.Cell(figures.level(router.first)), PlainTable.Cell(figures.level(router.last)),
        PlainTable.Cell(figures.sinceAnchor(router.sinceAnchor)),
        PlainTable.Cell(figures.used(router.sinceAnchor, of: report.budget)),
        PlainTable.Cell(mark(router), style: style(router)),
      ])
    }
    return table.fitted(to: options.columns).table.lines(color: options.color)
  }

  /// As many of the newest runs as half the terminal has room for.
  private var drawn: ArraySlice<HistoryReport.Run> {
    report.runs.suffix(max(8, options.columns / 2))
  }

  private var sparkTitle: String {
    drawn.count == report.runs.count ? "runs" : "newest \(drawn.count) runs"
  }

  private func spark(_ router: String) -> String {
    Sparkline.text(
      drawn.map { run in
        run.routers.first { $0.router == router }?.value.estimate?.estimate
      })
  }

  private func mark(_ router: HistoryReport.Router) -> String {
    switch router.verdict {
    case .failed: "✗ \(router.reason)"
    case .inconclusive: "? \(router.reason)"
    case .passed: "✓"
    case nil: router.reason
    }
  }

  private func style(_ router: HistoryReport.Router) -> TextStyle {
    switch router.verdict {
    case .failed: .bad
    case .inconclusive: .doubtful
    case .passed: .good
    case nil: .dim
    }
  }

  // MARK: What moved

  private var moves: [String] {
    var lines: [String] = []
    let still = report.runs.dropFirst().filter { !$0.hasMoved }.count
    for (index, run) in report.runs.enumerated()
    where run.hasMoved || options.verbose || run.notComparedWithAnchor != nil {
      lines += [""] + title(run, isFirst: index == 0)
      lines += run.events.flatMap { wrapped($0, first: "  ") }
      if let reason = run.notComparedWithAnchor, !run.events.contains(reason) {
        lines += wrapped("against the anchor: \(reason)", first: "  ")
      }
      lines += run.routers.flatMap(entry)
    }
    if still > 0, !options.verbose {
      let runs = still == report.runs.count - 1 ? "nothing moved in any run" : nil
      lines += ["", runs ?? "nothing moved in \(NumberText.count(still, "other run"))"]
    }
    return lines
  }

  private func title(_ run: HistoryReport.Run, isFirst: Bool) -> [String] {
    let parts = [
      run.run, HistoryFigures.time(run.startedAt),
      HistoryFigures.commit(run.git).map { $0 + (run.git?.branch.map { " on \($0)" } ?? "") },
      run.isAnchor ? "the anchor" : nil, isFirst && !run.hasMoved ? "the first shown" : nil,
    ].compactMap { $0 }
    let text = VisibleText.line(parts.joined(separator: "  "), columns: options.columns)
    return [TextStyle.bold.apply(text, color: options.color)]
  }

  private func entry(_ entry: HistoryReport.Entry) -> [String] {
    guard entry.hasMoved else { return [] }
    var parts: [String] = []
    if entry.configChanged == true { parts.append("configuration changed") }
    if let change = entry.sinceBefore {
      let sentence = figures.sentence(change)
      parts += sentence
      if sentence.isEmpty, entry.configChanged == true { parts.append("no route flipped") }
    }
    if let step = figures.step(entry.change) { parts.append(step) }
    return wrapped("\(entry.router): \(parts.joined(separator: ", "))", first: "  ")
  }

  // MARK: The verdict

  private var verdict: String {
    let text = HistoryVerdict(report, figures).sentence
    let style: TextStyle =
      switch report.verdict {
      case .failed: .bad
      case .inconclusive: .doubtful
      case .passed: .good
      }
    return wrapped(text, first: "").map { style.apply($0, color: options.color) }
      .joined(separator: "\n")
  }

  private func wrapped(_ text: String, first: String) -> [String] {
    TextWrap.lines(
      VisibleText.line(text, columns: 600), width: options.columns, first: first,
      indent: first + "  ")
  }
}
