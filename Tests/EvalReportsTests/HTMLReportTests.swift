@testable import EvalCore
import Testing

@testable import EvalReports

struct HTMLReportTests {
  private static let samples: [(String, RunReport)] = [
    ("passed", Sample.passed()), ("failed", Sample.failed()), ("open", Sample.open()),
    ("undefined", Sample.undefined()), ("empty", Sample.empty()),
    ("ladder", Sample.ladder()),
  ]

  @Test(arguments: samples.indices)
  func `whole pages`(_ index: Int) throws {
    let (name, report) = Self.samples[index]
    let page = HTMLReport.render(report)
    try Snapshot.expect(page, named: "\(name).html")
    #expect(try HTMLOutline(page).names.isSubset(of: HTMLOutline.allowed))
  }

  @Test func `a page has no script and no address`() {
    let page = HTMLReport.render(Sample.failed())
    for token in ["<script", "http", "//", "src=", "href=", "url(", "@import", "on", "javascript:"]
    {
      let attribute = token == "on" ? " onclick" : token
      #expect(!page.replacing("http-equiv", with: "").contains(attribute), "\(attribute)")
    }
  }

  @Test func `a page holds what a reader looks for`() {
    let page = HTMLReport.render(Sample.failed())
    for part in [
      "prefers-color-scheme: dark", "width=device-width", "2 of 14 gates do not hold",
      "8.93 ± 0.31", "8.62 to 9.24", "category=math", "always-strong", "oracle",
      "the price of gpt-4-1106-preview changed", "111-2", "2 prompts stand twice",
      Sample.hash("a"), "20240617", "0.5123 (strong share 0.4, fitted on mtbench",
    ] {
      #expect(page.contains(part), "\(part)")
    }
  }

  @Test(arguments: Hostile.names)
  func `no name changes the page's structure`(_ name: String) throws {
    let hostile = try HTMLOutline(HTMLReport.render(Hostile.report(name)))
    let tame = try HTMLOutline(HTMLReport.render(Hostile.report("name")))
    #expect(hostile.tags == tame.tags)
  }

  @Test(arguments: Hostile.names)
  func `no control character reaches the page`(_ name: String) {
    let page = HTMLReport.render(Hostile.report(name))
    let forbidden = page.unicodeScalars.first {
      ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}"
    }
    #expect(forbidden == nil)
  }

  @Test func `a large run is a small page`() {
    let report = Sample.large(routers: 10, cohorts: 57, gatesPerRouter: 3 * 57)
    let page = HTMLReport.render(report)
    #expect(page.utf8.count < 2_000_000)
    #expect(page.contains("more in report.json"))
  }
}
