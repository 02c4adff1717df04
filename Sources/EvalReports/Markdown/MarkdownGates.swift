import EvalCore

/// The gates: those that want a reader in the open, the others folded.
struct MarkdownGates {
  private let report: RunReport

  /// How many gates a table lists.
  private static let shownOpen = 50
  private static let shownFolded = 200

  init(_ report: RunReport) {
    self.report = report
  }

  /// What failed or could not be decided.
  var lines: [String] {
    let gates = gates { $0 < .undecided }
    guard !gates.isEmpty else { return [] }
    return ["### Gates that failed or are open", ""] + table(gates, Self.shownOpen)
  }

  /// What held, and what could not be decided and was not to block.
  var folded: [String] {
    let gates = gates { $0 >= .undecided }
    let passed = gates.count { GateStanding($0) == .passed }
    let title =
      "\(NumberText.count(passed, "gate")) passed, \(gates.count - passed) more do not block"
    return MarkdownReport.fold(title, table(gates, Self.shownFolded))
  }

  private func gates(_ belongs: (GateStanding) -> Bool) -> [GateResult] {
    GateStanding.allCases.filter(belongs).flatMap { standing in
      report.gates.filter { GateStanding($0) == standing }
    }
  }

  private func table(_ gates: [GateResult], _ limit: Int) -> [String] {
    var table = MarkdownTable(columns: [
      ("Verdict", false), ("Router", false), ("Metric", false), ("Cohort", false),
      ("Value", true), ("Required", false), ("Reason", false),
    ])
    table.rows = gates.prefix(limit).map(row)
    let rest = gates.count - limit
    return table.lines + (rest > 0 ? ["", "and \(rest) more in report.html"] : [])
  }

  private func row(_ gate: GateResult) -> [String] {
    let standing = GateStanding(gate)
    let text = GateText(gate, golden: report.golden)
    let reasons = [text.because, gate.why ?? ""].filter { !$0.isEmpty }
    return [
      "\(standing.glyph) \(standing.word)", MarkdownText.code(gate.router),
      MarkdownText.code(gate.metricTitle),
      gate.cohort.isAll ? "all" : MarkdownText.code(gate.cohort.description),
      MarkdownText.prose(text.value),
      MarkdownText.prose(text.requirement),
      reasons.map(MarkdownText.prose).joined(separator: "<br>"),
    ]
  }
}
