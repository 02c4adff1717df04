@testable import EvalCore
import EvalSystem
import Foundation
import Testing

@testable import EvalReports

struct JSONReportTests {
  @Test func `a report reads back as it was`() throws {
    for report in [Sample.passed(), Sample.failed(), Sample.undefined(), Sample.empty()] {
      let text = try JSONReport.render(report)
      let again = try JSONReport.decode(Array(text.utf8))
      #expect(try JSONReport.render(again) == text)
    }
  }

  @Test func `the same report is the same bytes with sorted keys`() throws {
    let text = try JSONReport.render(Sample.failed())
    #expect(text == (try JSONReport.render(Sample.failed())))
    #expect(text.hasSuffix("}\n"))
    #expect(!text.contains("\\/"))
    try Snapshot.expect(try JSONReport.render(Sample.documented()), named: "documented.json")
  }

  @Test func `the document has the contract's keys`() throws {
    let object = try object(JSONReport.render(Sample.failed()))
    #expect(object["version"] as? Int == 1)
    #expect(object["verdict"] as? String == "failed")
    #expect(object["exit_code"] as? Int == 1)
    let routers = try #require(object["routers"] as? [[String: Any]])
    let metrics = try #require(routers[0]["metrics"] as? [String: Any])
    let cpt = try #require(metrics["cpt"] as? [String: Any])
    #expect(Set(cpt.keys) == ["20", "50", "80", "95"])
    #expect((metrics["latency_p50"] as? [String: String])?["undefined"] == "not recorded")
  }

  @Test func `several suites are one document with the worst exit code`() throws {
    let object = try object(
      JSONReport.renderMany([Sample.passed(), Sample.open(), Sample.failed()]))
    #expect(object["exit_code"] as? Int == 1)
    #expect(object["verdict"] as? String == "failed")
    #expect((object["results"] as? [Any])?.count == 3)
    let open = try self.object(JSONReport.renderMany([Sample.passed(), Sample.open()]))
    #expect(open["exit_code"] as? Int == 3)
    #expect(open["verdict"] as? String == "inconclusive")
  }

  @Test func `no suite at all is never green`() throws {
    #expect(try object(JSONReport.renderMany([]))["exit_code"] as? Int == 3)
  }

  @Test func `an error names its problems`() throws {
    let text = try JSONReport.renderError(
      kind: "bad_input", message: "2 problems in suites/x.yaml",
      problems: [
        Problem(file: "suites/x.yaml", line: 7, keyPath: "gates[0].metric", message: "unknown"),
        Problem(file: "suites/x.yaml", message: "cannot be read"),
      ])
    try Snapshot.expect(text, named: "error.json")
    let error = try #require(try object(text)["error"] as? [String: Any])
    let problems = try #require(error["problems"] as? [[String: Any]])
    #expect(problems[0]["key_path"] as? String == "gates[0].metric")
    #expect(problems[1].keys.sorted() == ["file", "message"])
  }

  @Test(arguments: Hostile.names)
  func `any name survives`(_ name: String) throws {
    let report = Hostile.report(name)
    let again = try JSONReport.decode(Array(JSONReport.render(report).utf8))
    #expect(again.routers[0].name == name)
    #expect(again.warnings == [name])
  }

  @Test(arguments: ["", "[]", "{", "\u{FEFF}", "{\"version\":\"x\"}", "{\"version\":1}", "null"])
  func `what is no report is refused`(_ text: String) {
    #expect(throws: ReportError.self) { try JSONReport.decode(Array(text.utf8)) }
  }

  @Test func `a missing key is named`() {
    #expect(throws: ReportError.notAReport("key `suite` is missing")) {
      try JSONReport.decode(Array("{\"version\":1}".utf8))
    }
  }

  @Test func `a newer version is refused by its number`() {
    #expect(throws: ReportError.newerVersion(2)) {
      try JSONReport.decode(Array("{\"version\":2,\"anything\":[]}".utf8))
    }
    #expect(ReportError.newerVersion(2).description.contains("update evalroute"))
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }
}
