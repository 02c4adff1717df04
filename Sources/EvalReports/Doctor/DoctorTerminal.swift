package import EvalCore

/// An examination of a suite's gates for the terminal.
package struct DoctorTerminal {
  let report: DoctorReport
  let options: TerminalOptions

  private init(_ report: DoctorReport, _ options: TerminalOptions) {
    self.report = report
    self.options = options
  }

  /// Returns the whole report, a line break at its end.
  package static func render(_ report: DoctorReport, options: TerminalOptions) -> String {
    let text = DoctorTerminal(report, options)
    var lines = text.head
    lines += text.section("Against itself: must say that nothing changed", text.selfReplay)
    lines += text.section(
      "False alarms: \(text.times(report.extent.replicates, "change")) that change nothing;"
        + " 1 in 20 may fail", text.falseAlarms)
    lines += text.section(
      "Regressions found: each size planted"
        + " \(text.times(report.extent.powerReplicates, "time"))", text.power)
    lines += text.section("Broken on purpose: every query to its worst model", text.broken)
    lines += text.section("Could it fail on these traces?", text.reach)
    lines += text.closing
    return lines.joined(separator: "\n") + "\n"
  }

  private var head: [String] {
    let extent = report.extent
    var lines = wrapped(
      "\(report.suite) on golden \(report.golden):"
        + " \(NumberText.count(extent.traces, "trace")) in"
        + " \(NumberText.count(extent.clusters, "cluster"));"
        + " \(NumberText.percent(extent.flipShare, decimals: 0)) of clusters flip in each made-up"
        + " change", indent: "")
    if extent.isReduced {
      lines += wrapped(
        "repeated less often than usual, for the suite is large; see --replicates and"
          + " --power-replicates", indent: "")
    }
    return lines
  }

  private func times(_ count: Int, _ noun: String) -> String { NumberText.count(count, noun) }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    guard !lines.isEmpty else { return [] }
    return ["", TextStyle.bold.apply(title, color: options.color)] + lines
  }

  private var closing: [String] {
    var lines: [String] = []
    if !report.findings.isEmpty {
      lines += section(
        "Findings",
        report.findings.flatMap { wrapped("✗ \(report.suiteFile):\($0.line): \($0.message)") })
    }
    if !report.notes.isEmpty { lines += [""] + report.notes.flatMap { wrapped("· " + $0) } }
    return lines + [""] + wrapped(sentence, indent: "")
  }

  /// The verdict in one sentence.
  private var sentence: String {
    switch report.verdict {
    case .passed:
      "✓ \(report.suite) is healthy: \(times(gates, "gate")) can do what they are there for."
    case .failed:
      "✗ \(report.suite) is not healthy: \(times(report.findings.count, "finding"))."
    case .inconclusive: "? \(report.suite): \(report.notes.first ?? "nothing can be told")."
    }
  }

  private var gates: Int {
    Set(report.reach.map { Place(line: $0.gate.line, title: $0.gate.title) }).count
  }

  private struct Place: Hashable {
    var line: Int
    var title: String
  }

  func wrapped(_ text: String, indent: String = "  ") -> [String] {
    TextWrap.lines(
      VisibleText.line(text, columns: 1_000), width: options.columns, first: indent,
      indent: indent + "  ")
  }

  func lines(_ table: PlainTable) -> [String] {
    table.withoutEmptyColumns.fitted(to: options.columns - 2).table.lines(color: options.color)
      .map { "  " + $0 }
  }
}
