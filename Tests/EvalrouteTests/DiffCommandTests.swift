import EvalTestSupport
import Foundation
import Testing

/// `evalroute diff` on runs of copied suites, on commits, exports and tables.
struct DiffCommandTests {
  private let folder: TemporaryFolder
  private let program: Program

  init() throws {
    folder = try TemporaryFolder()
    try folder.copy(fromProject: "suites/mtbench")
    try folder.copy(fromProject: "goldens/mtbench")
    program = Program(in: folder.path)
  }

  /// Runs the suite as it is, then with another threshold.
  private func runTwice() throws {
    #expect(try program.run("run", "suites/mtbench", "-q").status == 0)
    try folder.edit("suites/mtbench/suite.yaml", "threshold: 0.0465", "threshold: 0.2")
    _ = try program.run("run", "suites/mtbench", "-q")
  }

  private func routers(_ result: Program.Result) throws -> [String: [String: Any]] {
    let list = try #require(try result.json["routers"] as? [[String: Any]])
    return Dictionary(
      list.map { ($0["router"] as? String ?? "", $0) }, uniquingKeysWith: { first, _ in first })
  }

  @Test func `a run differs from itself by exactly nothing, and no statistics are run`() throws {
    _ = try program.run("run", "suites/mtbench", "-q")
    let result = try program.run("diff", "latest", "latest", "--json")
    #expect(result.status == 0)
    #expect(!result.stdout.contains("\"p\""))
    for router in try routers(result).values {
      #expect(router["verdict"] as? String == "passed")
      let metrics = try #require(router["metrics"] as? [[String: Any]])
      #expect(metrics.allSatisfy { $0["outcome"] as? String == "identical" })
    }
    #expect(try program.run("diff", "latest", "latest").stdout.contains("identical decisions: "))
  }

  @Test func `what changed is told, and what did not is identical`() throws {
    try runTwice()
    let result = try program.run("diff", "latest~1", "latest", "--json")
    #expect(result.status == 1 || result.status == 3)
    let routers = try routers(result)
    #expect(routers["rules"]?["verdict"] as? String == "passed")
    let length = try #require(routers["length"])
    let comparison = try #require(length["comparison"] as? [String: Any])
    let flips = try #require(comparison["flips"] as? Int)
    #expect(flips > 10)
    let directions = try #require(comparison["directions"] as? [[String: Any]])
    #expect(directions.reduce(0) { $0 + ($1["flips"] as? Int ?? 0) } == flips)
    // The flips' parts add up to the change.
    let delta = try #require((comparison["delta"] as? [String: Any])?["estimate"] as? Double)
    let sum = directions.reduce(0) { $0 + ($1["quality"] as? Double ?? 0) }
    #expect((delta - sum).magnitude < 1e-9)
    let parts = try #require(comparison["attribution"] as? [String: Double])
    let budget = try #require(parts["quality_of_budget"])
    let ranking = try #require(parts["quality_of_ranking"])
    #expect((budget + ranking - delta).magnitude < 1e-9)
    #expect(ranking.magnitude < 1e-9)
  }

