import EvalTestSupport
import Foundation
import Testing

/// Whole commands on copies of the committed suites.
struct RunCommandTests {
  private let folder: TemporaryFolder
  private let program: Program

  init() throws {
    folder = try TemporaryFolder()
    for name in ["mtbench", "gsm8k"] {
      try folder.copy(fromProject: "suites/\(name)")
      try folder.copy(fromProject: "goldens/\(name)")
    }
    program = Program(in: folder.path)
  }

  private func storedRuns() throws -> Int {
    guard folder.has(".evalroute/runs.sqlite") else { return 0 }
    return try program.run("list").stdout.split(separator: "\n").count - 1
  }

  @Test func `the committed suite passes, reports and stores a run`() throws {
    let result = try program.run("run", "suites/mtbench")
    #expect(result.status == 0)
    #expect(result.stderr == "")
    #expect(result.stdout.contains("mtbench passed"))
    for name in ["junit.xml", "report.json", "report.html", "summary.md"] {
      #expect(folder.has("reports/mtbench/\(name)"), "\(name)")
    }
    #expect(try storedRuns() == 1)
  }

  @Test func `the terminal report is the recorded one`() throws {
    let result = try program.run("run", "suites/mtbench", "--reproducible")
    Snapshot.expect(result.stdout, equals: "mtbench.stdout")
  }

  @Test func `a router made worse turns the run red and is named everywhere`() throws {
    try folder.edit(
      "suites/mtbench/suite.yaml", "default: weak", "default: weak\n    override: weak")
    let result = try program.run("run", "suites/mtbench")
    #expect(result.status == 1)
    #expect(result.stdout.contains("mtbench FAILED"))
    #expect(result.stdout.contains("rules"))
    let junit = try folder.text("reports/mtbench/junit.xml")
    #expect(junit.contains("<failure"))
    #expect(try storedRuns() == 1)
  }

  @Test func `the routes that flipped are listed with what each cost`() throws {
    try folder.edit("suites/mtbench/suite.yaml", "threshold: 0.0465", "threshold: 0.05")
    let result = try program.run("run", "suites/mtbench", "--json")
    #expect(result.status == 3)
    let comparisons = try #require(try result.json["comparison"] as? [[String: Any]])
    let length = try #require(comparisons.first { $0["router"] as? String == "length" })
    let flips = try #require(length["flips"] as? Int)
    #expect(flips > 0)
    let listed = try #require(length["flip_list"] as? [[String: Any]])
    #expect(listed.count == flips)
    for flip in listed {
      #expect(flip["from"] as? String == "gpt-4-1106-preview")
      #expect(flip["to"] as? String == "mixtral-8x7b-instruct-v0.1")
      let before = try #require(flip["cost_usd_before"] as? Double)
      let after = try #require(flip["cost_usd_after"] as? Double)
      #expect(after < before)
    }
    let rules = try #require(comparisons.first { $0["router"] as? String == "rules" })
    #expect(rules["flips"] as? Int == 0)
  }

  @Test func `jobs change no byte of any output`() throws {
    // With routes that changed, so that tests are made and signs drawn.
    try folder.edit("suites/mtbench/suite.yaml", "threshold: 0.0465", "threshold: 0.2")
    var outputs: [[String]] = []
    for jobs in ["1", "2", "5"] {
      let result = try program.run(
        "run", "suites/mtbench", "suites/gsm8k", "--reproducible", "--jobs", jobs, "--reports",
        "r\(jobs)")
      var texts = [result.stdout.replacing("r\(jobs)/", with: "r/")]
      for suite in ["mtbench", "gsm8k"] {
        for name in ["junit.xml", "report.json", "report.html", "summary.md"] {
          texts.append(try folder.text("r\(jobs)/\(suite)/\(name)"))
        }
      }
      outputs.append(texts)
    }
    #expect(outputs[0] == outputs[1])
    #expect(outputs[0] == outputs[2])
  }

  @Test func `shuffled lines give the same report`() throws {
    try folder.edit("suites/gsm8k/suite.yaml", "threshold: 223", "threshold: 300")
    let before = try program.run("run", "suites/gsm8k", "--reproducible", "--json").json
    let traces = "goldens/gsm8k/traces.jsonl"
    let lines = try folder.text(traces).split(separator: "\n").map(String.init)
    try folder.write(lines.reversed().joined(separator: "\n") + "\n", to: traces)
    try rehash("gsm8k")
    let after = try program.run("run", "suites/gsm8k", "--reproducible", "--json").json
    #expect(NSDictionary(dictionary: before) == NSDictionary(dictionary: after))
  }

