import EvalCore
import EvalSystem
import Testing

@testable import EvalReports

struct FailureReportTests {
  private func failure(_ text: String) -> ProblemReport {
    ProblemReport([
      Problem(file: text, line: 7, keyPath: text, message: text),
      Problem(file: text, message: text),
    ])
  }

  @Test(arguments: Hostile.names)
  func `a page of a run that could not be made is safe`(_ name: String) throws {
    let hostile = try HTMLOutline(HTMLReport.renderError(suite: name, failure(name)))
    let tame = try HTMLOutline(HTMLReport.renderError(suite: "x", failure("x")))
    #expect(hostile.tags == tame.tags)
    #expect(hostile.names.isSubset(of: HTMLOutline.allowed))
  }

  @Test(arguments: Hostile.names)
  func `a summary of a run that could not be made is safe`(_ name: String) {
    let text = MarkdownReport.renderError(suite: name, failure(name))
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count == 6)
    #expect(!text.contains("<script"))
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test(arguments: Hostile.names)
  func `a verdict's line is one line`(_ name: String) {
    var report = Sample.failed()
    report.suite = name
    let line = TerminalReport.verdictLine(report)
    #expect(!line.unicodeScalars.contains { $0.value < 0x20 })
    #expect(line.hasPrefix("✗ "))
  }
}
