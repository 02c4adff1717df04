package import EvalCore

/// A diff for the terminal.
package struct DiffTerminal {
  private let report: DiffReport
  private let options: TerminalOptions
  private let figures: DiffFigures

  private init(_ report: DiffReport, _ options: TerminalOptions) {
    self.report = report
    self.options = options
    self.figures = DiffFigures(report)
  }

  /// Returns the whole report, a line break at its end.
  package static func render(_ report: DiffReport, options: TerminalOptions) -> String {
    let text = DiffTerminal(report, options)
    var lines = text.head
    for router in report.routers where !DiffFigures.isIdentical(router) || options.verbose {
      lines += [""] + text.lines(router)
    }
    lines += text.identical
    lines += ["", DiffFigures.verdict(report)]
    return lines.joined(separator: "\n") + "\n"
  }

  private var head: [String] {
    var lines = [
      "before  \(VisibleText.line(report.before.title, columns: 100))"
        + "  \(NumberText.count(report.before.traces, "trace"))",
      "now     \(VisibleText.line(report.now.title, columns: 100))"
        + "  \(NumberText.count(report.now.traces, "trace"))",
    ]
    if report.traces != report.before.traces || report.traces != report.now.traces {
      lines.append("common  \(NumberText.count(report.traces, "trace"))")
    }
    lines += report.differences.flatMap { wrapped("! " + $0) }
    lines += report.events.flatMap { wrapped("· " + $0) }
    return lines
  }

  private var identical: [String] {
    let names = report.routers.filter { DiffFigures.isIdentical($0) }
      .map { VisibleText.line($0.router, columns: 40) }
    guard !names.isEmpty, !options.verbose else { return [] }
    return [""] + wrapped("identical decisions: \(names.joined(separator: ", "))", indent: "")
  }

  private func wrapped(_ text: String, indent: String = "  ") -> [String] {
    TextWrap.lines(
      VisibleText.line(text, columns: 400), width: options.columns, first: indent,
      indent: indent + "  ")
  }

  private func lines(_ router: DiffReport.Router) -> [String] {
    let name = router.before.map { "\($0) → \(router.router)" } ?? router.router
    let title = TextStyle.bold.apply(
      VisibleText.line(name, columns: 80), color: options.color)
    var lines = ["\(title)  \(word(router)): \(router.reason)"]
    lines += metrics(router.metrics)
    lines += flips(router.comparison)
    lines += cohorts(router.comparison)
    lines += figures.attribution(router.comparison).flatMap { wrapped($0) }
    lines += AttributionText.distances(router.comparison).map { wrapped($0) } ?? []
    lines += router.mix.flatMap { mix in
      wrapped(
        "all traces, by \(mix.label): \(figures.levels(mix)), \(figures.quality(mix.mix)) from another mix,"
          + " \(figures.quality(mix.within)) within"
          + (mix.isReversed ? " (Simpson: the cohorts go one way, the whole another)" : ""))
    }
    return lines
  }

  private func word(_ router: DiffReport.Router) -> String {
    switch router.verdict {
    case .failed: "✗ worse"
    case .passed: router.comparison.flips == 0 ? "= identical" : "✓ no worse"
    case .inconclusive: "? cannot tell"
    }
  }

  private func metrics(_ rows: [DiffReport.MetricRow]) -> [String] {
    guard !rows.isEmpty else { return [] }
    var table = PlainTable(columns: [
      PlainTable.Column("metric"), PlainTable.Column("before", .right),
      PlainTable.Column("now", .right), PlainTable.Column("change [95 %]", .right),
      PlainTable.Column(""),
    ])
    table.rows = DiffFigures.known(rows).map { row in
      PlainTable.Row([
        PlainTable.Cell(DiffFigures.name(row.metric)),
        PlainTable.Cell(figures.level(row.before, of: row.metric)),
        PlainTable.Cell(figures.level(row.now, of: row.metric)),
        PlainTable.Cell(figures.change(row)),
        PlainTable.Cell(figures.outcome(row)),
      ])
    }
    return table.fitted(to: options.columns - 2).table.lines(color: options.color)
      .map { "  " + $0 }
  }

  private func flips(_ comparison: RouterComparison) -> [String] {
    guard comparison.flips > 0 else { return [] }
    let share = Double(comparison.flips) / Double(max(report.traces, 1))
    var lines = [
      "  \(comparison.flips) of \(NumberText.count(report.traces, "route")) changed"
        + " (\(NumberText.percent(share)))"
    ]
    var table = PlainTable(columns: [
      PlainTable.Column("", shrinksTo: 12), PlainTable.Column("", shrinksTo: 12),
      PlainTable.Column("", .right), PlainTable.Column("", dropRank: 1),
    ])
    let knows = comparison.delta.estimate != nil
    table.rows = comparison.directions.prefix(options.verbose ? .max : 6).map { way in
      PlainTable.Row([
        PlainTable.Cell(way.from), PlainTable.Cell("→ \(way.to)"),
        PlainTable.Cell(NumberText.count(way.flips, "flip")),
        PlainTable.Cell(way.quality.map { "quality \(figures.quality($0))" } ?? ""),
      ])
    }
    lines += table.withoutEmptyColumns.fitted(to: options.columns - 4).table
      .lines(color: options.color).map { "    " + $0 }
    let rest = comparison.directions.count - table.rows.count
    if rest > 0 { lines.append("    and \(rest) more directions") }
    return lines + (knows ? worst(comparison) : some(comparison))
  }

  /// A few flips of which nothing but the route is known.
  private func some(_ comparison: RouterComparison) -> [String] {
    let flips = comparison.worst.prefix(options.verbose ? 100 : 5)
    var table = PlainTable(columns: [
      PlainTable.Column("", shrinksTo: options.columns < 60 ? 12 : 28),
      PlainTable.Column("", dropRank: 2, shrinksTo: 8),
      PlainTable.Column("", dropRank: 1, shrinksTo: 8),
    ])
    table.rows = flips.map {
      PlainTable.Row([
        PlainTable.Cell($0.trace), PlainTable.Cell($0.from), PlainTable.Cell("→ \($0.to)"),
      ])
    }
    let rest = comparison.flips - flips.count
    return ["  flips"]
      + table.fitted(to: options.columns - 4).table.lines(color: options.color).map { "    " + $0 }
      + (rest > 0 ? ["    and \(rest) more"] : [])
  }

  private func worst(_ comparison: RouterComparison) -> [String] {
    let losses = comparison.losses(in: .all)
    guard !losses.isEmpty else { return [] }
    var table = PlainTable(columns: [
      PlainTable.Column("", shrinksTo: options.columns < 60 ? 12 : 28),
      PlainTable.Column("", dropRank: 2, shrinksTo: 8),
      PlainTable.Column("", dropRank: 1, shrinksTo: 8), PlainTable.Column(""),
    ])
    table.rows = losses.prefix(options.verbose ? 20 : 5).map { flip in
      PlainTable.Row([
        PlainTable.Cell(flip.trace), PlainTable.Cell(flip.from), PlainTable.Cell("→ \(flip.to)"),
        PlainTable.Cell(figures.quality(flip)),
      ])
    }
    return ["  the worst flips"]
      + table.fitted(to: options.columns - 4).table.lines(color: options.color).map { "    " + $0 }
  }

  private func cohorts(_ comparison: RouterComparison) -> [String] {
    let cohorts = DiffFigures.cohorts(comparison)
    guard !cohorts.isEmpty else { return [] }
    var table = PlainTable(columns: [
      PlainTable.Column("cohort", shrinksTo: 16), PlainTable.Column("n", .right),
      PlainTable.Column("flips", .right), PlainTable.Column("quality [95 % together]", .right),
      PlainTable.Column("of the change", .right, dropRank: 2),
      PlainTable.Column("could see", .right, dropRank: 3), PlainTable.Column("", dropRank: 1),
    ])
    table.rows = cohorts.prefix(options.verbose ? .max : 8).map { cohort in
      PlainTable.Row([
        PlainTable.Cell(cohort.cohort.description), PlainTable.Cell("\(cohort.traces)"),
        PlainTable.Cell("\(cohort.flips)"), PlainTable.Cell(figures.change(cohort)),
        PlainTable.Cell(figures.contribution(cohort)),
        PlainTable.Cell(figures.detectable(cohort)),
        PlainTable.Cell(figures.evidence(cohort)),
      ])
    }
    let rest = cohorts.count - table.rows.count
    let shown = comparison.delta.estimate == nil ? table.withoutEmptyColumns : table
    return shown.fitted(to: options.columns - 2).table.lines(color: options.color)
      .map { "  " + $0 } + (rest > 0 ? ["  and \(rest) more cohorts"] : [])
  }
}