  /// Writes the SHA-256 of an edited traces file into its manifest.
  private func rehash(_ golden: String) throws {
    let result = try program.run("lint", "goldens/\(golden)")
    let parts = result.stdout.split(separator: " ")
    let digests = parts.map { $0.trimmingCharacters(in: CharacterSet(charactersIn: ",;.\"")) }
      .filter { $0.count == 64 && $0.allSatisfy(\.isHexDigit) }
    try #require(digests.count == 2)
    try folder.edit("goldens/\(golden)/golden.yaml", digests[1], digests[0])
  }

  @Test func `without a baseline a gate that needs one cannot tell, and the run exits 3`() throws {
    #expect(try program.run("baseline", "drop", "suites/mtbench").stdout == "dropped\n")
    let result = try program.run("run", "suites/mtbench")
    #expect(result.status == 3)
    #expect(result.stdout.contains("evalroute baseline accept suites/mtbench"))
    let junit = try folder.text("reports/mtbench/junit.xml")
    #expect(junit.contains("<error"))
    #expect(!junit.contains("<failure"))
  }

  @Test func `a suite that says warn exits 0 and says so`() throws {
    _ = try program.run("baseline", "drop", "suites/mtbench")
    try folder.edit("suites/mtbench/suite.yaml", "seed:", "on_inconclusive: warn\nseed:")
    let result = try program.run("run", "suites/mtbench")
    #expect(result.status == 0)
    #expect(result.stdout.contains("cannot"))
    #expect(!(try folder.text("reports/mtbench/junit.xml").contains("<error")))
  }

  @Test func `accepting a run makes the next one pass, byte for byte the same each time`() throws {
    _ = try program.run("baseline", "drop", "suites/mtbench")
    #expect(try program.run("run", "suites/mtbench").status == 3)
    #expect(try program.run("baseline", "accept", "suites/mtbench").status == 0)
    // The first accepted run could not tell; the next one passes, as the committed one did.
    #expect(try program.run("run", "suites/mtbench").status == 0)
    #expect(try program.run("baseline", "accept", "suites/mtbench").status == 0)
    let committed = try TemporaryFolder.read("\(Project.root)/suites/mtbench/baseline.json")
    #expect(try folder.text("suites/mtbench/baseline.json") == committed)
    let decisions = try TemporaryFolder.read(
      "\(Project.root)/suites/mtbench/baseline.decisions.jsonl")
    #expect(try folder.text("suites/mtbench/baseline.decisions.jsonl") == decisions)
    #expect(try program.run("run", "suites/mtbench").status == 0)
    #expect(try program.run("baseline", "list").stdout.contains("mtbench"))
    #expect(try program.run("baseline", "show", "suites/mtbench").stdout == committed)
  }

  @Test func `lists are also JSON`() throws {
    _ = try program.run("run", "suites/gsm8k")
    _ = try program.run("baseline", "accept", "suites/gsm8k")
    let list = try program.run("list", "--json").json
    #expect(list["version"] as? Int == 1)
    let run = try #require((list["runs"] as? [[String: Any]])?.first)
    #expect(run["suite"] as? String == "gsm8k")
    #expect(run["verdict"] as? String == "passed")
    let accepted = try program.run("baseline", "list", "--json").json
    let baseline = try #require((accepted["baselines"] as? [[String: Any]])?.first)
    #expect(baseline["run"] as? String == run["run"] as? String)
    let none = try program.run("list", "--json", "--store", "nowhere.sqlite")
    #expect(none.status == 2)
    #expect(try none.json["error"] != nil)
  }

  @Test func `show prints the stored document byte for byte`() throws {
    let run = try program.run("run", "suites/gsm8k", "--json")
    #expect(try program.run("show", "--json").stdout == run.stdout)
    #expect(try program.run("export", "--format", "json").stdout == run.stdout)
    #expect(try program.run("show", "latest").stdout.contains("gsm8k passed"))
  }

  @Test func `export has a row for each router and trace`() throws {
    _ = try program.run("run", "suites/mtbench", "--router", "rules", "--router", "length")
    let csv = try program.run("export", "--format", "csv").stdout
    let rows = csv.split(separator: "\r\n")
    #expect(rows.count == 1 + 2 * 160)
    #expect(rows[0] == "router,trace,category,turn,decision,score,quality,cost_usd,latency_ms")
    let lines = try program.run("export", "--format", "jsonl").stdout.split(separator: "\n")
    #expect(lines.count == 2 * 160)
    for line in lines {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }
  }

