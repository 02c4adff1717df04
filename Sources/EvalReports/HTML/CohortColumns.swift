import EvalCore

/// The columns of a page's tables of cohorts.
enum CohortColumns {
  /// The headings, each with whether its column holds numbers.
  static let titles: [(title: String, isNumeric: Bool)] = [
    ("cohort", false), ("n", true), ("quality", true), ("PGR", true), ("strong", true),
    ("$ / 1,000", true), ("savings", true),
  ]

  /// Returns a cohort's cells, escaped.
  static func cells(
    _ cohort: RouterReport.CohortReport, quality: QualityText, _ footnotes: inout Footnotes
  ) -> [String] {
    let figures: [RouterColumn] = [.quality, .pgr, .strongShare, .cost, .savings]
    return [HTMLText.escaped(cohort.cohort.description), String(cohort.traces)]
      + figures.map {
        let figure = $0.figure(cohort.metrics, random: nil, quality: quality)
        return HTMLText.escaped(figure.text) + footnotes.mark(figure.note)
      }
  }
}
