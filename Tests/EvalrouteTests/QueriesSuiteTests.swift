import EvalTestSupport
import Foundation
import Testing

/// The hand-written routers beside the labels that were there before them.
struct QueriesSuiteTests {
  private let report: [String: Any]
  private let stdout: String

  init() throws {
    let folder = try TemporaryFolder()
    try folder.copy(fromProject: "goldens/queries")
    try folder.copy(fromProject: "suites/queries")
    let program = Program(in: folder.path)
    report = try program.run("run", "suites/queries", "--json").json
    stdout = try program.run("run", "suites/queries").stdout
  }

  private func agreement(_ router: String, _ label: String, _ level: String) throws -> Double {
    let routers = try #require(report["routers"] as? [[String: Any]])
    let found = try #require(routers.first { $0["name"] as? String == router })
    let cohorts = try #require(found["cohorts"] as? [[String: Any]])
    let cohort = try #require(
      cohorts.first { ($0["labels"] as? [String: String]) == [label: level] })
    let metrics = try #require(cohort["metrics"] as? [String: Any])
    let agreement = try #require(metrics["agreement"] as? [String: Any])
    return try #require(agreement["estimate"] as? Double)
  }

  @Test(arguments: ["rules", "domain", "context"])
  func `patterns in English agree with nine in ten English labels`(router: String) throws {
    #expect(try agreement(router, "language", "en") >= 0.9)
  }

  @Test func `patterns in English fail in other languages, and the report says so`() throws {
    #expect(try agreement("rules", "language_group", "other") < 0.6)
    #expect(stdout.contains("! warning  rules  quality  language_group=other"))
    #expect(report["exit_code"] as? Int == 0)
  }

  @Test func `nothing is routed otherwise than in the accepted run`() throws {
    let comparison = try #require(report["comparison"] as? [[String: Any]])
    #expect(comparison.count == 8)
    #expect(comparison.allSatisfy { $0["flips"] as? Int == 0 })
  }
}
