import EvalCore

/// The end of a terminal report: the verdict, where the rest is, what to type next.
struct TerminalClosing {
  private let report: RunReport
  private let options: TerminalOptions

  init(_ report: RunReport, _ options: TerminalOptions) {
    self.report = report
    self.options = options
  }

  /// The verdict's sentence and what follows it.
  var lines: [String] {
    let verdict = VerdictSentence(report)
    let sentence = TextWrap.lines(
      VisibleText.line(verdict.text, columns: 600), width: options.columns,
      first: verdict.standing.glyph + " ", indent: "  ")
    return sentence.map { verdict.standing.style.apply($0, color: options.color) }
      + places + next
  }

  private var places: [String] {
    var places: [String] = []
    if let folder = options.reportsFolder {
      places.append("reports: \(VisibleText.line(folder, columns: 300))")
    }
    if let run = report.run, let store = options.storePath {
      places.append(
        "stored: run \(VisibleText.line(run, columns: 64)) in \(VisibleText.line(store, columns: 300))"
      )
    }
    return places.flatMap {
      TextWrap.lines($0, width: options.columns, first: "  ", indent: "    ")
    }
    .map { TextStyle.dim.apply($0, color: options.color) }
  }

  /// The command stands on a line of its own, unbroken, so that it can be copied.
  private var next: [String] {
    guard let step = NextStep(after: report) else { return [] }
    let command = VisibleText.line(step.command, columns: 300)
    let line = "  next: \(step.reason): \(command)"
    if DisplayWidth.columns(line) <= options.columns { return [line] }
    return TextWrap.lines(
      "next: \(step.reason):", width: options.columns, first: "  ", indent: "    ")
      + ["    " + command]
  }
}
