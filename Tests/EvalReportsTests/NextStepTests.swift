@testable import EvalCore
import Testing

@testable import EvalReports

struct NextStepTests {
  @Test func `a first run is told how to make a baseline`() {
    #expect(
      NextStep(after: Sample.passed())?.command == "evalroute baseline accept suites/mtbench")
  }

  @Test func `a failed run is told how to see a changed route`() {
    #expect(
      NextStep(after: Sample.failed())?.command == "evalroute explain suites/mtbench 111-2")
  }

  @Test func `a failed run without a baseline is not told to accept itself`() {
    let gate = Sample.gate(.apgr, "mf", .failed, value: 0.4, limit: 0.5)
    #expect(NextStep(after: Sample.report(gates: [gate])) == nil)
  }

  @Test func `a passed run with changed routes may become the baseline`() {
    var report = Sample.failed()
    report.gates = []
    report.verdict = .passed
    report.exitCode = .passed
    #expect(NextStep(after: report)?.command == "evalroute baseline accept suites/mtbench")
    report.comparison = [Sample.unchanged("mf")]
    #expect(NextStep(after: report) == nil)
  }

  @Test func `a path with blanks and quotes is quoted for the shell`() {
    var report = Sample.passed()
    report.suiteFile = "my suites/it's/suite.yaml"
    #expect(
      NextStep(after: report)?.command == "evalroute baseline accept 'my suites/it'\\''s'")
  }

  @Test func `an interrupted run is run again`() {
    var report = Sample.passed()
    report.incomplete = true
    #expect(NextStep(after: report)?.command == "evalroute run suites/mtbench")
  }
}
