@testable import EvalCore
import Foundation
import Testing

@testable import EvalReports

struct MarkdownReportTests {
  private static let samples: [(String, RunReport)] = [
    ("passed", Sample.passed()), ("failed", Sample.failed()), ("open", Sample.open()),
    ("undefined", Sample.undefined()), ("empty", Sample.empty()),
    ("ladder", Sample.ladder()),
  ]

  @Test(arguments: samples.indices)
  func `whole summaries`(_ index: Int) throws {
    let (name, report) = Self.samples[index]
    try Snapshot.expect(MarkdownReport.render(report), named: "\(name).md")
  }

  @Test(arguments: [
    (Sample.passed(), "> [!NOTE]"), (Sample.failed(), "> [!CAUTION]"),
    (Sample.open(), "> [!WARNING]"),
  ])
  func `the verdict stands first`(_ report: RunReport, _ alert: String) {
    let lines = MarkdownReport.render(report).split(separator: "\n")
    #expect(lines.first.map(String.init) == alert)
    #expect(lines[1].contains("mtbench"))
  }

  @Test func `the worst gates come before the others`() throws {
    let text = MarkdownReport.render(Sample.failed())
    let failed = try #require(text.range(of: "✗ FAILED | `rules`"))
    let open = try #require(text.range(of: "? cannot tell | `mf`"))
    let passed = try #require(text.range(of: "✓ passed | `mf`"))
    #expect(failed.lowerBound < open.lowerBound && open.lowerBound < passed.lowerBound)
    #expect(text.range(of: "<details>").map { $0.lowerBound > open.lowerBound } == true)
  }

  @Test(arguments: Hostile.names)
  func `no name breaks a line or a table`(_ name: String) {
    let hostile = lines(Hostile.report(name))
    let tame = lines(Hostile.report("name"))
    #expect(hostile.count == tame.count)
    for (left, right) in zip(hostile, tame) {
      #expect(cells(left) == cells(right), "\(left)")
    }
  }

  @Test(arguments: Hostile.names)
  func `no name is markup`(_ name: String) {
    let text = MarkdownReport.render(Hostile.report(name)).replacing("\\](", with: "")
    for token in ["<script", "<!--", "](", "\n# ", "\u{1B}", "\u{202E}", "\u{0}"] {
      #expect(!text.contains(token), "\(token)")
    }
    let outsideCode = text.replacing(/`[^`\n]*`/, with: "")
    for token in ["https://", "@someone", "www.example"] {
      #expect(!outsideCode.contains(token), "\(token)")
    }
  }

  @Test(arguments: [
    ("mf", "`mf`"), ("a|b", "<code>a&#124;b</code>"), ("a`b", "<code>a&#96;b</code>"),
    ("a\nb", "<code>a&#92;nb</code>"), ("<b>", "<code>&#60;b&#62;</code>"), ("", "(empty)"),
    (" ", "<code> </code>"),
  ])
  func `names are code`(_ name: String, _ code: String) {
    #expect(MarkdownText.code(name) == code)
  }

  @Test(arguments: [
    ("a|b_c*d", "a\\|b\\_c\\*d"), ("<b>&", "&lt;b&gt;&amp;"),
    ("see https://x.org", "see https&#58;//x.org"),
    ("@me", "@&#8288;me"), ("[x](y)", "\\[x\\](y)"), ("costs $5", "costs \\$5"),
    ("back\\slash", "back\\\\slash"), ("- x", "\\- x"), ("1. x", "1\\. x"), ("    x", "x"),
    ("12 gates", "12 gates"), ("-0.3", "-0.3"), ("---", "\\---"), ("-", "\\-"),
  ])
  func `sentences are escaped`(_ text: String, _ escaped: String) {
    #expect(MarkdownText.prose(text) == escaped)
  }

  @Test func `a summary stays far below what a job may print`() {
    let report = Sample.large(routers: 60, cohorts: 60, gatesPerRouter: 60)
    let text = MarkdownReport.render(report)
    #expect(text.utf8.count < 400_000)
    #expect(text.contains("more in report.html"))
  }

  private func lines(_ report: RunReport) -> [Substring] {
    MarkdownReport.render(report).split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The number of cells as GitHub's parser splits them: a backslash guards the next character.
  private func cells(_ line: Substring) -> Int {
    guard line.hasPrefix("|") else { return 0 }
    var bars = 0
    var isGuarded = false
    for character in line {
      if isGuarded {
        isGuarded = false
      } else if character == "\\" {
        isGuarded = true
      } else if character == "|" {
        bars += 1
      }
    }
    return bars
  }
}
