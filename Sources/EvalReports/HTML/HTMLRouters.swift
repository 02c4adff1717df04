import EvalCore

/// The table of routers, with intervals and the references under it.
struct HTMLRouters {
  private let report: RunReport
  private let quality: QualityText

  init(_ report: RunReport) {
    self.report = report
    self.quality = QualityText(report.golden)
  }

  /// The section; a sentence where no router ran.
  var section: [String] {
    guard !report.routers.isEmpty else { return ["<h2>Routers</h2>", "<p>No router ran.</p>"] }
    var footnotes = Footnotes()
    var table = HTMLTable(
      columns: [("router", false), ("verdict", false)]
        + RouterColumn.shown(report).map { ($0.title, true) },
      caption: "All traces, with 95 % intervals")
    table.rows = report.routers.map { router in
      let figures = RouterColumn.shown(report).map { column in
        let figure = column.figure(of: router, quality: quality)
        return HTMLText.escaped(figure.text) + footnotes.mark(figure.note)
          + Self.small(interval(column, router))
      }
      return ([HTMLText.escaped(router.name), verdict(of: router.name)] + figures, "")
    }
    table.rows += ReferenceRow.shared(report).map(reference)
    return ["<h2>Routers</h2>"] + table.html + HTMLReport.notes(footnotes) + legend
  }

  private var legend: [String] {
    ["<details><summary>What the columns mean</summary><dl>"]
      + RouterColumn.shown(report).map { "<dt>\($0.title)</dt><dd>\($0.meaning)</dd>" }
      + ["</dl></details>"]
  }

  private func reference(_ row: ReferenceRow) -> (cells: [String], style: String) {
    let figures = RouterColumn.shown(report).map { column in
      HTMLText.escaped(column.figure(row.metrics, random: nil, quality: quality).text)
    }
    return ([row.name, "reference"] + figures, "reference")
  }

  private func verdict(of router: String) -> String {
    GateStanding.worst(of: router, in: report.gates)
      .map { HTMLReport.badge($0, $0.shortWord) } ?? "<span class=\"soft\">no gates</span>"
  }

  private static func small(_ interval: String?) -> String {
    interval.map { "<span class=\"interval\">\($0)</span>" } ?? ""
  }

  private func interval(_ column: RouterColumn, _ router: RouterReport) -> String? {
    let metrics = router.metrics
    func fraction(_ value: Double) -> String { NumberText.fixed(value, decimals: 3) }
    func percent(_ value: Double) -> String { NumberText.percent(value) }
    return switch column {
    // The table shows it beside the mean.
    case .quality: nil
    case .pgr: MetricRow.interval(metrics.pgr, fraction)
    case .apgr: MetricRow.interval(metrics.apgr, fraction)
    case .cpt50:
      MetricRow.all(metrics, quality: quality).first { $0.title == "CPT50" }?.interval
    case .strongShare: MetricRow.interval(metrics.strongShare, percent)
    case .cost: MetricRow.interval(metrics.cost) { NumberText.usd($0 * 1000) }
    case .savings: MetricRow.interval(metrics.savings, percent)
    case .versusRandom: nil
    case .aiq: MetricRow.interval(metrics.aiq, fraction)
    case .versusMix: router.versusMix.flatMap { MetricRow.interval($0.gain, quality.change) }
    }
  }
}
