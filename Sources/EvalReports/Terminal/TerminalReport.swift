package import EvalCore

/// A run for a person at a terminal: first the figures, last the verdict and what to do next.
package enum TerminalReport {
  /// Returns the report's lines, the last one ended.
  ///
  /// Nothing depends on colour or on a glyph alone, and no name can send a control sequence.
  package static func render(_ report: RunReport, options: TerminalOptions) -> String {
    let sections = [
      header(report, options),
      TerminalRouters(report, options).lines,
      TerminalModels(report, options).lines,
      TerminalRoutes(report, options).lines,
      TerminalThresholds(report, options).lines,
      TerminalCalibration(report, options).lines,
      TerminalCohorts(report, options).lines,
      TerminalGates(report, options).lines,
      TerminalFlips(report, options).lines,
      warnings(report, options),
      TerminalClosing(report, options).lines,
    ]
    return sections.filter { !$0.isEmpty }
      .map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private static func header(_ report: RunReport, _ options: TerminalOptions) -> [String] {
    let text = GoldenText(report)
    let models = text.models
      .map { "\($0.role) \(VisibleText.line($0.name, columns: 48))" }
      .joined(separator: ", ")
    let golden = VisibleText.line(report.golden.name, columns: 48)
    let title = "\(VisibleText.line(report.suite, columns: 64)) on golden \(golden): \(text.golden)"
    return TextWrap.lines(title, width: options.columns)
      .map { TextStyle.bold.apply($0, color: options.color) }
      + [models, VisibleText.line(text.baseline, columns: 240)]
      .filter { !$0.isEmpty }
      .flatMap { TextWrap.lines($0, width: options.columns, indent: "  ") }
      .map { TextStyle.dim.apply($0, color: options.color) }
  }

  private static func warnings(_ report: RunReport, _ options: TerminalOptions) -> [String] {
    guard !report.warnings.isEmpty else { return [] }
    let shown = options.verbose ? report.warnings : Array(report.warnings.prefix(10))
    let rest = report.warnings.count - shown.count
    let lines = shown.flatMap {
      TextWrap.lines(
        VisibleText.line($0, columns: 400), width: options.columns, first: "  ! ", indent: "    ")
    }
    return [TextStyle.bold.apply("Warnings", color: options.color)] + lines
      + (rest > 0 ? ["    and \(rest) more in report.json"] : [])
  }
}
