import EvalCore

/// The table of routers, with the references under it.
struct TerminalRouters {
  private let report: RunReport
  private let options: TerminalOptions
  private let quality: QualityText

  init(_ report: RunReport, _ options: TerminalOptions) {
    self.report = report
    self.options = options
    self.quality = QualityText(report.golden)
  }

  /// The table, or a stack of figures for each router where the terminal is too narrow for one.
  var lines: [String] {
    guard !report.routers.isEmpty else { return ["no router ran"] }
    var footnotes = Footnotes()
    let table = self.table(&footnotes)
    let fitted = table.fitted(to: options.columns)
    if fitted.table.width > options.columns || fitted.table.columns.count < 5 {
      return TerminalStack(report, options).lines
    }
    return fitted.table.lines(color: options.color) + notes(footnotes, fitted.dropped)
  }

  private func table(_ footnotes: inout Footnotes) -> PlainTable {
    var table = PlainTable(columns: columns)
    for router in report.routers {
      let figures = RouterColumn.shown(report).map { column -> PlainTable.Cell in
        let figure = column.figure(of: router, quality: quality)
        return PlainTable.Cell(figure.text, mark: footnotes.mark(figure.note))
      }
      let name = PlainTable.Cell(router.name, style: .bold)
      table.rows.append(
        PlainTable.Row([name] + figures + [Self.verdict(of: router.name, in: report)]))
    }
    table.rows += references
    return table
  }

  private var columns: [PlainTable.Column] {
    let figures = RouterColumn.shown(report).map {
      PlainTable.Column($0.title, .right, dropRank: $0.dropRank)
    }
    return [PlainTable.Column("router", shrinksTo: 14)] + figures
      + [PlainTable.Column("verdict")]
  }

  /// A router's verdict: the worst of its gates.
  static func verdict(of router: String, in report: RunReport) -> PlainTable.Cell {
    guard let worst = GateStanding.worst(of: router, in: report.gates) else {
      return PlainTable.Cell("no gates", style: .dim)
    }
    return PlainTable.Cell("\(worst.glyph) \(worst.shortWord)", style: worst.style)
  }

  /// The references that are the same for every router, once; their dashes need no footnote.
  private var references: [PlainTable.Row] {
    ReferenceRow.shared(report).enumerated().map { index, reference in
      let figures = RouterColumn.shown(report).map { column in
        PlainTable.Cell(
          column.figure(reference.metrics, random: nil, quality: quality).text, style: .dim)
      }
      return PlainTable.Row(
        [PlainTable.Cell(reference.name, style: .dim)] + figures
          + [PlainTable.Cell("reference", style: .dim)],
        isRuled: index == 0)
    }
  }

  private func notes(_ footnotes: Footnotes, _ dropped: [String]) -> [String] {
    var lines: [String] = []
    if !dropped.isEmpty {
      lines += TextWrap.list(
        dropped, separator: ",", width: options.columns, first: "not shown at this width: ",
        indent: "  ")
    }
    if options.verbose {
      lines += RouterColumn.shown(report).flatMap {
        TextWrap.lines("\($0.title): \($0.meaning)", width: options.columns, indent: "  ")
      }
    }
    return footnotes.lines(options)
      + lines.map { TextStyle.dim.apply($0, color: options.color) }
  }
}
