import EvalCore

/// The table of routers with the references under it.
struct MarkdownRouters {
  private let report: RunReport
  private let quality: QualityText

  /// How many routers are listed.
  private static let shown = 50

  init(_ report: RunReport) {
    self.report = report
    self.quality = QualityText(report.golden)
  }

  /// The table and its footnotes.
  var lines: [String] {
    guard !report.routers.isEmpty else { return ["No router ran."] }
    var footnotes = Footnotes()
    var table = MarkdownTable(
      columns: [("Router", false)]
        + RouterColumn.shown(report).map { (MarkdownText.prose($0.title), true) }
        + [("Verdict", false)])
    table.rows = report.routers.prefix(Self.shown).map { router in
      [MarkdownText.code(router.name)]
        + figures(router, &footnotes)
        + [verdict(of: router.name)]
    }
    table.rows += ReferenceRow.shared(report).map { row in
      ["*\(row.name)*"]
        + RouterColumn.shown(report).map {
          MarkdownText.prose($0.figure(row.metrics, random: nil, quality: quality).text)
        } + ["*reference*"]
    }
    let rest = report.routers.count - Self.shown
    let more = rest > 0 ? ["", "and \(rest) more routers in report.html"] : []
    return ["### Routers", ""] + table.lines + more + Self.notes(footnotes)
  }

  /// What each router's scores are worth as probabilities, folded.
  var calibration: [String] {
    let lines = report.routers.prefix(Self.shown).compactMap { router in
      CalibrationText.sentence(router).map {
        "- \(MarkdownText.code(router.name)): \(MarkdownText.prose($0))"
      }
    }
    return MarkdownReport.fold("Calibration of the scores", lines)
  }

  /// What was planned of each fitted threshold, beside what came of it.
  var thresholds: [String] {
    report.routers.prefix(Self.shown).compactMap { router in
      ThresholdText.plan(router).map {
        "- threshold of \(MarkdownText.code(router.name)): \(MarkdownText.prose($0))"
      }
    }
  }

  private func figures(_ router: RouterReport, _ footnotes: inout Footnotes) -> [String] {
    RouterColumn.shown(report).map { column in
      let figure = column.figure(of: router, quality: quality)
      return MarkdownText.prose(figure.text) + footnotes.mark(figure.note)
    }
  }

  private func verdict(of router: String) -> String {
    GateStanding.worst(of: router, in: report.gates)
      .map { "\($0.glyph) \($0.shortWord)" } ?? "no gates"
  }

  /// Returns the notes of a table, one under the other.
  static func notes(_ footnotes: Footnotes) -> [String] {
    guard !footnotes.notes.isEmpty else { return [] }
    let notes = footnotes.notes.enumerated().map {
      "\(Footnotes.superscript($0.offset + 1)) \(MarkdownText.prose($0.element))"
    }
    return ["", notes.joined(separator: "  \n")]
  }
}
