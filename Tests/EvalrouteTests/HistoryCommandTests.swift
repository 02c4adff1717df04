import EvalTestSupport
import Foundation
import Testing

/// `evalroute history` on runs of a copied suite.
struct HistoryCommandTests {
  private let folder: TemporaryFolder
  private let program: Program

  init() throws {
    folder = try TemporaryFolder()
    try folder.copy(fromProject: "suites/mtbench")
    try folder.copy(fromProject: "goldens/mtbench")
    program = Program(in: folder.path)
  }

  private func run() throws {
    let result = try program.run("run", "suites/mtbench", "--quiet")
    try #require(result.status != 2, "\(result.stderr)")
  }

  private func threshold(_ old: String, _ new: String) throws {
    try folder.edit("suites/mtbench/suite.yaml", "threshold: \(old)", "threshold: \(new)")
  }

  /// Four runs: the committed suite twice, then the length router's threshold raised twice.
  private func runFour() throws {
    try run()
    try run()
    try threshold("0.0465", "0.05")
    try run()
    try threshold("0.05", "0.09")
    try run()
  }

  @Test func `steps are shown with what moved, and the budget holds`() throws {
    try runFour()
    let result = try program.run("history", "mtbench")
    #expect(result.status == 0)
    #expect(result.stderr == "")
    let output = result.stdout
    #expect(output.contains("mtbench: 4 runs"))
    #expect(output.contains("███▁"))
    #expect(output.contains("▄▄▄▄"))
    #expect(output.contains("the oldest shown"))
    #expect(
      output.contains(
        "length: configuration changed, 4 routes flipped, quality exactly as before"))
    #expect(
      output.contains(
        "length: configuration changed, 40 routes flipped, quality -0.16 points exactly"))
    #expect(output.contains("nothing moved in 1 other run"))
    #expect(output.contains("the budget of 0.18 points since"))
  }

  @Test func `a smaller budget is spent, and the command exits 1`() throws {
    try runFour()
    let result = try program.run("history", "suites/mtbench", "--budget", "0.01")
    #expect(result.status == 1)
    #expect(result.stdout.contains("✗ worse: the budget of 0.09 points since"))
    #expect(result.stdout.contains("is spent: length -0.16 points"))
    // Nobody else lost anything.
    #expect(
      try program.run("history", "mtbench", "--budget", "0.01", "--router", "rules").status == 0)
    // Since the newest run nothing was lost.
    #expect(
      try program.run("history", "mtbench", "--budget", "0.01", "--anchor", "latest").status == 0)
  }

  @Test func `the accepted run is the anchor`() throws {
    try run()
    try threshold("0.0465", "0.09")
    try run()
    _ = try program.run("baseline", "accept", "suites/mtbench")
    try run()
    let result = try program.run("history", "mtbench", "--budget", "0.01")
    #expect(result.status == 0)
    #expect(result.stdout.contains("the accepted run"))
    let named = try program.run("history", "mtbench", "--budget", "0.01", "--anchor", "latest~2")
    #expect(named.status == 1)
  }

  @Test func `the JSON document holds every run with its changes`() throws {
    try runFour()
    let result = try program.run("history", "mtbench", "--metric", "cost", "--json")
    #expect(result.status == 0)
    let document = try result.json
    #expect(document["version"] as? Int == 1)
    #expect(document["metric"] as? String == "cost")
    #expect(document["verdict"] as? String == "passed")
    let runs = try #require(document["runs"] as? [[String: Any]])
    #expect(runs.count == 4)
    #expect(runs.map { $0["is_anchor"] as? Bool } == [true, false, false, false])
    #expect(runs.map { ($0["events"] as? [String])?.count } == [0, 0, 1, 0 + 1])
    let last = try #require(runs[3]["routers"] as? [[String: Any]])
    let length = try #require(last.first { $0["router"] as? String == "length" })
    let step = try #require(length["since_before"] as? [String: Any])
    #expect(step["flips"] as? Int == 40)
    #expect(step["exact"] as? Bool == true)
    let whole = try #require(length["since_anchor"] as? [String: Any])
    #expect(whole["flips"] as? Int == 44)
    #expect(try #require(whole["quality"] as? Double) < -0.017)
    #expect(try #require(length["change"] as? Double) < 0)
    // The same runs give the same bytes.
    let again = try program.run("history", "mtbench", "--metric", "cost", "--json")
    #expect(again.stdout == result.stdout)
  }

  @Test func `a golden recorded anew is no exact step`() throws {
    try run()
    // One grade, in the golden's first trace, is another one.
    let traces = try folder.text("goldens/mtbench/traces.jsonl")
    let number = try #require(traces.firstRange(of: #/"quality":[0-9.]+/#))
    let value = traces[number].hasSuffix(":5") ? "6" : "5"
    try folder.write(
      traces.replacingCharacters(in: number, with: "\"quality\":\(value)"),
      to: "goldens/mtbench/traces.jsonl")
    try rehash()
    try run()
    let result = try program.run("history", "mtbench", "--json")
    let runs = try #require(try result.json["runs"] as? [[String: Any]])
    let events = try #require(runs[1]["events"] as? [String])
    #expect(events.contains("golden recorded anew"))
    let routers = try #require(try result.json["routers"] as? [[String: Any]])
    #expect(routers.contains { ($0["chart"] as? [Any])?.isEmpty == false })
    #expect(routers.compactMap { $0["missing_recordings"] as? Int }.allSatisfy { $0 == 9 })
    let text = try program.run("history", "mtbench").stdout
    #expect(text.contains("CUSUM over the answers of recordings"))
    #expect(text.contains("1 of 10"))
    #expect(text.contains("no alarm, decides after 9 more"))
    #expect(text.contains("holds; CUSUM has 1 of 10 recordings: it does not"))
  }

  private func rehash() throws {
    let result = try program.run("lint", "goldens/mtbench")
    let digests = result.stdout.split(separator: " ")
      .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: ",;.\"")) }
      .filter { $0.count == 64 && $0.allSatisfy(\.isHexDigit) }
    try #require(digests.count == 2)
    try folder.edit("goldens/mtbench/golden.yaml", digests[1], digests[0])
  }

  @Test func `a single run is nothing to compare with`() throws {
    try run()
    let result = try program.run("history", "mtbench")
    #expect(result.status == 3)
    #expect(result.stdout.contains("only one run of mtbench"))
  }

  @Test func `a suite without runs is named with its nearest`() throws {
    try run()
    let result = try program.run("history", "mtbnch")
    #expect(result.status == 2)
    #expect(result.stdout == "")
    #expect(result.stderr.contains("has no run of suite `mtbnch` (did you mean `mtbench`?)"))
    let path = try program.run("history", "suites/mtbnch")
    #expect(path.status == 2)
    #expect(path.stderr.contains("did you mean `suites/mtbench`?"))
    let json = try program.run("history", "mtbnch", "--json")
    #expect(json.status == 2)
    #expect(try json.json["error"] != nil)
  }

  @Test func `an unknown router or anchor is a mistake`() throws {
    try run()
    let router = try program.run("history", "mtbench", "--router", "lenght")
    #expect(router.status == 2)
    #expect(router.stderr.contains("did you mean `length`?"))
    #expect(try program.run("history", "mtbench", "--anchor", "latest~7").status == 2)
    #expect(try program.run("history", "mtbench", "--budget", "2").status == 64)
    #expect(try program.run("history", "mtbench", "--limit", "0").status == 64)
    #expect(try program.run("history", "mtbench", "--metric", "speed").status == 64)
  }

  @Test func `no store is no history`() throws {
    let result = try program.run("history", "mtbench")
    #expect(result.status == 2)
    #expect(result.stderr.contains("there is no store here"))
  }
}
