package import EvalSystem

extension MarkdownReport {
  /// Returns the summary of a suite whose run could not be completed.
  package static func renderError(suite: String, _ failure: ProblemReport) -> String {
    let problems = failure.problems.map { "- \(MarkdownText.prose($0.description))" }
    let lines =
      [
        "> [!CAUTION]",
        "> \(MarkdownText.code(suite)) could not be run: nothing was judged and nothing was stored.",
        "",
      ] + problems
    return lines.joined(separator: "\n") + "\n"
  }
}
