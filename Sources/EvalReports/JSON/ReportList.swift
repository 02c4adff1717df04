import EvalCore

/// The runs of several suites as one document.
struct ReportList: Encodable {
  var results: [RunReport]

  private enum CodingKeys: String, CodingKey {
    case version
    case exitCode = "exit_code"
    case verdict
    case results
  }

  /// The exit code of all runs together; nothing run is nothing decided.
  var exitCode: ExitStatus {
    results.isEmpty ? .inconclusive : ExitStatus.combined(results.map(\.exitCode))
  }

  /// The worst verdict of all runs.
  var verdict: Verdict {
    if results.contains(where: { $0.verdict == .failed }) { return .failed }
    let isOpen = results.isEmpty || results.contains { $0.verdict == .inconclusive }
    return isOpen ? .inconclusive : .passed
  }

  /// Writes the version, the exit code, the verdict and the runs.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(RunReport.currentVersion, forKey: .version)
    try container.encode(exitCode, forKey: .exitCode)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(results, forKey: .results)
  }
}
