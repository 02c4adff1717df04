import EvalCore

/// Every gate: those that want a reader in the open, the others on a click.
struct HTMLGates {
  private let report: RunReport

  /// How many gates a table lists, so that the page stays small.
  private static let shown = 500

  init(_ report: RunReport) {
    self.report = report
  }

  /// The section.
  var section: [String] {
    guard !report.gates.isEmpty else {
      return ["<h2>Gates</h2>", "<p>The suite has no gates for these routers.</p>"]
    }
    let open = gates { $0 < .undecided }
    let rest = gates { $0 >= .undecided }
    let passed = rest.count { GateStanding($0) == .passed }
    let others = rest.count - passed
    let title =
      NumberText.count(passed, "gate") + " passed"
      + (others > 0 ? ", \(others) more do not block" : "")
    let folded =
      rest.isEmpty
      ? []
      : ["<details><summary>\(title)</summary>"]
        + table(rest, "Gates that keep nothing from being green") + ["</details>"]
    return ["<h2>Gates</h2>"] + table(open, "Gates that failed or are open") + folded
  }

  private func gates(_ belongs: (GateStanding) -> Bool) -> [GateResult] {
    GateStanding.allCases.filter(belongs).flatMap { standing in
      report.gates.filter { GateStanding($0) == standing }
    }
  }

  private func table(_ gates: [GateResult], _ caption: String) -> [String] {
    var table = HTMLTable(
      columns: [
        ("verdict", false), ("router", false), ("metric", false), ("cohort", false),
        ("value", true), ("required", false), ("reason", false),
      ], caption: caption)
    table.rows = gates.prefix(Self.shown).map { (row($0), "") }
    let rest = gates.count - Self.shown
    return table.html + (rest > 0 ? ["<p>and \(rest) more in report.json</p>"] : [])
  }

  private func row(_ gate: GateResult) -> [String] {
    let standing = GateStanding(gate)
    let text = GateText(gate, golden: report.golden)
    let why = gate.why.map { "<br><span class=\"soft\">\(HTMLText.prose($0))</span>" } ?? ""
    return [
      HTMLReport.badge(standing, standing.word), HTMLText.escaped(gate.router),
      HTMLText.escaped(gate.metricTitle), HTMLText.escaped(gate.cohort.description),
      HTMLText.escaped(text.value), HTMLText.escaped(text.requirement),
      HTMLText.prose(text.because) + why,
    ]
  }
}
