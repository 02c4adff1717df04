import EvalCore

/// The cohorts in which a router does worse than it does overall.
struct TerminalCohorts {
  private let report: RunReport
  private let options: TerminalOptions
  private let quality: QualityText

  init(_ report: RunReport, _ options: TerminalOptions) {
    self.report = report
    self.options = options
    self.quality = QualityText(report.golden)
  }

  /// A row for each cohort, with a heading; nothing where none stands out.
  var lines: [String] {
    var table = PlainTable(columns: [
      PlainTable.Column("router", shrinksTo: 6), PlainTable.Column("cohort", shrinksTo: 8),
      PlainTable.Column("n", .right, dropRank: 1), PlainTable.Column("quality", .right),
      PlainTable.Column("PGR", .right, dropRank: 2),
      PlainTable.Column("strong", .right, dropRank: 3),
    ])
    var hidden = 0
    var footnotes = Footnotes()
    let limit = options.verbose ? .max : CohortStandout.shown(report.routers)
    for router in report.routers {
      let all = CohortStandout.all(in: router)
      hidden += max(0, all.count - limit)
      for (index, standout) in all.prefix(limit).enumerated() {
        table.rows.append(row(standout, isFirst: index == 0, &footnotes))
      }
    }
    guard !table.rows.isEmpty else { return [] }
    let fitted = table.fitted(to: options.columns - 2)
    let more = hidden > 0 ? ["and \(hidden) more in report.html"] : []
    // A dropped column takes its notes along.
    let notes = fitted.dropped.contains("PGR") ? [] : footnotes.lines(options, indent: 2)
    let caution = TextWrap.lines(
      CohortStandout.caution(report.routers), width: options.columns - 2)
    let dim = (more + caution).map { "  " + TextStyle.dim.apply($0, color: options.color) }
    return [TextStyle.bold.apply("Cohorts that stand out", color: options.color)]
      + fitted.table.lines(color: options.color).map { "  " + $0 } + notes + dim
  }

  private func row(
    _ standout: CohortStandout, isFirst: Bool, _ footnotes: inout Footnotes
  ) -> PlainTable.Row {
    let metrics = standout.cohort.metrics
    let pgr = Figure(metrics.pgr) { NumberText.fixed($0, decimals: 3) }
    return PlainTable.Row([
      PlainTable.Cell(isFirst ? standout.router.name : "", style: .bold),
      PlainTable.Cell(standout.cohort.cohort.description),
      PlainTable.Cell(String(standout.cohort.traces)),
      PlainTable.Cell(quality.figure(metrics.quality).text),
      PlainTable.Cell(pgr.text, mark: footnotes.mark(pgr.note)),
      PlainTable.Cell(Figure(metrics.strongShare) { NumberText.percent($0) }.text),
    ])
  }
}
