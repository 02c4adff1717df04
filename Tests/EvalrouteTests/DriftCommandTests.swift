import EvalTestSupport
import Foundation
import Testing

struct DriftCommandTests {
  private let folder: TemporaryFolder
  private let program: Program

  init() throws {
    folder = try TemporaryFolder()
    program = Program(in: folder.path)
  }

  /// Imports a golden of so many queries whose lengths and languages repeat.
  private func makeGolden(_ count: Int) throws {
    var table = "text,lang,big,small,tokens\n"
    for index in 0..<count {
      let text = String(repeating: "x", count: 10 + index * 7 % 90)
      table +=
        "\(text),\(index % 3 == 0 ? "de" : "en"),1,\(index % 4 == 0 ? 0 : 1),\(5 + index % 40)\n"
    }
    try folder.write(table, to: "golden.csv")
    let result = try program.run(
      "import", "csv", "golden.csv", "--out", "golden", "--map", "prompt=text", "--map",
      "cohort.lang=lang", "--map", "quality.big=big", "--map", "quality.small=small", "--map",
      "input_tokens.big=tokens", "--map", "output_tokens.big=tokens", "--map",
      "input_tokens.small=tokens", "--map", "output_tokens.small=tokens", "--price", "big=10/30",
      "--price", "small=1/1")
    #expect(result.status == 0, "\(result.stderr)")
  }

  /// Writes traffic with lengths from 10 to 99, or longer ones.
  private func makeTraffic(_ count: Int, longer: Int = 0, german: Int = 3) throws {
    var table = "n,l\n"
    for index in 0..<count {
      table += "\(10 + index * 11 % 90 + longer),\(index % german == 0 ? "de" : "en")\n"
    }
    try folder.write(table, to: "traffic.csv")
  }

  private let map = ["--map", "prompt_length=n", "--map", "cohort.lang=l"]

  private func drift(_ options: String...) throws -> Program.Result {
    try program.run(["drift", "golden", "--traffic", "traffic.csv"] + map + options)
  }

