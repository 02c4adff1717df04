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
    for router in report.routers {
      table.rows += CohortStandout.all(in: router).prefix(Self.shown).map {
        (
          [HTMLText.escaped(router.name)]
            + CohortColumns.cells($0.cohort, quality: QualityText(report.golden)), ""
        )
      }
    }
    return table.rows.isEmpty ? [] : ["<h2>Cohorts that stand out</h2>"] + table.html
  }
}

/// The columns of tables of cohorts.
enum CohortColumns {
  /// The headings, each with whether its column holds numbers.
  static let titles: [(title: String, isNumeric: Bool)] = [
    ("cohort", false), ("n", true), ("quality", true), ("PGR", true), ("strong", true),
    ("$ / 1,000", true), ("savings", true),
  ]

  /// Returns a cohort's cells, escaped.
  static func cells(_ cohort: RouterReport.CohortReport, quality: QualityText) -> [String] {
    let metrics = cohort.metrics
    let figures: [RouterColumn] = [.quality, .pgr, .strongShare, .cost, .savings]
    return [HTMLText.escaped(cohort.cohort.description), String(cohort.traces)]
      + figures.map { HTMLText.escaped($0.figure(metrics, random: nil, quality: quality).text) }
  }
}