  @Test func `the terminal report and the Markdown are the recorded ones`() throws {
    try runTwice()
    for name in ["latest~1", "latest"] {
      let ref = try #require(
        try program.run("list").stdout.split(separator: "\n").dropFirst()
          .map { $0.split(separator: " ")[0] }.dropFirst(name == "latest" ? 0 : 1).first)
      let run = try program.run("export", String(ref), "--format", "jsonl").stdout
      try folder.write(run, to: "\(name == "latest" ? "new" : "old").jsonl")
    }
    let text = try program.run("diff", "old.jsonl", "new.jsonl").stdout
    Snapshot.expect(text, equals: "diff.stdout")
    let markdown = try program.run("diff", "old.jsonl", "new.jsonl", "--markdown").stdout
    Snapshot.expect(markdown, equals: "diff.md")
  }

  @Test func `an export says what its run says`() throws {
    try runTwice()
    let stored = try routers(program.run("diff", "latest~1", "latest", "--json"))
    for (ref, name) in [("latest~1", "old.csv"), ("latest", "new.csv")] {
      try folder.write(try program.run("export", ref, "--format", "csv").stdout, to: name)
    }
    let exported = try routers(program.run("diff", "old.csv", "new.csv", "--json"))
    func flips(_ router: [String: Any]?) -> Int? {
      (router?["comparison"] as? [String: Any])?["flips"] as? Int
    }
    for name in ["length", "rules"] { #expect(flips(stored[name]) == flips(exported[name])) }
  }

  @Test func `decisions alone tell which routes changed, not whether it is for the worse`() throws {
    try folder.write("id,model\na,x\nb,x\nc,y\nd,y\n", to: "old.csv")
    try folder.write("id,model\nd,y\nc,x\nb,x\na,x\n", to: "new.csv")
    let result = try program.run("diff", "old.csv", "new.csv")
    #expect(result.status == 3)
    #expect(result.stdout.contains("1 of 4 routes changed (25.0%)"))
    #expect(try program.run("diff", "old.csv", "old.csv").status == 0)
  }

  private static let arena = "\(Project.root)/../shared/data/routerarena"

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: arena), "needs ../shared/data/routerarena"))
  func `two real versions of a router differ on 19 percent of 420 queries`() throws {
    let result = try program.run(
      "diff", "\(Self.arena)/vllm-sr-robustness-v131.json",
      "\(Self.arena)/vllm-sr-robustness-v147.json")
    #expect(result.status == 3)
    #expect(result.stdout.contains("80 of 420 routes changed (19.0%)"))
  }

  @Test func `traces that one side lacks are named, and the rest is compared`() throws {
    try folder.write("id,model,quality,kind\na,x,1,k\nb,x,0,l\nc,y,1,l\n", to: "old.csv")
    try folder.write("id,model,quality,kind\na,x,1,k\nc,x,0,l\nd,y,1,l\n", to: "new.csv")
    let result = try program.run("diff", "old.csv", "new.csv")
    #expect(result.status == 3)
    #expect(result.stdout.contains("1 trace removed: b"))
    #expect(result.stdout.contains("1 trace added: d"))
    #expect(result.stdout.contains("common  2 traces"))
    #expect(result.stdout.contains("by kind: "))
  }

  @Test func `what has another name and is the same is renamed, not removed and added`() throws {
    let rows = ["a,x,1,k", "b,x,0,l", "c,y,1,l"]
    func table(_ router: String, _ level: String) -> String {
      "trace,decision,quality,kind,router\n"
        + rows.map { $0.replacing(",l", with: ",\(level)") + ",\(router)\n" }.joined()
        + rows.map { $0.replacing(",l", with: ",\(level)") + ",kept\n" }.joined()
    }
    try folder.write(table("old", "l"), to: "old.csv")
    try folder.write(table("new", "m"), to: "new.csv")
    let result = try program.run("diff", "old.csv", "new.csv")
    #expect(result.status == 0)
    #expect(result.stdout.contains("router renamed: old is now new"))
    #expect(result.stdout.contains("kind renamed: l is now m"))
    #expect(!result.stdout.contains("removed"))
  }

  @Test func `one router can be compared with another`() throws {
    _ = try program.run("run", "suites/mtbench", "-q")
    let result = try program.run("diff", "mtbench:length", "mtbench:rules@latest", "--json")
    let router = try #require(try routers(result)["rules"])
    #expect(router["before"] as? String == "length")
    let baseline = try program.run("diff", "suites/mtbench", "latest")
    #expect(baseline.status == 0)
  }

  private static let mistakes: [([String], String)] = [
    (["nowhere@latest", "latest"], "has no run of suite nowhere yet"),
    (["latest", "latest~9"], "so none is `latest~9`"),
    (["mtbench:lenght@latest", "latest"], "did you mean `length`?"),
    (["git:HEAD", "latest"], "say of which suite, such as mtbench@git:HEAD"),
    (["latest", "latest", "--cohort", "categori"], "did you mean `category`?"),
    (["bad.csv", "latest"], "no column for decision"),
    (["twice.csv", "latest"], "decides on trace a a second time"),
    (["x.csv", "y.csv"], "has no trace in common with x.csv"),
    (["latest", "@"], "must be REF, SUITE@REF or SUITE:ROUTER@REF"),
  ]

  @Test(arguments: mistakes.indices)
  func `a side that cannot be found or read is named`(index: Int) throws {
    _ = try program.run("run", "suites/mtbench", "-q")
    try folder.write("id,kind\na,x\n", to: "bad.csv")
    try folder.write("id,model\na,x\n", to: "x.csv")
    try folder.write("id,model\nb,x\n", to: "y.csv")
    try folder.write("id,model\na,x\na,y\n", to: "twice.csv")
    let (arguments, message) = Self.mistakes[index]
    let result = try program.run(["diff"] + arguments)
    #expect(result.status == 2)
    #expect(result.stdout == "")
    #expect(result.stderr.contains(message), "\(result.stderr)")
  }
}
