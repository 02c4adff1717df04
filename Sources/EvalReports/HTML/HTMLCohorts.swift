import EvalCore

/// The cohorts in which a router does worse than it does overall.
struct HTMLCohorts {
  private let report: RunReport

  /// How many cohorts of a router are shown here; its own table has them all.
  private static let shown = 5

  init(_ report: RunReport) {
    self.report = report
  }

  /// The section; nothing where none stands out.
  var section: [String] {
    var table = HTMLTable(
      columns: [("router", false)] + CohortColumns.titles,
      caption: "The worst of each router: \(CohortStandout.caution(report.routers)).")
    var footnotes = Footnotes()
    let quality = QualityText(report.golden)
    for router in report.routers {
      for standout in CohortStandout.all(in: router).prefix(Self.shown) {
        let cells = CohortColumns.cells(standout.cohort, quality: quality, &footnotes)
        table.rows.append(([HTMLText.escaped(router.name)] + cells, ""))
      }
    }
    return table.rows.isEmpty
      ? []
      : ["<h2>Cohorts that stand out</h2>"] + table.html + HTMLReport.notes(footnotes)
  }
}
