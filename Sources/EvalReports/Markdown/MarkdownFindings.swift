import EvalCore

/// What a reader should look at: weak cohorts, and routes that changed.
struct MarkdownFindings {
  private let report: RunReport
  private let quality: QualityText

  /// How many flips of a router are listed.
  private static let shownFlips = 5
  /// How many routers are looked at.
  private static let shownRouters = 50

  init(_ report: RunReport) {
    self.report = report
    self.quality = QualityText(report.golden)
  }

  /// The cohorts in which a router does worse than it does overall.
  var cohorts: [String] {
    var table = MarkdownTable(columns: [
      ("Router", false), ("Cohort", false), ("n", true), ("Quality", true), ("PGR", true),
      ("Strong", true),
    ])
    var footnotes = Footnotes()
    let limit = CohortStandout.shown(report.routers)
    for router in report.routers.prefix(Self.shownRouters) {
      for standout in CohortStandout.all(in: router).prefix(limit) {
        let metrics = standout.cohort.metrics
        let pgr = Figure(metrics.pgr) { NumberText.fixed($0, decimals: 3) }
        table.rows.append([
          MarkdownText.code(router.name),
          MarkdownText.code(standout.cohort.cohort.description),
          String(standout.cohort.traces), quality.figure(metrics.quality).text,
          pgr.text + footnotes.mark(pgr.note),
          Figure(metrics.strongShare) { NumberText.percent($0) }.text,
        ])
      }
    }
    guard !table.rows.isEmpty else { return [] }
    return ["### Cohorts that stand out", ""] + table.lines
      + MarkdownRouters.notes(footnotes)
      + ["", "The worst of each router: \(CohortStandout.caution(report.routers))."]
  }

  /// What is routed differently since the baseline.
  var flips: [String] {
    let events = report.baseline?.events ?? []
    guard !report.comparison.isEmpty || !events.isEmpty else { return [] }
    let text = FlipText(report.golden)
    let lines = report.comparison.prefix(Self.shownRouters).flatMap { comparison -> [String] in
      let name = MarkdownText.code(comparison.router)
      guard !comparison.isUnchanged else { return ["- \(name): \(FlipText.unchanged)"] }
      let parts = [
        NumberText.count(comparison.flips, "flip"), text.qualityChange(comparison),
        text.costChange(comparison),
      ]
      let summary = MarkdownText.prose(parts.filter { !$0.isEmpty }.joined(separator: ", "))
      return ["- \(name): \(summary)"]
        + text.origins(comparison).map { "  - " + MarkdownText.prose($0) }
        + (comparison.worst + (comparison.worseAnswers ?? [])).prefix(Self.shownFlips).map(flip)
    }
    return ["### Flips since the baseline", ""] + lines
      + events.prefix(Self.shownRouters).map { "- \(MarkdownText.prose($0))" }
  }

  private func flip(_ flip: RouterComparison.Flip) -> String {
    "  - \(MarkdownText.code(flip.trace)): \(MarkdownText.code(flip.from)) → "
      + "\(MarkdownText.code(flip.to)), \(FlipText(report.golden).quality(flip))"
  }
}
