import EvalCore

/// The ladder's models and the routers' shares of them.
struct MarkdownModels {
  private let report: RunReport

  /// How many routers have a column.
  private static let shown = 12

  init(_ report: RunReport) {
    self.report = report
  }

  /// The table with a heading; nothing where two models stand as they should.
  var lines: [String] {
    let models = ModelTable(report)
    guard !models.rows.isEmpty else { return [] }
    var table = MarkdownTable(
      columns: [("Model", false)] + ModelTable.titles.map { (MarkdownText.prose($0), true) }
        + models.routers.prefix(Self.shown).map { (MarkdownText.code($0), true) })
    var footnotes = Footnotes()
    table.rows = models.rows.map { row in
      [MarkdownText.code(row.model)]
        + row.figures.map { MarkdownText.prose($0.text) + footnotes.mark($0.note) }
        + row.shares.prefix(Self.shown)
    }
    let rest = models.routers.count - Self.shown
    let more = rest > 0 ? ["", "and \(rest) more routers in report.html"] : []
    return ["### Models", ""] + table.lines + more + MarkdownRouters.notes(footnotes)
      + ["", MarkdownText.prose(ModelTable.meaning) + "."]
  }
}
