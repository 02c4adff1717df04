import EvalCore
import EvalSystem

/// Turns runs into testsuites.
enum JUnitBuilder {
  /// The testcase that every suite has, so that none is empty.
  private static let runCheck = "run completed"

  /// Returns a run's testsuite.
  static func suite(_ report: RunReport, names: inout JUnitNames) -> JUnitSuite {
    let name = names.suite(report.suite)
    let seconds = max(0, report.durationMS ?? 0) / 1000
    var cases = [completion(report, suite: name, seconds: seconds, names: &names)]
    cases += report.gates.map { testcase($0, in: report, suite: name, names: &names) }
    return JUnitSuite(
      name: name, file: report.suiteFile, timestamp: JUnitTimestamp.text(report.startedAt),
      time: seconds,
      properties: properties(report), cases: cases, output: output(report))
  }

  /// Returns the testsuite of a run that could not be completed.
  static func broken(
    _ suite: String, file: String?, problems: [Problem], kind: String, startedAt: String?,
    names: inout JUnitNames
  ) -> JUnitSuite {
    let name = names.suite(suite)
    let className = JUnitNames.className([name, "run"])
    let first = problems.first
    let check = JUnitCase(
      className: className, name: names.name(runCheck, in: className),
      place: first.flatMap { problem in
        problem.line.map { JUnitCase.Place(file: problem.file, line: $0) }
      },
      outcome: .error(
        type: "evalroute.\(kind)", message: first?.description ?? "the run could not be completed",
        text: problems.isEmpty
          ? "the run could not be completed" : ProblemReport(problems).description))
    return JUnitSuite(
      name: name, file: file ?? first?.file ?? "", timestamp: JUnitTimestamp.text(startedAt),
      time: 0, properties: [], cases: [check], output: "\(suite): the run could not be completed")
  }

  private static func completion(
    _ report: RunReport, suite: String, seconds: Double, names: inout JUnitNames
  ) -> JUnitCase {
    let className = JUnitNames.className([suite, "run"])
    var check = JUnitCase(
      className: className, name: names.name(runCheck, in: className), time: seconds)
    if report.incomplete == true || report.exitCode == .broken {
      let text = VerdictSentence(report).text
      check.outcome = .error(type: "evalroute.incomplete", message: text, text: text)
    }
    return check
  }

  private static func testcase(
    _ gate: GateResult, in report: RunReport, suite: String, names: inout JUnitNames
  ) -> JUnitCase {
    let className = JUnitNames.className([suite, gate.router, gate.cohort.description])
    let text = JUnitGate(gate, in: report)
    let name = GateText(gate, golden: report.golden).name
    return JUnitCase(
      className: className, name: names.name(name, in: className),
      place: gate.line > 0 ? JUnitCase.Place(file: report.suiteFile, line: gate.line) : nil,
      outcome: text.outcome, remark: text.remark)
  }

  private static func properties(_ report: RunReport) -> [(name: String, value: String)] {
    var properties = [
      (name: "evalroute.verdict", value: report.verdict.rawValue),
      (name: "evalroute.exit_code", value: String(report.exitCode.rawValue)),
      (name: "evalroute.version", value: report.tool),
      (name: "evalroute.golden_sha256", value: report.golden.sha256),
      (name: "evalroute.seed", value: String(report.comparability.seed)),
    ]
    if let run = report.run { properties.append(("evalroute.run", run)) }
    if let baseline = report.baseline { properties.append(("evalroute.baseline", baseline.ref)) }
    if let git = report.git { properties.append(("evalroute.git_commit", git.commit)) }
    return properties
  }

  private static func output(_ report: RunReport) -> String {
    ([VerdictSentence(report).text] + report.warnings.map { "warning: \($0)" })
      .joined(separator: "\n")
  }
}
