@testable import EvalCore
import EvalSystem
import Foundation
import Testing

@testable import EvalReports

struct JUnitSchemaTests {
  private static let own = Repository.docs.appendingPathComponent("evalroute-junit.xsd")
  private static let ant = Repository.foreignSchemas.appendingPathComponent("JUnit.xsd")
  private static let jenkins = Repository.foreignSchemas.appendingPathComponent("junit-10.xsd")

  private static let samples: [[RunReport]] = [
    [Sample.failed()], [Sample.passed()], [Sample.open()], [Sample.undefined()],
    [Sample.empty()], [Sample.failed(), Sample.passed()], [],
  ]

  @Test(arguments: samples.indices)
  func `rich documents follow our own schema`(_ index: Int) {
    let bytes = JUnitReport.render(Self.samples[index])
    #expect(XMLSchemaValidator(Self.own).problems(in: bytes).isEmpty)
  }

  @Test(.enabled(if: Repository.exists(ant)), arguments: [ant, jenkins])
  func `strict documents follow the schemas of other tools`(_ schema: URL) {
    let validator = XMLSchemaValidator(schema)
    for reports in Self.samples {
      #expect(validator.problems(in: JUnitReport.render(reports, schema: .strict)).isEmpty)
    }
  }

  @Test(arguments: Hostile.names)
  func `any name gives a valid document`(_ name: String) {
    let report = Hostile.report(name)
    #expect(XMLSchemaValidator(Self.own).problems(in: JUnitReport.render([report])).isEmpty)
    let problems = [Problem(file: name, line: 3, keyPath: name, message: name)]
    #expect(
      XMLSchemaValidator(Self.own)
        .problems(in: JUnitReport.renderError(suite: name, problems: problems)).isEmpty)
    for schema in [Self.ant, Self.jenkins] where Repository.exists(schema) {
      let validator = XMLSchemaValidator(schema)
      #expect(validator.problems(in: JUnitReport.render([report], schema: .strict)).isEmpty)
      let error = JUnitReport.renderError(suite: name, problems: problems, schema: .strict)
      #expect(validator.problems(in: error).isEmpty)
    }
  }

  @Test(arguments: [
    ("time=\"1.235\"", "time=\"1.2345\""), ("time=\"0.000\"", "time=\"1e-05\""),
    ("type=\"evalroute.regression\"", "type=\"other\""),
    ("name=\"apgr floor\"", "name=\"apgr  floor\""),
    ("classname=\"evalroute.mtbench.run\"", "classname=\"run\""),
    ("timestamp=\"2026-01-02T03:04:05\"", "timestamp=\"2026-01-02T03:04:05Z\""),
    ("<system-err/>", ""), ("tests=\"15\"", "tests=\"many\""), ("line=\"31\"", "line=\"0\""),
    ("name=\"cost ceiling\"", "name=\"latency_p95 ceiling\""), ("</testsuites>", ""),
    (" package=\"\"", " package=\"x\""),
  ])
  func `our own schema rejects a document that breaks a rule`(_ rule: String, _ broken: String) {
    let text = String(decoding: JUnitReport.render([Sample.failed()]), as: UTF8.self)
    #expect(text.contains(rule))
    let bytes = Array(text.replacing(rule, with: broken).utf8)
    #expect(!XMLSchemaValidator(Self.own).problems(in: bytes).isEmpty)
  }

  @Test(.enabled(if: Repository.exists(ant)), arguments: [ant, jenkins])
  func `rich documents are too much for the schemas of other tools`(_ schema: URL) {
    let bytes = JUnitReport.render([Sample.failed()])
    #expect(!XMLSchemaValidator(schema).problems(in: bytes).isEmpty)
  }

  @Test func `the documented example is what the program writes`() throws {
    let page = try String(
      contentsOf: Repository.docs.appendingPathComponent("junit.md"), encoding: .utf8)
    let example = String(decoding: JUnitReport.render([Sample.documented()]), as: UTF8.self)
    #expect(page.contains("```xml\n\(example)```"))
  }
}
