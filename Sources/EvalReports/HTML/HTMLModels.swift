import EvalCore

/// The ladder's models and the routers' shares of them.
struct HTMLModels {
  private let report: RunReport

  init(_ report: RunReport) {
    self.report = report
  }

  /// The section; nothing where two models stand as they should.
  var section: [String] {
    let models = ModelTable(report)
    guard !models.rows.isEmpty else { return [] }
    var table = HTMLTable(
      columns: [("model", false)] + ModelTable.titles.map { ($0, true) }
        + models.routers.map { (HTMLText.escaped($0), true) },
      caption: ModelTable.meaning)
    var footnotes = Footnotes()
    table.rows = models.rows.map { row in
      let figures = row.figures.map { HTMLText.escaped($0.text) + footnotes.mark($0.note) }
      return ([HTMLText.escaped(row.model)] + figures + row.shares, "")
    }
    return ["<h2>Models</h2>"] + table.html + HTMLReport.notes(footnotes)
  }
}
