import EvalTestSupport
import Foundation
import Testing

/// `evalroute doctor` as users run it.
struct DoctorCommandTests {
  private let folder: TemporaryFolder
  private let program: Program
  private static let quick = ["--replicates", "4", "--power-replicates", "2"]

  init() throws {
    folder = try TemporaryFolder()
    try folder.copy(fromProject: "suites/mtbench")
    try folder.copy(fromProject: "goldens/mtbench")
    program = Program(in: folder.path)
  }

  /// A suite on MT-Bench with one router and these gates.
  private func suite(_ gates: String) throws {
    try folder.write(
      """
      version: 1
      name: small
      golden: ../../goldens/mtbench
      strong: gpt-4-1106-preview
      weak: mixtral-8x7b-instruct-v0.1
      cohorts: [category]
      seed: 1
      routers:
        - {name: length, kind: signal, signal: length, threshold: 0.0465, why: "a test"}
      \(gates)
      """, to: "suites/small/suite.yaml")
  }

  private func doctor(_ suite: String, _ more: String...) throws -> Program.Result {
    try program.run(["doctor", "suites/\(suite)"] + Self.quick + more)
  }

  @Test func `the suite of MT-Bench is examined, in order, and nothing is written`() throws {
    let result = try doctor("mtbench")
    #expect(result.status == 0 || result.status == 1, "\(result.stderr)")
    let titles = [
      "Against itself", "False alarms", "Regressions found", "Broken on purpose", "Could it fail",
    ]
    let places = titles.map { result.stdout.range(of: $0)?.lowerBound }
    #expect(!places.contains(nil))
    #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
    #expect(!folder.has(".evalroute") && !folder.has("reports"))
  }

  @Test func `the same bytes whatever the number of jobs`() throws {
    let one = try doctor("mtbench", "--json", "--jobs", "1")
    let three = try doctor("mtbench", "--json", "--jobs", "3")
    #expect(one.stdout == three.stdout)
    let document = try one.json
    #expect(document["version"] as? Int == 1)
    #expect(document["exit_code"] as? Int32 == one.status)
    let quiet = try #require(document["self_replay"] as? [[String: Any]])
    #expect(quiet.count == 13)
    #expect(quiet.allSatisfy { $0["quiet"] as? Bool == true })
    #expect(try doctor("mtbench", "--json", "--seed", "5").stdout != one.stdout)
  }

  @Test func `a healthy suite exits 0`() throws {
    try suite("gates:\n  - {metric: quality, router: length, max_drop: 0.02}")
    let result = try doctor("small")
    #expect(result.status == 0, "\(result.stdout)\(result.stderr)")
    #expect(result.stdout.contains("✓ small is healthy: 1 gate"))
  }

  @Test func `a gate that can never fire exits 1 and is named with its line`() throws {
    try suite(
      """
      gates:
        - {metric: quality, router: length, max_drop: 0.02}
        - {metric: quality, router: length, max_drop: 0.5}
      """)
    let result = try doctor("small")
    #expect(result.status == 1)
    #expect(
      result.stdout.contains("suites/small/suite.yaml:12: quality of length (all) drop at most 0.5")
    )
    #expect(result.stdout.contains("could never fail"))
  }

  @Test func `a suite without gates exits 3`() throws {
    try suite("")
    let result = try doctor("small", "--json")
    #expect(result.status == 3)
    #expect(try result.json["verdict"] as? String == "inconclusive")
  }

  @Test func `a suite that cannot be run exits 2`() throws {
    let result = try program.run("doctor", "suites/nowhere")
    #expect(result.status == 2)
    #expect(result.stderr.contains("nowhere"))
  }

  @Test(arguments: [["--replicates", "0"], ["--flip-share", "2"], ["--jobs", "0"]])
  func `numbers out of bounds are bad usage`(arguments: [String]) throws {
    #expect(try program.run(["doctor", "suites/mtbench"] + arguments).status == 64)
  }
}
