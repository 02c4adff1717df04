import EvalCore

/// Where the figures come from, and what else was measured, folded.
struct MarkdownProvenance {
  private let report: RunReport

  init(_ report: RunReport) {
    self.report = report
  }

  /// The legend and the provenance, each on a click.
  var folded: [String] {
    let legend = RouterColumn.shown(report).map {
      "- \(MarkdownText.prose($0.title)): \($0.meaning)"
    }
    let provenance = Provenance.pairs(report).prefix(100).map {
      "- \(MarkdownText.prose($0.name)): \(MarkdownText.code($0.value))"
    }
    return MarkdownReport.fold("What the columns mean", legend) + [""]
      + MarkdownReport.fold("Provenance", provenance)
  }
}
