import EvalTestSupport
import Foundation
import Testing

/// Whole commands on suites whose routers are programs.
struct ExecCommandTests {
  private let folder: TemporaryFolder
  private let program: Program

  init() throws {
    folder = try TemporaryFolder()
    try folder.copy(fromProject: "goldens/mtbench")
    program = Program(in: folder.path)
  }

  /// Writes a suite with one router, which notes its process group and then runs a script.
  private func write(_ script: String, keys: String = "timeout_seconds: 20") throws {
    try folder.write("echo $$ > group\n\(script)\n", to: "suites/live/router.sh")
    try folder.write(
      """
      version: 1
      name: live
      golden: ../../goldens/mtbench
      strong: gpt-4-1106-preview
      weak: mixtral-8x7b-instruct-v0.1
      routers:
        - {name: r, kind: exec, command: [sh, router.sh], \(keys)}
      gates:
        - {metric: quality, router: r, at_least: 0.1}
      """, to: "suites/live/suite.yaml")
  }

  private var group: Int32 {
    get throws {
      try #require(Int32(try folder.text("suites/live/group").dropLast()))
    }
  }

  private var storedRuns: Int {
    get throws {
      guard folder.has(".evalroute/runs.sqlite") else { return 0 }
      return try program.run("list", "--json").stdout.components(separatedBy: "\"suite\"").count - 1
    }
  }

