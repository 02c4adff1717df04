@testable import EvalCore
import EvalSystem
import Testing

@testable import EvalReports

struct JUnitReportTests {
  private func document(
    _ reports: [RunReport], _ schema: JUnitReport.Schema = .rich
  ) throws -> XMLNode {
    try #require(XMLNode(JUnitReport.render(reports, schema: schema)))
  }

  @Test(arguments: JUnitReport.Schema.allCases)
  func `whole documents`(_ schema: JUnitReport.Schema) throws {
    let text = String(
      decoding: JUnitReport.render([Sample.failed()], schema: schema), as: UTF8.self)
    try Snapshot.expect(text, named: "failed-\(schema.rawValue).xml")
  }

  @Test func `each gate is a testcase, and each run has one more`() throws {
    let report = Sample.failed()
    let suite = try #require(try document([report]).child("testsuite"))
    #expect(suite.all("testcase").count == report.gates.count + 1)
    #expect(suite.attributes["tests"] == "15")
    #expect(suite.attributes["failures"] == "2")
    #expect(suite.attributes["errors"] == "1")
    #expect(suite.all("failure").count == 2)
    #expect(suite.all("error").count == 1)
    #expect(suite.all("skipped").isEmpty)
  }

  @Test func `a run without gates still has a testcase`() throws {
    let suite = try #require(try document([Sample.empty()]).child("testsuite"))
    #expect(suite.all("testcase").map { $0.attributes["name"] } == ["run completed"])
  }

  @Test func `only a blocking failure that is not waived is red`() throws {
    let cases = try document([Sample.failed()]).all("testcase")
    let length = cases.filter { $0.attributes["classname"] == "evalroute.mtbench.length.all" }
    #expect(length.count == 2)
    for testcase in length {
      #expect(testcase.children.map(\.name) == ["system-out"])
    }
    #expect(length[0].text.contains("a waiver holds"))
    #expect(length[1].text.contains("does not block"))
  }

