@testable import EvalCore
import Testing

@testable import EvalReports

struct TerminalReportTests {
  private static let samples: [(String, RunReport)] = [
    ("passed", Sample.passed()), ("failed", Sample.failed()), ("open", Sample.open()),
    ("undefined", Sample.undefined()), ("empty", Sample.empty()),
    ("ladder", Sample.ladder()),
  ]

  private func render(
    _ report: RunReport, width: Int? = nil, color: Bool = false, verbose: Bool = false
  ) -> String {
    TerminalReport.render(
      report,
      options: TerminalOptions(
        width: width, color: color, verbose: verbose, reportsFolder: "reports/mtbench",
        storePath: ".evalroute/runs.sqlite"))
  }

  @Test(arguments: samples.indices)
  func `whole reports`(_ index: Int) throws {
    let (name, report) = Self.samples[index]
    try Snapshot.expect(render(report), named: "\(name)-120.txt")
  }

  @Test(arguments: [80, 60, 40])
  func `narrow reports`(_ width: Int) throws {
    try Snapshot.expect(render(Sample.failed(), width: width), named: "failed-\(width).txt")
  }

  @Test func `a verbose report lists what is otherwise counted`() throws {
    try Snapshot.expect(render(Sample.failed(), verbose: true), named: "failed-verbose.txt")
  }

  @Test func `a coloured report`() throws {
    let text = render(Sample.failed(), color: true)
    try Snapshot.expect(text.replacing("\u{1B}", with: "␛"), named: "failed-color.txt")
  }

  @Test func `colour adds codes and nothing else`() {
    for (_, report) in Self.samples {
      let plain = render(report)
      let colored = render(report, color: true)
      #expect(colored.contains("\u{1B}["))
      #expect(!plain.contains("\u{1B}"))
      #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    }
  }

  @Test(arguments: [20, 32, 40, 47, 60, 73, 80, 100, 120, 200])
  func `no line is wider than the terminal`(_ width: Int) {
    for (name, report) in Self.samples {
      for line in render(report, width: width).split(separator: "\n") {
        // A command is never broken, so that it can be copied.
        if line.contains("evalroute ") { continue }
        #expect(DisplayWidth.columns(String(line)) <= max(32, width), "\(name): \(line)")
      }
    }
  }

  @Test(arguments: [40, 80, 120])
  func `no name widens a line or sends a control sequence`(_ width: Int) {
    for name in Hostile.names {
      let text = render(Hostile.report(name), width: width)
      let control = text.unicodeScalars.first {
        ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F).contains($0.value)
      }
      #expect(control == nil)
      for line in text.split(separator: "\n") where !line.contains("evalroute ") {
        #expect(DisplayWidth.columns(String(line)) <= width, "\(line)")
      }
    }
  }

  @Test func `columns that do not fit are named`() {
    let text = render(Sample.passed(), width: 60)
    #expect(text.contains("not shown at this width:"))
    #expect(text.contains("CPT50"))
    #expect(!render(Sample.passed(), width: 120).contains("not shown"))
  }

  @Test func `a very narrow terminal gets every figure one under the other`() {
    let text = render(Sample.passed(), width: 40)
    #expect(text.contains("  CPT50      33.3%"))
    #expect(!text.contains("not shown"))
  }

  @Test func `each reason for a dash is told once`() {
    let text = render(Sample.undefined())
    let reason = "the golden has neither costs nor priced tokens for every call"
    #expect(text.split(separator: "\n").filter { $0.contains(reason) }.count == 1)
    #expect(text.contains("¹ \(reason)"))
  }

  @Test(arguments: [
    (GapStatus.reportOnly, "is less than four standard errors wide: gates on a change do not"),
    (.undefined, "is negative or not shown to differ from zero"),
  ])
  func `a doubtful gap is footnoted`(status: GapStatus, words: String) {
    var report = Sample.passed()
    report.routers[0].metrics.pgr = .value(Estimate(0.7, status: status))
    let text = render(report, width: 160)
    #expect(text.contains("0.700¹"))
    #expect(text.contains("¹ the gap between strong and weak \(words)"))
  }

  @Test func `a scale of 0 to 1 is in percent`() {
    var report = Sample.passed()
    report.golden.qualityMin = 0
    report.golden.qualityMax = 1
    let text = render(report)
    #expect(text.contains("88.1% ± 3.4"))
    #expect(text.contains("+3.4"))
  }

  @Test func `passed gates are a count unless all are asked for`() {
    #expect(!render(Sample.passed()).contains("at least 0.55"))
    #expect(render(Sample.passed(), verbose: true).contains("at least 0.55"))
  }

  @Test func `a baseline that cannot be compared says why`() {
    var report = Sample.open()
    report.baseline = RunReport.BaselineSummary(
      ref: "git:abc", comparable: false, differences: ["seed 1 here, 2 in the baseline"], events: []
    )
    let text = render(report)
    #expect(text.contains("baseline git:abc, not comparable: seed 1 here, 2 in the baseline"))
    #expect(text.contains("if that change was meant"))
  }

  @Test func `a hundred failures are not a hundred lines`() {
    let gates = (0..<100).map {
      Sample.gate(
        .quality, "mf", .failed, cohort: Sample.cohort("c\($0)"), value: 0.1, limit: 0.5,
        reason: "the requirement does not hold")
    }
    let text = render(Sample.report(gates: gates))
    #expect(text.split(separator: "\n").count < 60)
    #expect(text.contains("and 80 more"))
  }

  @Test func `the verdict stands near the end and the next command last`() {
    let lines = render(Sample.failed()).split(separator: "\n")
    #expect(lines.last?.contains("evalroute explain") == true)
    #expect(lines.suffix(4).first?.hasPrefix("✗ mtbench FAILED") == true)
  }
}
