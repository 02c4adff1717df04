import EvalCore

/// The ladder's models and the routers' shares of them.
struct TerminalModels {
  private let report: RunReport
  private let options: TerminalOptions

  init(_ report: RunReport, _ options: TerminalOptions) {
    self.report = report
    self.options = options
  }

  /// The table with a heading; nothing where two models stand as they should.
  var lines: [String] {
    let models = ModelTable(report)
    guard !models.rows.isEmpty else { return [] }
    let shares = models.routers.enumerated().map { index, router in
      PlainTable.Column(router, .right, dropRank: index + 2)
    }
    var table = PlainTable(
      columns: [PlainTable.Column("model", shrinksTo: 8)]
        + ModelTable.titles.enumerated().map {
          PlainTable.Column($1, .right, dropRank: $0 == 0 ? 0 : 1)
        } + shares)
    table.rows = models.rows.map { row in
      PlainTable.Row(
        [PlainTable.Cell(row.model, style: .bold)]
          + row.figures.map { PlainTable.Cell($0.text) } + row.shares.map { PlainTable.Cell($0) })
    }
    let fitted = table.fitted(to: options.columns - 2)
    let dropped =
      fitted.dropped.isEmpty
      ? []
      : TextWrap.list(
        fitted.dropped, separator: ",", width: options.columns - 2,
        first: "not shown: ", indent: "  ")
    let notes = TextWrap.lines(ModelTable.meaning, width: options.columns - 2) + dropped
    return [TextStyle.bold.apply("Models", color: options.color)]
      + fitted.table.lines(color: options.color).map { "  " + $0 }
      + notes.map { "  " + TextStyle.dim.apply($0, color: options.color) }
  }
}
