import EvalCore
import Testing

@testable import EvalReports

/// A golden that was recorded anew: answers differ where no route does, and every report says so.
struct RecordedAnewTests {
  private static let report: RunReport = {
    var report = Sample.failed()
    report.comparison = [Sample.recordedAnew("mf"), Sample.unchanged("rules")]
    return report
  }()

  private static let reports: [(String, String)] = [
    (
      "terminal",
      TerminalReport.render(
        report,
        options: TerminalOptions(
          width: nil, color: false, verbose: false, reportsFolder: "reports", storePath: "s"))
    ),
    ("markdown", MarkdownReport.render(report)), ("html", HTMLReport.render(report)),
    ("junit", String(decoding: JUnitReport.render([report]), as: UTF8.self)),
  ]

  @Test(arguments: reports.indices)
  func `the split between routes and answers stands beside the change`(index: Int) {
    let (name, text) = Self.reports[index]
    #expect(text.contains("quality: 0.00 points from other routes"), "\(name)")
    #expect(text.contains("-0.18 points from other answers"), "\(name)")
    #expect(text.contains("recording anew alone: ± 0.07"), "\(name)")
    let plain = text.replacing("\\$", with: "$")
    #expect(
      plain.contains("+$0.100 / 1,000 from other prices, +$0.200 / 1,000 from other tokens"))
  }

  @Test func `only a router whose replay is the same is called identical`() {
    let terminal = Self.reports[0].1
    #expect(terminal.contains("identical decisions: rules\n"))
    #expect(!terminal.contains("identical decisions: mf"))
    #expect(terminal.contains("0 flips"))
  }
}
