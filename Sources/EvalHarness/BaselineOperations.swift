package import EvalCore
package import EvalStore
import EvalSuites
import EvalSystem

/// Accepts runs as baselines, and shows and drops them.
package struct BaselineOperations: Sendable {
  /// What was accepted.
  package struct Acceptance: Sendable {
    package var suite: String
    package var run: String
    package var verdict: Verdict
    /// The files that were written.
    package var files: [String]
    /// What a person should know before committing them.
    package var warnings: [String]
  }

  private let storePath: String

  package init(storePath: String) {
    self.storePath = storePath
  }

  /// Accepts a suite's newest stored run, or a named one, and writes it beside the suite.
  ///
  /// - Throws: `ProblemReport` where there is no such run, or a file cannot be written.
  package func accept(_ path: String, run ref: String?, at time: Instant) throws -> Acceptance {
    let suite = try SuiteReader.read(path)
    let store = try RunStore.open(existing: storePath)
    let id = try store.resolve(ref ?? "latest", suite: suite.name)
    let run = try store.run(id: id)
    try refuse(partial: run.report, of: suite, isNamed: ref != nil)
    let folder = FileBytes.folder(of: suite.file)
    try BaselineFile.write(report: run.report, traces: run.traces, to: folder)
    try store.accept(id, suite: suite.name, at: time.iso8601)
    var warnings: [String] = []
    if run.report.comparability.suiteSHA256 != suite.sha256 {
      warnings.append("\(suite.file) has changed since that run: run the suite and accept again")
    }
    let routers = run.report.routers.map(\.name)
    if suite.routers.contains(where: { !routers.contains($0.name) }) {
      warnings.append(
        "that run has not every router of the suite (--router): the baseline lacks them")
    }
    return Acceptance(
      suite: suite.name, run: id, verdict: run.report.verdict,
      files: [BaselineFile.name, BaselineFile.decisionsName]
        .map { FileBytes.join(folder, $0) },
      warnings: warnings)
  }

  /// Refuses the newest run where it left routers out: nobody asked for just that one.
  private func refuse(
    partial report: RunReport, of suite: Suite, isNamed: Bool
  ) throws(ProblemReport) {
    let routers = report.routers.map(\.name)
    let absent = suite.routers.map(\.name).filter { !routers.contains($0) }
    guard !isNamed, !absent.isEmpty else { return }
    throw ProblemReport(
      file: suite.file,
      message:
        "the newest run has no \(absent.joined(separator: ", ")): run the whole suite, or name"
        + " that run with --run, and the baseline lacks them")
  }

  /// Returns the text of the accepted figures beside a suite.
  ///
  /// - Throws: `ProblemReport` where none was accepted.
  package func show(_ path: String) throws -> String {
    let suite = try SuiteReader.read(path)
    let file = FileBytes.join(FileBytes.folder(of: suite.file), BaselineFile.name)
    guard FileBytes.isFile(file) else {
      throw ProblemReport(
        file: file, message: "there is no baseline; `evalroute baseline accept \(path)` writes one")
    }
    return String(decoding: try FileBytes.read(file), as: UTF8.self)
  }

  /// Returns the store's accepted runs, by suite.
  package func list() throws -> [AcceptedBaseline] {
    try RunStore.open(reading: storePath).baselines()
  }

  /// Removes the files beside a suite and the store's acceptance.
  ///
  /// - Returns: Whether there was anything to remove.
  package func drop(_ path: String) throws -> Bool {
    let suite = try SuiteReader.read(path)
    let hadFiles = try BaselineFile.remove(from: FileBytes.folder(of: suite.file))
    guard FileBytes.isFile(storePath) else { return hadFiles }
    let hadRun = try RunStore.open(existing: storePath).dropBaseline(suite: suite.name)
    return hadFiles || hadRun
  }
}