  @Test func `what could not be decided without blocking says so in both dialects`() throws {
    let rich = try document([Sample.failed()])
    let coding = try #require(
      rich.all("testcase").first { $0.attributes["classname"]?.hasSuffix("coding") == true })
    #expect(coding.children.map(\.name) == ["system-out"])
    #expect(coding.text.contains("could have seen a drop of 0.12"))
    let strict = try document([Sample.failed()], .strict)
    #expect(strict.all("testcase").allSatisfy { $0.child("system-out") == nil })
    let output = try #require(strict.child("testsuite")?.child("system-out"))
    #expect(output.text.contains("evalroute.mtbench.mf.category=coding"))
    #expect(output.text.contains("could have seen a drop of 0.12"))
  }

  @Test func `a failure's text holds what a person needs`() throws {
    let failures = try document([Sample.failed()]).all("failure")
    let text = try #require(failures.last).text
    for part in [
      "router:   mf", "cohort:   category=math", "drop at most 0.05 vs baseline",
      "-0.071 (-0.64 points)", "now:      0.631", "before:   0.702", "p = 0.003",
      "suites/mtbench/baseline.json", "suites/mtbench/suite.yaml:33",
      "111-2: gpt-4-1106-preview -> mixtral-8x7b-instruct-v0.1, quality 9 → 2",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(failures.first?.text.contains("rules must rank better than chance") == true)
  }

  @Test func `a failure points at the gate's line in the suite`() throws {
    let testcase = try #require(
      try document([Sample.failed()]).all("testcase").first { $0.child("failure") != nil })
    #expect(testcase.attributes["file"] == Sample.suiteFile)
    #expect(testcase.attributes["line"] == "31")
    let strict = try document([Sample.failed()], .strict).all("testcase")
    #expect(strict.allSatisfy { Set($0.attributes.keys) == ["classname", "name", "time"] })
  }

  @Test func `names stay while values and limits change`() throws {
    func names(_ value: Double, _ limit: Double) throws -> [[String?]] {
      let gate = Sample.gate(.apgr, "mf", value: value, limit: limit)
      return try document([Sample.report(gates: [gate])]).all("testcase")
        .map { [$0.attributes["classname"], $0.attributes["name"]] }
    }
    #expect(try names(0.6, 0.5) == names(0.71, 0.55))
  }

  @Test func `dots divide class names and stand nowhere else`() throws {
    let gate = Sample.gate(.apgr, "gpt-4.1", value: 0.6, limit: 0.5)
    let testcase = try document([Sample.report(suite: "v1.2", gates: [gate])]).all("testcase")[1]
    #expect(testcase.attributes["classname"] == "evalroute.v1_2.gpt-4_1.all")
  }

  @Test func `gates that would share a name are numbered in suite order`() throws {
    let gates = [0.5, 0.6, 0.7].map { Sample.gate(.apgr, "mf", value: 0.9, limit: $0) }
    let names = try document([Sample.report(gates: gates)]).all("testcase")
      .compactMap { $0.attributes["name"] }
    #expect(names == ["run completed", "apgr floor", "apgr floor (2)", "apgr floor (3)"])
  }

  @Test func `names that differ only beyond the cut stay different`() throws {
    let long = String(repeating: "r", count: 300)
    let gates = [long + "a", long + "b"].map { Sample.gate(.apgr, $0, value: 0.9, limit: 0.5) }
    let cases = try document([Sample.report(gates: gates)]).all("testcase").dropFirst()
    #expect(Set(cases.compactMap { $0.attributes["classname"] }).count == 2)
    #expect(cases.allSatisfy { ($0.attributes["classname"] ?? "").count <= 200 })
    #expect(cases.allSatisfy { $0.attributes["name"] == "apgr floor" })
  }

  @Test func `several runs are several suites with totals`() throws {
    let root = try document([Sample.failed(), Sample.passed(), Sample.open()])
    let suites = root.all("testsuite")
    #expect(suites.map { $0.attributes["name"] } == ["mtbench", "mtbench (2)", "mtbench (3)"])
    #expect(suites.map { $0.attributes["id"] } == ["0", "1", "2"])
    #expect(root.attributes["tests"] == String(root.all("testcase").count))
    #expect(root.attributes["failures"] == "2")
    #expect(root.attributes["errors"] == "4")
    #expect(root.attributes["time"] == "3.704")
    let names = root.all("testcase").map { [$0.attributes["classname"], $0.attributes["name"]] }
    #expect(Set(names).count == names.count)
  }

  @Test func `a reproducible run has a fixed time`() throws {
    var report = Sample.passed()
    report.startedAt = nil
    report.durationMS = nil
    report.run = nil
    let suite = try #require(try document([report]).child("testsuite"))
    #expect(suite.attributes["timestamp"] == "1970-01-01T00:00:00")
    #expect(suite.attributes["time"] == "0.000")
  }

  @Test func `an interrupted run is in error`() throws {
    var report = Sample.passed()
    report.incomplete = true
    let suite = try #require(try document([report]).child("testsuite"))
    #expect(suite.all("error").first?.attributes["type"] == "evalroute.incomplete")
    #expect(suite.attributes["errors"] == "1")
  }

  @Test func `a run that could not be made is a testcase in error`() throws {
    let bytes = JUnitReport.renderError(
      suite: "mtbench", file: "suites/mtbench/suite.yaml",
      problems: [
        Problem(file: "suites/x.yaml", line: 7, keyPath: "gates[0]", message: "unknown metric"),
        Problem(file: "suites/x.yaml", line: 9, message: "unknown key"),
      ], startedAt: "2026-01-02T03:04:05.678Z")
    let root = try #require(XMLNode(bytes))
    let suite = try #require(root.child("testsuite"))
    #expect(suite.attributes["timestamp"] == "2026-01-02T03:04:05")
    #expect(suite.attributes["file"] == "suites/mtbench/suite.yaml")
    let testcase = try #require(root.all("testcase").first)
    #expect(testcase.attributes["classname"] == "evalroute.mtbench.run")
    #expect(testcase.attributes["line"] == "7")
    let error = try #require(testcase.child("error"))
    #expect(error.attributes["type"] == "evalroute.broken")
    #expect(error.text.contains("suites/x.yaml:9: unknown key"))
    #expect(XMLNode(JUnitReport.renderError(suite: "", problems: [])) != nil)
  }

  @Test func `the same runs are the same bytes`() {
    #expect(JUnitReport.render([Sample.failed()]) == JUnitReport.render([Sample.failed()]))
  }

  @Test func `a long text is cut`() throws {
    var gate = Sample.gate(.apgr, "mf", .failed, value: 0.4, limit: 0.5)
    gate.reason = String(repeating: "because ", count: 20_000)
    let text = try #require(
      try document([Sample.report(gates: [gate])]).all("failure").first
    ).text
    #expect(text.utf8.count <= XMLText.longestText + 100)
    #expect(text.hasSuffix("(cut; report.json has it all)"))
  }

  @Test func `a change that a comparison lists without decisions shows no flips`() throws {
    var report = Sample.failed()
    report.comparison = []
    #expect(try document([report]).all("failure").allSatisfy { !$0.text.contains("flips") })
  }
}
