package import EvalCore

/// A run for a pull request or a job's summary: the verdict first, the details folded.
package enum MarkdownReport {
  /// Returns the report in GitHub's Markdown, a line break at its end.
  ///
  /// It stays far below the 1 MB that a job's summary may have: long lists are cut and say so.
  package static func render(_ report: RunReport) -> String {
    let sections = [
      alert(report),
      summary(report),
      MarkdownRouters(report).lines,
      MarkdownModels(report).lines,
      list("Routes", routes(report)),
      MarkdownRouters(report).thresholds,
      MarkdownGates(report).lines,
      MarkdownFindings(report).cohorts,
      MarkdownFindings(report).flips,
      list("Warnings", report.warnings),
      MarkdownRouters(report).calibration,
      MarkdownGates(report).folded,
      MarkdownProvenance(report).folded,
    ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  /// The kind of GitHub's alert block, by how bad it is.
  private static func alert(_ report: RunReport) -> [String] {
    let verdict = VerdictSentence(report)
    let kind =
      switch verdict.standing {
      case .failed: "CAUTION"
      case .open: "WARNING"
      default: "NOTE"
      }
    var lines = ["> [!\(kind)]", "> **\(MarkdownText.prose(verdict.text))**"]
    if let step = NextStep(after: report) {
      lines += [">", "> Next, \(step.reason): \(MarkdownText.code(step.command, longest: 300))"]
    }
    return lines
  }

  private static func summary(_ report: RunReport) -> [String] {
    let text = GoldenText(report)
    let models = text.models.map { "\($0.role) \(MarkdownText.code($0.name))" }
      .joined(separator: ", ")
    let golden = "Golden \(MarkdownText.code(report.golden.name)): \(text.golden)"
    let parts = [golden, models, MarkdownText.prose(text.baseline)].filter { !$0.isEmpty }
    return [parts.joined(separator: "; ") + "."]
  }

  private static func routes(_ report: RunReport) -> [String] {
    let text = RouteText(QualityText(report.golden))
    return report.routers.flatMap { text.sentences($0, showsEveryBranch: false) }
  }

  /// Returns a titled list of sentences, cut after fifty.
  static func list(_ title: String, _ items: [String]) -> [String] {
    guard !items.isEmpty else { return [] }
    let rest = items.count - 50
    return ["### \(title)", ""] + items.prefix(50).map { "- \(MarkdownText.prose($0))" }
      + (rest > 0 ? ["- and \(rest) more in report.html"] : [])
  }

  /// Returns lines that open on a click.
  static func fold(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty
      ? [] : ["<details><summary>\(title)</summary>", ""] + lines + ["", "</details>"]
  }
}
