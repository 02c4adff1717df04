import EvalCore
import EvalReports

/// Prints what lint found.
package enum LintText {
  /// Returns a line for each finding, and for a clean path one that says so.
  package static func text(_ result: LintOperation.Result) -> String {
    guard !result.findings.isEmpty else { return "\(result.path): nothing found\n" }
    return result.findings.map { finding in
      let place = finding.severity == .error ? "" : "\(result.path): "
      let lines = [
        VisibleText.escaped(
          "\(place)\(finding.severity.rawValue): \(finding.message) [\(finding.code.rawValue)]")
      ]
      return (lines + finding.examples.map { "  " + VisibleText.escaped($0) })
        .joined(separator: "\n") + "\n"
    }.joined()
  }

  /// Returns `{"version": 1, "results": […]}`.
  ///
  /// - Throws: `EncodingError`, which no finding gives rise to.
  package static func json(_ results: [LintOperation.Result]) throws -> String {
    struct Document: Encodable {
      var version = 1
      var results: [LintOperation.Result]
    }
    return try JSONReport.encode(Document(results: results))
  }
}
