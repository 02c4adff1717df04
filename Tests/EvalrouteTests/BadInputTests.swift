import EvalTestSupport
import Foundation
import Testing

/// Mistakes that people make, each with one clear line, exit code 2, and nothing stored.
struct BadInputTests {
  private let folder: TemporaryFolder
  private let program: Program

  init() throws {
    folder = try TemporaryFolder()
    try folder.copy(fromProject: "suites/mtbench")
    try folder.copy(fromProject: "goldens/mtbench")
    program = Program(in: folder.path)
  }

  /// Runs the suite and expects a refusal that says something on one line.
  private func expectRefusal(
    _ path: String = "suites/mtbench", saying text: String,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let result = try program.run("run", path)
    #expect(result.status == 2, sourceLocation: location)
    #expect(result.stdout == "", sourceLocation: location)
    #expect(result.stderr.contains(text), "\(result.stderr)", sourceLocation: location)
    #expect(
      result.stderr.split(separator: "\n").count == 1, "\(result.stderr)",
      sourceLocation: location)
    if folder.has(".evalroute/runs.sqlite") {
      let runs = try program.run("list").stdout.split(separator: "\n").count - 1
      #expect(runs == 0, sourceLocation: location)
    }
  }

  @Test func `a mistyped suite is answered with the nearest one`() throws {
    try expectRefusal(
      "suites/mtbnech", saying: "suites/mtbnech: no such suite (did you mean `suites/mtbench`?)")
    #expect(try folder.text("reports/mtbnech/junit.xml").contains("<error"))
  }

  @Test func `a changed golden file is refused`() throws {
    try folder.edit("goldens/mtbench/traces.jsonl", "\"quality\":9,", "\"quality\":8,")
    try expectRefusal(saying: "is not the file that was recorded")
    #expect(try folder.text("reports/mtbench/junit.xml").contains("evalroute.broken"))
  }

  @Test func `the JUnit of a run that its golden broke names the suite's file`() throws {
    try folder.edit("suites/mtbench/suite.yaml", "goldens/mtbench", "goldens/nowhere")
    #expect(try program.run("run", "suites/mtbench").status == 2)
    let junit = try folder.text("reports/mtbench/junit.xml")
    #expect(junit.contains(" file=\"suites/mtbench/suite.yaml\">"))
    #expect(try program.run("run", "suites/nowhere").status == 2)
    #expect(try folder.text("reports/nowhere/junit.xml").contains(" file=\"suites/nowhere\">"))
  }

  @Test func `the JUnit of a broken run has its time, unless it must be reproducible`() throws {
    let epoch = "timestamp=\"1970-01-01T00:00:00\""
    #expect(try program.run("run", "suites/nowhere").status == 2)
    #expect(!(try folder.text("reports/nowhere/junit.xml").contains(epoch)))
    #expect(try program.run("run", "suites/nowhere", "--reproducible").status == 2)
    #expect(try folder.text("reports/nowhere/junit.xml").contains(epoch))
  }

  @Test func `a model that the golden lacks is refused`() throws {
    try folder.edit(
      "suites/mtbench/suite.yaml", "weak: mixtral-8x7b-instruct-v0.1\n", "weak: mixtral\n")
    let result = try program.run("run", "suites/mtbench")
    #expect(result.status == 2)
    #expect(result.stderr.contains("`mixtral"))
  }

  @Test func `a store that is not SQLite is refused and left as it is`() throws {
    try folder.write("not a database, and long enough to be looked at twice", to: "store.txt")
    let result = try program.run("run", "suites/mtbench", "--store", "store.txt")
    #expect(result.status == 2)
    #expect(result.stderr.split(separator: "\n").count == 1)
    #expect(
      try folder.text("store.txt") == "not a database, and long enough to be looked at twice")
  }

  @Test(arguments: [
    ("seed: 20240617", "sede: 20240617", "unknown key `sede` (did you mean `seed`?)"),
    ("kind: oracle", "kind: orcale", "unknown kind `orcale` (did you mean `oracle`?)"),
    ("kind: oracle", "kind: cascade", "is not built into this version"),
    ("metric: apgr", "metric: agpr", "unknown metric `agpr` (did you mean `apgr`?)"),
    ("router: domain,", "router: domian,", "has no router `domian` (did you mean `domain`?)"),
    ("max_drop: 0.02", "max_drop: lots", "must be a number of 0 or more, or a percentage"),
    ("at_least: 0.5,", "at_least: .nan,", "must be a number"),
    (
      "{category: math}", "{category: maths}",
      "no trace with category `maths` (did you mean `math`?)"
    ),
    ("signal: length", "signal: lenght", "no signal `lenght` (did you mean `length`?)"),
    ("cohorts: [category, turn]", "cohorts: [category, trun]", "no label `trun`"),
    ("version: 1", "version: 2", "use a newer evalroute"),
    ("name: mtbench", "name: MT Bench", "must be 1 to 64 of a-z 0-9 . _ -"),
  ])
  func `a mistake in a suite names its line`(old: String, new: String, message: String) throws {
    try folder.edit("suites/mtbench/suite.yaml", old, new)
    let result = try program.run("run", "suites/mtbench")
    #expect(result.status == 2)
    #expect(result.stderr.contains(message), "\(result.stderr)")
    #expect(result.stderr.hasPrefix("error: suites/mtbench/suite.yaml"))
  }

  @Test func `lint runs a suite's routers, and is told of a path where nothing is`() throws {
    try folder.edit("suites/mtbench/suite.yaml", "threshold: 0.0465", "threshold: {pgr: 7}")
    let result = try program.run("lint", "suites/mtbench")
    #expect(result.status == 1)
    #expect(result.stdout.contains("its threshold cannot be fitted on mtbench"))
    #expect(try program.run("lint", "suites/nowhere").status == 2)
  }

  @Test func `a mistake under --json is one JSON document`() throws {
    let result = try program.run("run", "suites/nowhere", "--json")
    #expect(result.status == 2)
    let error = try #require(try result.json["error"] as? [String: Any])
    #expect((error["problems"] as? [Any])?.count == 1)
  }

  @Test func `bad usage exits 64`() throws {
    #expect(try program.run("run").status == 64)
    #expect(try program.run("run", "suites/mtbench", "--jobs", "0").status == 64)
    #expect(try program.run("run", "suites/mtbench", "--tag", "nokey").status == 64)
    #expect(try program.run("frobnicate").status == 64)
  }

  @Test func `names cannot inject into terminals, XML, Markdown or HTML`() throws {
    let name = #""<script>\e[31m|`x`\n&amp;'\u0007""#
    try folder.edit("suites/mtbench/suite.yaml", "name: domain", "name: \(name)")
    try folder.edit("suites/mtbench/suite.yaml", "router: domain,", "router: \(name),")
    let result = try program.run("run", "suites/mtbench")
    #expect(result.status == 3)
    #expect(!result.stdout.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{07}" })
    #expect(!(try folder.text("reports/mtbench/report.html").contains("<script")))
    #expect(!(try folder.text("reports/mtbench/summary.md").contains("<script")))
    let junit = try folder.text("reports/mtbench/junit.xml")
    #expect(!junit.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{07}" })
    #expect(!junit.contains("<script"))
  }

  @Test func `a reports folder that is a file is refused`() throws {
    try folder.write("in the way", to: "reports")
    let result = try program.run("run", "suites/mtbench")
    #expect(result.status == 2)
    let runs = try program.run("list").stdout.split(separator: "\n").count - 1
    #expect(runs == 0)
  }
}
