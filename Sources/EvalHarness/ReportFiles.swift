import EvalCore
package import EvalReports
package import EvalSystem

/// Writes a suite's reports into its folder, each whole or not at all.
package struct ReportFiles: Sendable {
  /// The folder of the suite's reports.
  package var folder: String
  private let schema: JUnitReport.Schema

  package init(folder: String, schema: JUnitReport.Schema) {
    self.folder = folder
    self.schema = schema
  }

  /// Writes all four reports of a run.
  ///
  /// - Throws: `ProblemReport` where the folder cannot be written to.
  func write(_ report: RunReport, document: [UInt8]) throws {
    // Each is flushed to the disk, which is waited for four times at once rather than in turn.
    _ = try Parallel.tryMap(count: 4, jobs: 4) { index in
      switch index {
      case 0: try write("report.json", document)
      case 1:
        try write(
          "junit.xml",
          JUnitReport.render([report], schema: schema) { RepositoryPath.relative($0) })
      case 2: try write("summary.md", Array(MarkdownReport.render(report).utf8))
      default: try write("report.html", Array(HTMLReport.render(report).utf8))
      }
    }
  }

  /// Writes what can be said of a run that broke; the reports of an earlier run are replaced, so
  /// that nobody takes them for this one's.
  ///
  /// - Parameters:
  ///   - failure: What is wrong.
  ///   - suite: The suite's name.
  ///   - file: The suite's file; nil where there is none.
  ///   - kind: `broken` or `incomplete`.
  ///   - startedAt: When the run began, in ISO 8601; nil where the reports must not say.
  /// - Throws: `ProblemReport` where the folder cannot be written to.
  package func write(
    failure: ProblemReport, suite: String, file: String?, kind: String = "broken",
    startedAt: String?
  ) throws(ProblemReport) {
    let document = try? JSONReport.renderError(
      kind: kind, message: failure.problems.first?.message ?? "", problems: failure.problems)
    try write("report.json", Array((document ?? "").utf8))
    try write(
      "junit.xml",
      JUnitReport.renderError(
        suite: suite, file: file, problems: failure.problems, schema: schema, kind: kind,
        startedAt: startedAt
      ) { RepositoryPath.relative($0) })
    try write("summary.md", Array(MarkdownReport.renderError(suite: suite, failure).utf8))
    try write("report.html", Array(HTMLReport.renderError(suite: suite, failure).utf8))
  }

  private func write(_ name: String, _ bytes: [UInt8]) throws(ProblemReport) {
    try AtomicFile.write(bytes, to: FileBytes.join(folder, name))
  }
}
