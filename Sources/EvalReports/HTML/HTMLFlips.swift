import EvalCore

/// What each router routes differently since the baseline.
struct HTMLFlips {
  private let report: RunReport
  private let text: FlipText
  private let quality: QualityText

  /// How many flips of a router are listed; report.json has a thousand.
  private static let shown = 100

  init(_ report: RunReport) {
    self.report = report
    self.text = FlipText(report.golden)
    self.quality = QualityText(report.golden)
  }

  /// The section; nothing without a baseline.
  var section: [String] {
    guard report.baseline != nil || !report.comparison.isEmpty else { return [] }
    let events = (report.baseline?.events ?? []).prefix(200)
      .map { "<li>\(HTMLText.prose($0))</li>" }
    return ["<h2>Since the baseline</h2>"]
      + (events.isEmpty ? [] : ["<ul>"] + events + ["</ul>"])
      + report.comparison.flatMap(details)
  }

  private func details(_ comparison: RouterComparison) -> [String] {
    let name = HTMLText.escaped(comparison.router)
    guard !comparison.isUnchanged else { return ["<p>\(name): \(FlipText.unchanged)</p>"] }
    let summary = [
      NumberText.count(comparison.flips, "flip"), text.qualityChange(comparison),
      text.costChange(comparison),
    ].filter { !$0.isEmpty }.joined(separator: ", ")
    let rest = comparison.flips - min(Self.shown, comparison.worst.count)
    return ["<details><summary>\(name): \(HTMLText.prose(summary))</summary>"]
      + text.origins(comparison).map { "<p>\(HTMLText.prose($0))</p>" }
      + directions(comparison) + flips(comparison)
      + (rest > 0 ? ["<p>and \(rest) more flips</p>"] : []) + ["</details>"]
  }

  private func directions(_ comparison: RouterComparison) -> [String] {
    var table = HTMLTable(
      columns: [
        ("from", false), ("to", false), ("flips", true),
        ("quality, \(quality.changeUnit)", true), ("USD", true),
      ], caption: "By direction")
    table.rows = comparison.directions.map { direction in
      let cells = [
        HTMLText.escaped(direction.from), HTMLText.escaped(direction.to),
        String(direction.flips), direction.quality.map(quality.change) ?? NumberText.undefined,
        direction.cost.map(NumberText.signedUSD) ?? NumberText.undefined,
      ]
      return (cells, "")
    }
    return table.html
  }

  private func flips(_ comparison: RouterComparison) -> [String] {
    var table = HTMLTable(
      columns: [
        ("trace", false), ("from", false), ("to", false), ("quality", true), ("USD", true),
      ], caption: "The largest losses first")
    let changes = comparison.worst + (comparison.worseAnswers ?? [])
    table.rows = changes.prefix(Self.shown).map { flip in
      let cells = [
        HTMLText.escaped(flip.trace), HTMLText.escaped(flip.from), HTMLText.escaped(flip.to),
        quality.levels(flip),
        text.cost(flip).replacing("cost ", with: ""),
      ]
      return (cells, "")
    }
    return table.html
  }
}