  @Test func `traffic like the golden exits 0, and twice the same bytes`() throws {
    try makeGolden(300)
    try makeTraffic(300)
    let result = try drift("--jobs", "1")
    #expect(result.status == 0, "\(result.stderr)\(result.stdout)")
    #expect(result.stderr == "")
    #expect(result.stdout.contains("✓ no drift: 2 features look like golden."))
    #expect(
      result.stdout.contains(
        "not compared: input_tokens: the traffic has none; map it with --map input_tokens=COLUMN"))
    #expect(try drift("--jobs", "2").stdout == result.stdout)
    let json = try drift("--json", "--jobs", "2")
    #expect(try drift("--json", "--jobs", "1").stdout == json.stdout)
    #expect(try json.json["verdict"] as? String == "steady")
    #expect(try json.json["exit_code"] as? Int == 0)
  }

  @Test func `traffic that moved exits 1 and says what moved`() throws {
    try makeGolden(300)
    try makeTraffic(300, longer: 40, german: 2)
    let result = try drift("--hard", "lang=de")
    #expect(result.status == 1)
    Snapshot.expect(result.stdout, equals: "drift.txt")
    #expect(
      result.stdout.contains(
        "✗ drifted: prompt_length, cohort.lang have moved away from golden."))
    #expect(result.stdout.contains("to expect with the traffic's lang"))
    #expect(
      result.stdout.contains("hard: lang=de (the golden's share is 33.3%, the traffic's 50.0%)"))
    let json = try drift("--json")
    #expect(json.status == 1)
    #expect(try json.json["verdict"] as? String == "drifted")
    let features = try #require(try json.json["features"] as? [[String: Any]])
    #expect(features.map { $0["decision"] as? String } == ["drifted", "drifted"])
    let rows = (try json.json["difficulty"] as? [String: Any])?["rows"] as? [[String: Any]]
    #expect(rows?.count == 11)
    let mixes = try #require(try json.json["expected"] as? [[String: Any]])
    let policies = try #require(mixes.first?["policies"] as? [[String: Any]])
    let expected = try #require(policies.first?["expected"] as? [String: Any])
    let quality = try #require(expected["quality"] as? [String: Any])
    let estimate = try #require(quality["estimate"] as? Double)
    #expect(try #require(quality["low"] as? Double) < estimate)
    #expect(try #require(quality["high"] as? Double) > estimate)
  }

  @Test func `a golden's weights count in the comparison, and the report says so`() throws {
    // A German query in three, which stands for one; an English one stands for two: a fifth.
    try makeGolden(900)
    let traces = try folder.text("golden/traces.jsonl").split(separator: "\n").map { line in
      let weight = line.contains("\"lang\":\"de\"") ? 1 : 2
      return line.dropLast() + ",\"weight\":\(weight)}"
    }
    try folder.write(traces.joined(separator: "\n") + "\n", to: "golden/traces.jsonl")
    let lint = try program.run("lint", "golden")
    let digests = lint.stdout.split { !$0.isHexDigit }.filter { $0.count == 64 }
    try #require(digests.count == 2, "\(lint.stdout)")
    try folder.edit("golden/golden.yaml", String(digests[1]), String(digests[0]))
    try makeTraffic(900, german: 5)
    let result = try drift("--jobs", "1")
    #expect(result.status == 0, "\(result.stderr)\(result.stdout)")
    #expect(
      result.stdout.contains(
        "the golden's weights count in every comparison: its 900 queries tell as much as 833"))
    #expect(try drift("--jobs", "2").stdout == result.stdout)
    let features = try #require(try drift("--json").json["features"] as? [[String: Any]])
    let side = try #require(features[1]["golden"] as? [String: Any])
    #expect(side["queries"] as? Int == 900)
    #expect((side["effective_queries"] as? Double).map { Int($0) } == 833)
  }

  @Test func `too few queries exit 3`() throws {
    try makeGolden(300)
    try makeTraffic(60)
    let result = try drift()
    #expect(result.status == 3)
    #expect(result.stdout.contains("? too little to tell: prompt_length, cohort.lang would need"))
    #expect(try drift("--json").status == 3)
  }

  @Test func `what cannot be compared exits 2 with one line`() throws {
    try makeGolden(20)
    try makeTraffic(20)
    func refusal(_ arguments: String..., saying text: String) throws {
      let result = try program.run(["drift", "golden"] + arguments)
      #expect(result.status == 2)
      #expect(result.stdout == "")
      #expect(result.stderr.contains(text), "\(result.stderr)")
      #expect(result.stderr.split(separator: "\n").count == 1, "\(result.stderr)")
    }
    try refusal(
      "--traffic", "traffic.csv", "--map", "cohort.lnag=l",
      saying: "cohort.lnag: the golden has none (did you mean `cohort.lang`?)")
    try refusal("--traffic", "traffic.csv", saying: "nothing says what its columns are")
    try refusal("--traffic", "nowhere.csv", "--map", "prompt=a", saying: "nowhere.csv")
    try refusal(
      "--traffic", "traffic.csv", "--map", "prompt_length=n", "--model", "bgi",
      saying: "the golden has no such model (did you mean `big`?); it has big, small")
    try refusal(
      "--traffic", "traffic.csv", "--map", "prompt_length=n", "--hard", "lang=fr",
      saying: "no trace of the golden has lang `fr`")
    let json = try program.run(
      "drift", "golden", "--traffic", "traffic.csv", "--map", "prompt_length=nn", "--json")
    #expect(json.status == 2)
    #expect(try json.json["error"] != nil)
    #expect(try program.run("drift", "golden").status == 64)
  }

  @Test func `a suite's routers are forecast too, if it is of this golden`() throws {
    for name in ["goldens/mtbench", "suites/mtbench"] { try folder.copy(fromProject: name) }
    try folder.write("t,c\n", to: "traffic.csv")
    let levels = ["math", "writing", "coding", "math"]
    try folder.write(
      "c\n" + (0..<80).map { levels[$0 % 4] + "\n" }.joined(), to: "traffic.csv")
    let arguments = ["--traffic", "traffic.csv", "--map", "cohort.category=c"]
    let result = try program.run(
      ["drift", "goldens/mtbench", "--suite", "suites/mtbench", "--json"] + arguments)
    #expect(result.status == 1, "\(result.stderr)")
    let expected = try #require(try result.json["expected"] as? [[String: Any]])
    let policies = try #require(expected.first?["policies"] as? [[String: Any]])
    let names = policies.compactMap { ($0["expected"] as? [String: Any])?["policy"] as? String }
    #expect(names.contains("rules"))
    #expect(Set(names).count == names.count)
    try makeGolden(20)
    let other = try program.run(["drift", "golden", "--suite", "suites/mtbench"] + arguments)
    #expect(other.status == 2)
    #expect(other.stderr.contains("is of golden mtbench"))
  }

  private static let azure = URL(
    fileURLWithPath: Project.root + "/../shared/data/azure/AzureLLMInferenceTrace_conv.csv"
  ).standardized.path

  /// Imports every nineteenth request of the traffic that is kept.
  private func makeAzureGolden(keeping isKept: (Int) -> Bool) throws {
    let lines = try TemporaryFolder.read(Self.azure).split(whereSeparator: \.isNewline)
    var table = "in,out,q\n"
    for (index, line) in lines.dropFirst().enumerated() where index % 19 == 0 {
      let fields = line.split(separator: ",")
      guard isKept(Int(fields[1]) ?? 0) else { continue }
      table += "\(fields[1]),\(fields[2]),1\n"
    }
    try folder.write(table, to: "azure.csv")
    let result = try program.run(
      "import", "csv", "azure.csv", "--out", "azure", "--overwrite", "--map", "input_tokens.m=in",
      "--map", "output_tokens.m=out", "--map", "quality.m=q")
    #expect(result.status == 0, "\(result.stderr)")
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: azure), "the public data are not there"))
  func `real traffic is like a sample of itself, and unlike its short requests`() throws {
    let arguments = [
      "drift", "azure", "--traffic", Self.azure, "--map", "input_tokens=ContextTokens", "--map",
      "output_tokens=GeneratedTokens",
    ]
    try makeAzureGolden { _ in true }
    let same = try program.run(arguments)
    #expect(same.status == 0, "\(same.stderr)\(same.stdout)")
    #expect(same.stdout.contains("19366 queries"))
    #expect(same.stdout.contains("the golden's tokens are those of m"))
    try makeAzureGolden { $0 < 800 }
    let short = try program.run(arguments)
    #expect(short.status == 1)
    #expect(short.stdout.contains("input_tokens"))
  }
}
