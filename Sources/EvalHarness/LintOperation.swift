package import EvalCore
import EvalRouters
import EvalSuites
package import EvalSystem
import EvalTraces

/// Checks goldens and suites for what a run would refuse or warn of.
package struct LintOperation: Sendable {
  /// What was found in one golden or suite.
  package struct Result: Codable, Equatable, Sendable {
    /// The path, as the user named it.
    package var path: String
    /// `golden` or `suite`.
    package var kind: String
    package var findings: [Finding]

    /// Whether anything found stops a run.
    package var hasErrors: Bool { findings.contains { $0.severity == .error } }
  }

  private let jobs: Int
  /// Folders of goldens that routers were trained on.
  private let training: [String]

  package init(jobs: Int, training: [String]) {
    self.jobs = jobs
    self.training = training
  }

  /// Lints one path.
  ///
  /// - Throws: `ProblemReport` where there is nothing at the path.
  package func lint(_ path: String) throws(ProblemReport) -> Result {
    guard FileBytes.isFolder(path) || FileBytes.isFile(path) else {
      throw ProblemReport(file: path, message: "no such golden or suite")
    }
    let isGolden = FileBytes.isFile(FileBytes.join(path, ManifestReader.fileName))
    do {
      let findings = isGolden ? try lintGolden(path, ladder: nil) : try lintSuite(path)
      return Result(path: path, kind: isGolden ? "golden" : "suite", findings: findings)
    } catch {
      let problems =
        (error as? ProblemReport)?.problems ?? [Problem(file: path, message: "\(error)")]
      return Result(
        path: path, kind: isGolden ? "golden" : "suite",
        findings: problems.map {
          Finding(severity: .error, code: .broken, message: $0.description, count: 1)
        })
    }
  }

  private func lintGolden(_ folder: String, ladder: [String]?) throws -> [Finding] {
    let reading = try GoldenReader(jobs: jobs).read(folder)
    let lint = GoldenLint(reading.golden)
    var findings = lint.warnings(ladder: ladder, wrongTotals: reading.wrongTotals)
    for folder in training {
      let known = try GoldenReader(jobs: jobs).read(folder).golden
      if let finding = lint.sharedPrompts(with: known) { findings.append(finding) }
    }
    return findings
  }

  private func lintSuite(_ path: String) throws -> [Finding] {
    let suite = try SuiteReader.read(path)
    // What a run would refuse shows when its routers run. Those outside this program are not asked:
    // that may cost money, and say something else each time.
    var inside = suite
    inside.routers.removeAll { router in
      RouterQueue(suite.routers, wanted: [router]).routers.contains(where: \.kind.isLive)
    }
    if inside.routers.count < suite.routers.count { try checkLive(suite) }
    if !inside.routers.isEmpty { _ = try Evaluation(inside, routers: [], jobs: jobs) }
    return try lintGolden(suite.golden, ladder: suite.ladder)
  }

  private func checkLive(_ suite: Suite) throws {
    let golden = try GoldenReader(jobs: jobs).read(suite.golden).golden
    try SuiteFit.check(suite, golden: golden)
    let runner = RouterRunner(
      suite: suite,
      field: RouterRunner.Field(
        golden: golden, pool: ModelPool(golden: golden, names: suite.ladder)), calibration: [:])
    for router in suite.routers { try runner.checkLive(router) }
  }
}
