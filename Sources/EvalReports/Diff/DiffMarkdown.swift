package import EvalCore

/// A diff as Markdown for a pull request.
package struct DiffMarkdown {
  private let report: DiffReport
  private let figures: DiffFigures

  private static let shown = (cohorts: 20, flips: 20, directions: 20)

  private init(_ report: DiffReport) {
    self.report = report
    self.figures = DiffFigures(report)
  }

  /// Returns the whole text, a line break at its end.
  package static func render(_ report: DiffReport) -> String {
    let text = DiffMarkdown(report)
    var lines = ["### " + MarkdownText.prose(DiffFigures.verdict(report)), ""]
    lines += report.differences.map { "- ⚠ " + MarkdownText.prose($0) }
    lines += report.events.map { "- " + MarkdownText.prose($0) }
    for router in report.routers where !DiffFigures.isIdentical(router) {
      lines += text.lines(router)
    }
    let same = report.routers.filter { DiffFigures.isIdentical($0) }
      .map { MarkdownText.code($0.router) }
    if !same.isEmpty { lines += ["", "Identical decisions: \(same.joined(separator: ", "))"] }
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(_ router: DiffReport.Router) -> [String] {
    let name = router.before.map { "\(MarkdownText.code($0)) → " } ?? ""
    var lines = [
      "", "#### \(name)\(MarkdownText.code(router.router)): " + MarkdownText.prose(router.reason),
      "",
    ]
    lines += metrics(router.metrics)
    lines += figures.attribution(router.comparison).map { "- " + MarkdownText.prose($0) }
    lines +=
      AttributionText.distances(router.comparison)
      .map { ["- " + MarkdownText.prose($0)] } ?? []
    lines += folded(
      "Routes that changed: \(router.comparison.flips) of \(report.traces)",
      directions(router.comparison) + [""] + flips(router.comparison))
    lines += folded("Cohorts", cohorts(router.comparison))
    return lines
  }

  private func folded(_ title: String, _ body: [String]) -> [String] {
    guard body.contains(where: { !$0.isEmpty }) else { return [] }
    return ["", "<details><summary>\(title)</summary>", ""] + body + ["", "</details>"]
  }

  private func metrics(_ rows: [DiffReport.MetricRow]) -> [String] {
    var table = MarkdownTable(columns: [
      ("Metric", false), ("Before", true), ("Now", true), ("Change [95 %]", true), ("", false),
    ])
    table.rows = DiffFigures.known(rows).map { row in
      [
        MarkdownText.code(DiffFigures.name(row.metric)),
        MarkdownText.prose(figures.level(row.before, of: row.metric)),
        MarkdownText.prose(figures.level(row.now, of: row.metric)),
        MarkdownText.prose(figures.change(row)), MarkdownText.prose(figures.outcome(row)),
      ]
    }
    return table.lines + [""]
  }

  private func directions(_ comparison: RouterComparison) -> [String] {
    var table = MarkdownTable(columns: [("From", false), ("To", false), ("Flips", true)])
    table.rows = comparison.directions.prefix(Self.shown.directions).map { way in
      [MarkdownText.code(way.from), MarkdownText.code(way.to), "\(way.flips)"]
    }
    return table.lines
  }

  private func flips(_ comparison: RouterComparison) -> [String] {
    guard comparison.delta.estimate != nil else { return [] }
    var table = MarkdownTable(columns: [
      ("Trace", false), ("From", false), ("To", false), ("Quality", true),
    ])
    table.rows = comparison.worst.prefix(Self.shown.flips).map { flip in
      [
        MarkdownText.code(flip.trace), MarkdownText.code(flip.from), MarkdownText.code(flip.to),
        MarkdownText.prose(figures.quality(flip)),
      ]
    }
    return table.lines
  }

  private func cohorts(_ comparison: RouterComparison) -> [String] {
    var table = MarkdownTable(columns: [
      ("Cohort", false), ("n", true), ("Flips", true), ("Quality [95 % together]", true),
      ("Of the change", true), ("Could see", true), ("", false),
    ])
    table.rows = DiffFigures.cohorts(comparison).prefix(Self.shown.cohorts).map { cohort in
      [
        MarkdownText.code(cohort.cohort.description), "\(cohort.traces)", "\(cohort.flips)",
        MarkdownText.prose(figures.change(cohort)),
        MarkdownText.prose(figures.contribution(cohort)),
        MarkdownText.prose(figures.detectable(cohort)),
        MarkdownText.prose(figures.evidence(cohort)),
      ]
    }
    return table.lines
  }
}