  @Test func `explain tells one trace's story`() throws {
    let result = try program.run("explain", "suites/mtbench", "111-1")
    #expect(result.status == 0)
    Snapshot.expect(result.stdout, equals: "explain.stdout")
    #expect(!folder.has(".evalroute/runs.sqlite"))
    let story = try program.run("explain", "suites/mtbench", "111-1", "--json").json
    #expect(
      story.keys.sorted() == ["answers", "baseline", "cohorts", "routes", "suite", "trace"])
    let unknown = try program.run("explain", "suites/mtbench", "999-1")
    #expect(unknown.status == 2)
    #expect(unknown.stderr.contains("no trace `999-1`"))
  }

  @Test func `routers left out take their gates with them, and the report says so`() throws {
    let result = try program.run("run", "suites/mtbench", "--router", "domain", "--json")
    #expect(result.status == 0)
    // Five gates on other routers, and those on every router, once for each left out.
    let suite = try program.run("run", "suites/mtbench", "--json")
    let all = try #require(try suite.json["gates"] as? [[String: Any]])
    let others = Set(
      all.filter { $0["router"] as? String != "domain" }.map {
        "\($0["router"] ?? "") \($0["line"] ?? "")"
      })
    #expect(try result.json["gates_left_out"] as? Int == others.count)
    let unknown = try program.run("run", "suites/mtbench", "--router", "domian")
    #expect(unknown.status == 2)
    #expect(unknown.stderr.contains("did you mean `domain`?"))
  }

  @Test func `several suites give one document and the worst exit code`() throws {
    let good = try program.run("run", "suites/mtbench", "suites/gsm8k", "--json")
    #expect(good.status == 0)
    #expect((try good.json["results"] as? [Any])?.count == 2)
    try folder.edit("suites/gsm8k/suite.yaml", "at_least: 0.58", "at_least: 0.98")
    #expect(try program.run("run", "suites/mtbench", "suites/gsm8k").status == 1)
    #expect(try program.run("run", "suites/nowhere", "suites/gsm8k").status == 2)
  }

  @Test func `gates relative to the baseline pass exactly where decisions are identical`() throws {
    let gates = try #require(
      try program.run("run", "suites/gsm8k", "--json").json["gates"] as? [[String: Any]])
    let relative = gates.filter { $0["compared_with"] as? String == "baseline" }
    #expect(relative.count == 7)
    #expect(relative.allSatisfy { $0["verdict"] as? String == "passed" })
    #expect(relative.allSatisfy { $0["value"] as? Int == 0 })
  }

  #if os(Linux)
  @Test func `a result that cannot be written ends the command with 2`() throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    for arguments in [["run", "suites/mtbench"], ["show", "--json"], ["list"]] {
      let errors = folder.file("errors")
      try Data().write(to: URL(fileURLWithPath: errors))
      let process = try program.start(
        arguments, stdout: full, stderr: try FileHandle(forWritingTo: URL(fileURLWithPath: errors)))
      process.waitUntilExit()
      #expect(process.terminationStatus == 2)
      #expect(
        try folder.text("errors")
          == "error: standard output: cannot be written: No space left on device\n")
    }
    #expect(try storedRuns() == 1)
  }
  #endif

  @Test func `an interrupted run is marked incomplete and not stored`() throws {
    let lines = (0..<60_000).map { index in
      """
      {"id":"t\(index)","outcomes":{"s":{"quality":1},"w":{"quality":\(index % 2)}},\
      "signals":{"x":0.\(index)}}
      """
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "big/traces.jsonl")
    try folder.write(
      """
      version: 1
      name: big
      quality: {min: 0, max: 1}
      models: {s: {}, w: {}}
      files: [{path: traces.jsonl, rows: 60000, sha256: \(String(repeating: "0", count: 64))}]
      """, to: "goldens/big/golden.yaml")
    try FileManager.default.moveItem(
      atPath: folder.file("big/traces.jsonl"), toPath: folder.file("goldens/big/traces.jsonl"))
    try rehash("big")
    try folder.write(
      """
      version: 1
      name: big
      golden: ../../goldens/big
      strong: s
      weak: w
      routers:
      \((0..<40).map { "  - {name: r\($0), kind: random, seed: \($0), threshold: 0.5}" }
        .joined(separator: "\n"))
      """, to: "suites/big/suite.yaml")
    let process = try program.start(
      ["run", "suites/big"], stdout: FileHandle.nullDevice, stderr: FileHandle.nullDevice)
    // The store is opened before the work begins: once it is there, the run is under way.
    while !folder.has(".evalroute/runs.sqlite"), process.isRunning { usleep(2000) }
    usleep(100_000)
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    let junit = try folder.text("reports/big/junit.xml")
    #expect(junit.contains("interrupted"))
    #expect(!junit.contains("timestamp=\"1970-"))
    #expect(junit.contains(" file=\"suites/big/suite.yaml\">"))
    #expect(try storedRuns() == 0)
  }
}
