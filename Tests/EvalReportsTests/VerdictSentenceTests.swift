@testable import EvalCore
import Testing

@testable import EvalReports

struct VerdictSentenceTests {
  @Test func `a passed run says how many gates hold`() {
    #expect(VerdictSentence(Sample.passed()).text == "mtbench passed: 3 gates hold.")
  }

  @Test func `a run without gates says that nothing was judged`() {
    #expect(
      VerdictSentence(Sample.empty()).text
        == "mtbench passed: the suite has no gates, so nothing was judged.")
  }

  @Test func `a failed run counts what failed and what is open`() {
    #expect(
      VerdictSentence(Sample.failed()).text
        == "mtbench FAILED: 2 of 14 gates do not hold, 1 gate cannot tell.")
  }

  @Test func `what does not block is still said of a passed run`() {
    let report = Sample.report(gates: [
      Sample.gate(.apgr, "mf", value: 0.6, limit: 0.5),
      Sample.gate(.pgr, "mf", .failed, isBlocking: false, value: 0.4, limit: 0.5),
      Sample.gate(.pgr, "mf", .inconclusive, isBlocking: false, limit: 0.5),
    ])
    #expect(
      VerdictSentence(report).text
        == "mtbench passed: 1 gate holds, 1 failure does not block, 1 cannot tell and does not block."
    )
  }

  @Test func `a run that only warns says that it exits 0`() {
    var gate = Sample.gate(.pgr, "mf", .inconclusive, limit: 0.5)
    gate.onInconclusive = .warn
    let sentence = VerdictSentence(Sample.report(gates: [gate])).text
    #expect(sentence.contains("exits 0"))
    #expect(sentence.hasPrefix("mtbench cannot be decided: 1 cannot tell"))
  }

  @Test func `an interrupted run never looks passed`() {
    var report = Sample.passed()
    report.incomplete = true
    #expect(VerdictSentence(report).word == "incomplete")
    #expect(VerdictSentence(report).standing == .failed)
    #expect(VerdictSentence(report).text.contains("nothing was stored"))
  }

  @Test func `gates left out are counted`() {
    var report = Sample.passed()
    report.gatesLeftOut = 4
    #expect(VerdictSentence(report).text.hasSuffix(" 4 gates were left out with --router."))
  }

  @Test func `where every gate is left out the suite still has gates`() {
    var report = Sample.empty()
    report.gatesLeftOut = 1
    #expect(
      VerdictSentence(report).text
        == "mtbench passed: no gate was judged. 1 gate was left out with --router.")
  }
}
