import EvalCore

/// What each router routes differently since the baseline.
struct TerminalFlips {
  private let report: RunReport
  private let options: TerminalOptions
  private let text: FlipText

  init(_ report: RunReport, _ options: TerminalOptions) {
    self.report = report
    self.options = options
    self.text = FlipText(report.golden)
  }

  /// A line for each router, with its worst flips under it; nothing without a comparison.
  var lines: [String] {
    guard !report.comparison.isEmpty || !(report.baseline?.events.isEmpty ?? true) else {
      return []
    }
    let changed = report.comparison.filter { !$0.isUnchanged }
    let same = report.comparison.filter(\.isUnchanged).map(\.router)
    var lines = changed.isEmpty ? [] : rows(changed)
    if !same.isEmpty {
      let names = same.map { VisibleText.line($0, columns: 40) }.joined(separator: ", ")
      lines += TextWrap.lines(
        "\(FlipText.unchanged): \(names)", width: options.columns, first: "  ", indent: "    ")
    }
    return [TextStyle.bold.apply("Flips since the baseline", color: options.color)] + lines + events
  }

  private func rows(_ comparisons: [RouterComparison]) -> [String] {
    var table = PlainTable(columns: [
      PlainTable.Column("", shrinksTo: 8), PlainTable.Column("", .right),
      PlainTable.Column(""), PlainTable.Column(""),
    ])
    table.rows = comparisons.map { PlainTable.Row(summary($0)) }
    let fitted = table.fitted(to: options.columns - 2).table
    if fitted.width > options.columns - 2 {
      return comparisons.flatMap { sentence(summary($0).map(\.text)) + origins($0) + worst($0) }
    }
    return zip(comparisons, fitted.lines(color: options.color))
      .flatMap { ["  " + $1] + origins($0) + worst($0) }
  }

  private func origins(_ comparison: RouterComparison) -> [String] {
    text.origins(comparison).flatMap {
      TextWrap.lines($0, width: options.columns, first: "      ", indent: "        ")
    }.map { TextStyle.dim.apply($0, color: options.color) }
  }

  private func summary(_ comparison: RouterComparison) -> [PlainTable.Cell] {
    [
      PlainTable.Cell(comparison.router, style: .bold),
      PlainTable.Cell(NumberText.count(comparison.flips, "flip")),
      PlainTable.Cell(text.qualityChange(comparison)),
      PlainTable.Cell(text.costChange(comparison)),
    ]
  }

  private func sentence(_ parts: [String]) -> [String] {
    TextWrap.lines(
      parts.filter { !$0.isEmpty }.map { VisibleText.line($0, columns: 60) }
        .joined(separator: ", "),
      width: options.columns, first: "  ", indent: "    ")
  }

  private func worst(_ comparison: RouterComparison) -> [String] {
    let losses = comparison.losses(in: .all)
    let flips = losses.prefix(options.verbose ? 20 : 3)
    guard !flips.isEmpty else { return [] }
    var table = PlainTable(columns: [
      // An id is to be pasted: it is cut last.
      PlainTable.Column("", shrinksTo: options.columns < 60 ? 12 : 28),
      PlainTable.Column("", dropRank: 2, shrinksTo: 8),
      PlainTable.Column("", dropRank: 1, shrinksTo: 8), PlainTable.Column(""),
    ])
    table.rows = flips.map { flip in
      PlainTable.Row([
        PlainTable.Cell(flip.trace), PlainTable.Cell(flip.from),
        PlainTable.Cell(flip.from == flip.to ? "" : "→ \(flip.to)"),
        PlainTable.Cell(text.quality(flip)),
      ])
    }
    let rest = comparison.flips + (comparison.worseAnswers?.count ?? 0) - flips.count
    let more = rest > 0 ? ["and \(rest) more"] : []
    return (table.fitted(to: options.columns - 6).table.lines(color: options.color) + more)
      .map { TextStyle.dim.apply("      " + $0, color: options.color) }
  }

  private var events: [String] {
    (report.baseline?.events ?? []).prefix(options.verbose ? .max : 10).flatMap {
      TextWrap.lines(
        VisibleText.line($0, columns: 300), width: options.columns, first: "  · ", indent: "    ")
    }
  }
}
