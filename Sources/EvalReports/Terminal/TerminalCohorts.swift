import EvalCore

/// The cohorts in which a router does worse than it does overall.
struct TerminalCohorts {
  private let report: RunReport
  private let options: TerminalOptions
  private let quality: QualityText

  /// How many cohorts of a router are shown unless all are asked for.
  private static let shown = 3

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
    for router in report.routers {
      let all = CohortStandout.all(in: router)
      let shown = options.verbose ? all : Array(all.prefix(Self.shown))
      hidden += all.count - shown.count
      table.rows += shown.enumerated().map { row($0.element, isFirst: $0.offset == 0) }
    }
    guard !table.rows.isEmpty else { return [] }
    let more = hidden > 0 ? ["and \(hidden) more in report.html"] : []
    return [TextStyle.bold.apply("Cohorts that stand out", color: options.color)]
      + (table.fitted(to: options.columns - 2).table.lines(color: options.color) + more + caution)
      .map { "  " + $0 }
  }

  private var caution: [String] {
    TextWrap.lines(CohortStandout.caution(report.routers), width: options.columns - 2)
      .map { TextStyle.dim.apply($0, color: options.color) }
  }

  private func row(_ standout: CohortStandout, isFirst: Bool) -> PlainTable.Row {
    let metrics = standout.cohort.metrics
    return PlainTable.Row([
      PlainTable.Cell(isFirst ? standout.router.name : "", style: .bold),
      PlainTable.Cell(standout.cohort.cohort.description),
      PlainTable.Cell(String(standout.cohort.traces)),
      PlainTable.Cell(quality.figure(metrics.quality).text),
      PlainTable.Cell(Figure(metrics.pgr) { NumberText.fixed($0, decimals: 3) }.text),
      PlainTable.Cell(Figure(metrics.strongShare) { NumberText.percent($0) }.text),
    ])
  }
}
