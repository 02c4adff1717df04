import EvalCore

/// The routers' figures one under the other, for terminals too narrow for a table.
struct TerminalStack {
  private let report: RunReport
  private let options: TerminalOptions
  private let quality: QualityText

  init(_ report: RunReport, _ options: TerminalOptions) {
    self.report = report
    self.options = options
    self.quality = QualityText(report.golden)
  }

  /// A heading for each router with its figures under it, then the references' qualities.
  var lines: [String] {
    var footnotes = Footnotes()
    var lines = report.routers.flatMap { stack($0, &footnotes) }
    lines += references
    return lines + footnotes.lines(options)
  }

  private func stack(_ router: RouterReport, _ footnotes: inout Footnotes) -> [String] {
    let verdict = TerminalRouters.verdict(of: router.name, in: report)
    let room = options.columns - DisplayWidth.columns(verdict.text) - 2
    let name = VisibleText.line(router.name, columns: max(8, room))
    let heading =
      TextStyle.bold.apply(name, color: options.color) + "  "
      + verdict.style.apply(verdict.text, color: options.color)
    var table = PlainTable(columns: [PlainTable.Column(""), PlainTable.Column("")])
    for column in RouterColumn.shown(report) {
      let figure = column.figure(of: router, quality: quality)
      table.rows.append(
        PlainTable.Row([
          PlainTable.Cell(column.title, style: .dim),
          PlainTable.Cell(figure.text, mark: footnotes.mark(figure.note)),
        ]))
    }
    return [heading] + table.lines(color: options.color).map { "  " + $0 }
  }

  private var references: [String] {
    let rows = ReferenceRow.shared(report)
    guard !rows.isEmpty else { return [] }
    var table = PlainTable(columns: [PlainTable.Column(""), PlainTable.Column("", .right)])
    table.rows = rows.map { row in
      PlainTable.Row([
        PlainTable.Cell(row.name, style: .dim),
        PlainTable.Cell(quality.figure(row.metrics.quality).text, style: .dim),
      ])
    }
    return [TextStyle.dim.apply("reference qualities", color: options.color)]
      + table.lines(color: options.color).map { "  " + $0 }
  }
}