  private static let answering = #"""
    awk '{ id = $0; sub(/,"messages":.*/, "", id); print id ",\"score\":" length($0) / 10000 "}" }'
    """#

  private static let faults: [(String, String, String)] = [
    ("head -n 3 > /dev/null; exit 7", "crash", "081-1"),
    ("head -n 3 | \(answering); exit 7", "crash", "082-2"),
    ("exit 0", "missing_answer", "081-1"),
    ("exec sleep 1000", "time_out", "081-1"),
    (
      #"echo '{"id":"081-2","score":1}'; echo '{"id":"081-2","score":1}'; cat"#, "second_answer",
      "081-2"
    ),
    (#"echo '{"id":"x","score":1}'; cat"#, "unknown_id", "081-1"),
    ("echo hello; sleep 1000", "not_json", "081-1"),
    ("yes >&2", "stderr_flood", "081-1"),
    ("yes", "not_json", "081-1"),
    ("exec >&-; sleep 1000", "missing_answer", "081-1"),
    ("trap '' TERM; while :; do sleep 1; done", "time_out", "081-1"),
    ("sleep 1000 & sleep 1000 >&- 2>&- & exit 1", "crash", "081-1"),
  ]

  @Test(arguments: faults)
  func `a router that breaks ends the run with 2, is named, stored nowhere, and gone`(
    _ script: String, _ kind: String, _ trace: String
  ) throws {
    try write(
      script, keys: "threshold: 0.5, timeout_seconds: \(kind == "time_out" ? "1" : "20")")
    let began = Date()
    let result = try program.run("run", "suites/live", "--json")
    #expect(Date().timeIntervalSince(began) < 30)
    #expect(result.status == 2)
    let error = try #require(try result.json["error"] as? [String: Any])
    let problem = try #require((error["problems"] as? [[String: Any]])?.first)
    let message = try #require(problem["message"] as? String)
    #expect(message.hasPrefix("fault \(kind): "), "\(message)")
    #expect(message.contains(trace), "\(message)")
    #expect(problem["key_path"] as? String == "router r")
    #expect(problem["line"] as? Int == 7)
    #expect(ProcessGroupCheck.isGone(try group))
    #expect(try storedRuns == 0)
    #expect(try folder.text("reports/live/junit.xml").contains("fault \(kind): "))
  }

  @Test func `a healthy router passes, and its latency is left out where it must be`() throws {
    try write(Self.answering, keys: "threshold: {strong_share: 0.5}")
    let result = try program.run("run", "suites/live", "--json")
    #expect(result.status == 0, "\(result.stderr)")
    let router = try #require((try result.json["routers"] as? [[String: Any]])?.first)
    let latency = try #require(router["router_latency"] as? [String: Any])
    #expect(latency["answers"] as? Int == 160)
    #expect(latency.keys.sorted() == ["answers", "p50_ms", "p95_ms"])
    let faults = try #require(router["faults"] as? [String: Any])
    #expect(faults["fallbacks"] as? Int == 0)
    var documents: [String] = []
    for jobs in ["1", "4"] {
      documents.append(
        try program.run("run", "suites/live", "--json", "--reproducible", "--jobs", jobs).stdout)
    }
    #expect(documents[0] == documents[1])
    #expect(!documents[0].contains("router_latency"))
    #expect(try storedRuns == 3)
    #expect(try folder.text("reports/live/report.html").contains("threshold"))
  }

  @Test func `its own latency is gated live, and the figure left out where bytes must be the same`()
    throws
  {
    try write(Self.answering, keys: "threshold: {strong_share: 0.5}")
    let suite = try folder.text("suites/live/suite.yaml")
    func gates(_ suffix: String) throws -> [[String: Any]] {
      try folder.write(suite + "\n" + suffix, to: "suites/live/suite.yaml")
      let result = try program.run("run", "suites/live", "--json", "--reproducible")
      return try #require(try result.json["gates"] as? [[String: Any]])
    }
    let held = try gates(
      "  - {metric: router_latency_p95, router: r, at_most: 600000}\n"
        + "  - {metric: router_latency_p50, router: r, max_rise: 5%}")
    #expect(held[1]["verdict"] as? String == "passed")
    let value = try #require(held[1]["value"] as? [String: String])
    #expect(value["undefined"] == "measured live, left out with --reproducible")
    #expect(held[2]["verdict"] as? String == "inconclusive")
    let failed = try gates("  - {metric: router_latency_p50, router: r, at_most: 0}")
    #expect(failed[1]["verdict"] as? String == "failed")
  }

  @Test func `faults that are allowed are counted, warned of, and explained`() throws {
    try write(#"head -n 158 | \#(Self.answering)"#, keys: "threshold: 0.05, allow_faults: 2")
    let result = try program.run("run", "suites/live", "--json")
    #expect(result.status == 0, "\(result.stderr)")
    let router = try #require((try result.json["routers"] as? [[String: Any]])?.first)
    let faults = try #require(router["faults"] as? [String: Any])
    #expect(faults["counts"] as? [String: Int] == ["missing_answer": 2])
    #expect(faults["traces"] as? [String] == ["160-1", "160-2"])
    let warnings = try #require(try result.json["warnings"] as? [String])
    #expect(
      warnings.contains(
        "r: 2 traces without a valid answer went to the strong model (2 missing_answer): 160-1,"
          + " 160-2"))
    #expect(try folder.text("reports/live/summary.md").contains("without a valid answer"))
    let story = try program.run("explain", "suites/live", "160-2")
    #expect(story.stdout.contains("no valid answer: the strong model"))
    #expect(try program.run("explain", "suites/live", "081-1").stdout.contains("score "))
  }

  @Test func `a golden without texts is refused before anything is started`() throws {
    try folder.copy(fromProject: "goldens/gsm8k")
    try write(Self.answering, keys: "threshold: 0.5")
    try folder.edit("suites/live/suite.yaml", "goldens/mtbench", "goldens/gsm8k")
    let result = try program.run("run", "suites/live")
    #expect(result.status == 2)
    #expect(
      result.stderr.contains("router r: reads the queries' text, and the golden gsm8k holds"))
    #expect(!folder.has("suites/live/group"))
  }

  @Test func `lint starts nothing`() throws {
    try write(Self.answering, keys: "threshold: 0.5")
    let result = try program.run("lint", "suites/live")
    #expect(result.status == 0, "\(result.stdout)")
    #expect(!folder.has("suites/live/group"))
    try folder.edit(
      "suites/live/suite.yaml", "kind: exec, command: [sh, router.sh], threshold: 0.5",
      "kind: http, url: http://a, headers: {X: '${EVALROUTE_NOT_SET}'}")
    let missing = try program.run("lint", "suites/live")
    #expect(missing.status == 1)
    #expect(missing.stdout.contains("the environment variable EVALROUTE_NOT_SET is not set"))
  }

  @Test(arguments: [["run", "suites/live"], ["explain", "suites/live", "081-1"]])
  func `an interruption leaves no router running`(_ arguments: [String]) throws {
    try write("trap '' INT; sleep 1000 & exec sleep 1000", keys: "timeout_seconds: 1000")
    for (number, status) in [(SIGINT, Int32(130)), (SIGTERM, 143)] {
      try? FileManager.default.removeItem(atPath: folder.file("suites/live/group"))
      let process = try program.start(
        arguments, stdout: FileHandle.nullDevice, stderr: FileHandle.nullDevice)
      while (try? folder.text("suites/live/group").hasSuffix("\n")) != true, process.isRunning {
        usleep(2000)
      }
      usleep(50_000)
      kill(process.processIdentifier, number)
      process.waitUntilExit()
      #expect(process.terminationStatus == status)
      #expect(ProcessGroupCheck.isGone(try group))
    }
    #expect(try storedRuns == 0)
  }
}
