import EvalSystem
import EvalTestSupport
import Foundation
import Testing

/// Whole commands on a suite whose routers are made of each other.
struct CompositionCommandTests {
  private let folder: TemporaryFolder
  private let program: Program

  init() throws {
    folder = try TemporaryFolder()
    program = Program(in: folder.path)
    try writeGolden()
    try writeAnswers()
    try writeSuite()
  }

  /// Forty queries of ten users: every second one is hard, and the weak model gets those wrong.
  private func writeGolden() throws {
    var lines: [String] = []
    for number in 0..<40 {
      let isHard = number % 2 == 1
      let text =
        number % 4 == 0 ? "hello there" : isHard ? "prove it \(number)" : "what is \(number)"
      let rating = number < 20 ? #","rating":\#(isHard ? 2 : 5)"# : ""
      lines.append(
        #"{"id":"q\#(100 + number)","user":"u\#(number % 10)","conversation":"c\#(number / 4)","#
          + #""messages":[{"role":"user","content":"\#(text)"}],"#
          + #""cohorts":{"kind":"\#(isHard ? "hard" : "easy")"},"signals":{"s":\#(Double(number) / 40)},"#
          + #""outcomes":{"small":{"quality":\#(isHard ? 0 : 1),"cost_usd":0.001,"input_tokens":9,"output_tokens":1\#(rating)},"#
          + #""big":{"quality":1,"cost_usd":0.01,"input_tokens":9,"output_tokens":1,"rating":4}}}"#)
    }
    let text = lines.joined(separator: "\n") + "\n"
    try folder.write(text, to: "golden/traces.jsonl")
    try folder.write(
      """
      version: 1
      name: made
      quality: {min: 0, max: 1}
      models: {small: , big: }
      files: [{path: traces.jsonl, rows: 40, sha256: \(SHA256.hex(SHA256.digest(text)))}]
      """, to: "golden/golden.yaml")
  }

  /// The classifier knows what is hard, and is undecided once.
  private func writeAnswers(inputTokens: Int = 100) throws {
    let lines = (0..<40).map { number in
      let word = number == 7 ? "hm" : number % 2 == 1 ? "HARD" : "EASY"
      return
        #"{"id":"q\#(100 + number)","answer":"\#(word)","input_tokens":\#(inputTokens),"output_tokens":1}"#
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "suite/answers.jsonl")
  }

  private func writeSuite() throws {
    try folder.write(
      """
      version: 1
      name: made
      golden: ../golden
      weak: small
      strong: big
      cohorts: [kind]
      routers:
        - name: judge
          kind: llm
          recorded: answers.jsonl
          answers: {easy: small, hard: big}
          default: small
          price: {input_per_million_usd: 10, output_per_million_usd: 0, priced: 2026-11-01}
        - {name: words, kind: rules, rules: [{pattern: hello, tier: weak}], default: strong}
        - {name: cheap copy, kind: rules, rules: [{pattern: prove, tier: strong}], default: weak, imitates: judge}
        - name: turns
          kind: ladder
          rungs: [{router: words}, {router: cheap score, unsure: [0.4, 0.6]}, {router: judge}]
        - {name: cheap score, kind: signal, signal: s, threshold: 0.5}
        - name: pilot
          kind: flag
          share: 0.3
          experiment: {router: judge}
          control: small
        - {name: again, kind: signal, router: cheap score, threshold: 0.9, branches: {big: {router: judge}}}
      gates:
        - {metric: agreement, router: cheap copy, at_least: 0.95}
        - {metric: agreement, router: cheap copy, cohorts: true, at_least: 0.9}
        - {metric: rating, router: judge, at_least: 4}
        - {metric: rating, router: judge, model: big, at_least: 4}
        - {metric: rating, router: words, max_drop: 0.01, blocking: false}
        - {metric: cost, router: judge, max_rise: 5%}
        - {metric: tokens, router: judge, max_rise: 5%, blocking: false}
      """, to: "suite/suite.yaml")
  }

  private func routers(_ result: Program.Result) throws -> [String: [String: Any]] {
    let list = try #require(try result.json["routers"] as? [[String: Any]])
    return Dictionary(uniqueKeysWithValues: list.map { ($0["name"] as? String ?? "", $0) })
  }

  private func value(_ entry: Any?) -> Double? {
    (entry as? [String: Any])?["estimate"] as? Double
  }

  private func branches(_ router: [String: Any]?) throws -> [[String: Any]] {
    try #require(router?["branches"] as? [[String: Any]])
  }

  @Test func `a classifier's own calls are charged to the route`() throws {
    let result = try program.run("run", "suite", "--json", "--baseline", "none")
    #expect(result.status == 3)
    let judge = try #require(try routers(result)["judge"])
    let metrics = try #require(judge["metrics"] as? [String: Any])
    // 19 calls to the big model, 21 to the small one, and 40 of 100 tokens at 10 USD a million.
    #expect(value(metrics["cost_usd"]) == 0.19 + 0.021 + 0.04)
    let deciding = try #require(judge["deciding"] as? [String: Any])
    #expect(deciding["calls"] as? Int == 40)
    #expect(deciding["input_tokens"] as? Double == 4000)
    #expect(deciding["cost_usd"] as? Double == 0.04)
    let unusable = try #require(deciding["unusable"] as? [String: Any])
    #expect(unusable["answers"] as? Int == 1)
    #expect(unusable["traces"] as? [String] == ["q107"])
    #expect((try result.json["warnings"] as? [String])?.contains { $0.contains("q107") } == true)
  }

  @Test func `every rung of a ladder has its share and its cost`() throws {
    let result = try program.run("run", "suite", "--json", "--baseline", "none")
    let turns = try branches(try routers(result)["turns"])
    #expect(turns.map { $0["name"] as? String } == ["words", "cheap score", "judge"])
    #expect(turns.map { $0["n"] as? Int } == [10, 24, 6])
    let shares = turns.compactMap { $0["share"] as? Double }
    #expect(shares.reduce(0, +) == 1)
    // The classifier is paid for the six queries that reached it, and for no other.
    let deciding = try #require(try routers(result)["turns"]?["deciding"] as? [String: Any])
    #expect(deciding["calls"] as? Int == 6)
    let total = turns.compactMap { value($0["cost_usd"]) }.reduce(0, +)
    let metrics = try #require(try routers(result)["turns"]?["metrics"] as? [String: Any])
    #expect(abs(total - (value(metrics["cost_usd"]) ?? 0)) < 1e-12)
  }

  @Test func `an experiment's arms are users, and pay for their own routers`() throws {
    let result = try program.run("run", "suite", "--json", "--baseline", "none")
    let pilot = try #require(try routers(result)["pilot"])
    let arms = try branches(pilot)
    #expect(arms.map { $0["name"] as? String } == ["experiment", "control"])
    let inside = try #require(arms[0]["n"] as? Int)
    #expect(inside % 4 == 0)
    let deciding = try #require(pilot["deciding"] as? [String: Any])
    #expect(deciding["calls"] as? Int == inside)
  }

  @Test func `where a router hands a branch over the other one is paid there`() throws {
    let result = try program.run("run", "suite", "--json", "--baseline", "none")
    let again = try #require(try routers(result)["again"])
    let deciding = try #require(again["deciding"] as? [String: Any])
    #expect(deciding["calls"] as? Int == 4)
    let metrics = try #require(again["metrics"] as? [String: Any])
    let calls = try #require(metrics["calls"] as? [String: Int])
    #expect(calls == ["small": 38, "big": 2])
  }

  @Test func `agreement and ratings are gated, over all and in each cohort`() throws {
    let result = try program.run("run", "suite", "--json", "--baseline", "none")
    let gates = try #require(try result.json["gates"] as? [[String: Any]])
    let shown = gates.map { gate in
      "\(gate["metric"] ?? "") \(gate["router"] ?? "") \(gate["verdict"] ?? "")"
        + " \(gate["value"] as? Double ?? -1)"
    }
    #expect(
      shown.sorted() == [
        "agreement cheap copy passed 0.95", "agreement cheap copy passed 0.975",
        "agreement cheap copy passed 1.0", "cost judge inconclusive -1.0",
        "rating judge passed 4.0", "rating judge passed 4.26666666667",
        "rating words inconclusive -1.0", "tokens judge inconclusive -1.0",
      ])
  }

  @Test func `a copy that no longer decides like its teacher turns the run red`() throws {
    let suite = try folder.text("suite/suite.yaml")
    try folder.write(
      suite.replacing("pattern: prove, tier", with: "pattern: 'prove it 1', tier"),
      to: "suite/suite.yaml")
    let result = try program.run("run", "suite", "--baseline", "none")
    #expect(result.status == 1)
    #expect(result.stdout.contains("cheap copy decides like judge on"))
    #expect(result.stdout.contains("✗ made FAILED"))
  }

  @Test func `a longer prompt is a dearer route, though nothing is routed otherwise`() throws {
    _ = try program.run("run", "suite", "--baseline", "none")
    #expect(try program.run("baseline", "accept", "suite").status == 0)
    #expect(
      try folder.text("suite/baseline.decisions.jsonl").contains(#""d":[[1000000,101],null,null,"#))
    let same = try program.run("run", "suite", "--json")
    #expect(same.status == 0, "\(same.stdout.prefix(3000))")
    try writeAnswers(inputTokens: 200)
    let result = try program.run("run", "suite", "--json")
    #expect(result.status == 1)
    let comparison = try #require(try result.json["comparison"] as? [[String: Any]])
    let judge = try #require(comparison.first { $0["router"] as? String == "judge" })
    #expect(judge["flips"] as? Int == 0)
    let parts = try #require(judge["attribution"] as? [String: Any])
    #expect(parts["cost_of_deciding"] as? Double == 0.001)
    #expect(parts["cost_of_routes"] as? Double == 0)
    // The store brings the same back as the files do.
    let stored = try program.run("diff", "latest~1", "latest")
    #expect(stored.stdout.contains("from deciding"), "\(stored.stdout)")
    // 100 tokens more a query, over 40 of them.
    let gates = try #require(try result.json["gates"] as? [[String: Any]])
    let tokens = try #require(gates.first { $0["metric"] as? String == "tokens" })
    #expect(tokens["value"] as? Double == 4000)
    #expect(tokens["verdict"] as? String == "failed")
  }

  @Test func `a cost that is no longer known passes no gate`() throws {
    _ = try program.run("run", "suite", "--baseline", "none")
    #expect(try program.run("baseline", "accept", "suite").status == 0)
    let suite = try folder.text("suite/suite.yaml")
    let price =
      "          price: {input_per_million_usd: 10, output_per_million_usd: 0, priced: 2026-11-01}\n"
    try folder.write(
      suite.replacing(price.replacing("          ", with: "    "), with: "")
        + "\n  - {metric: aiq, router: judge, max_drop: 0.5}\n", to: "suite/suite.yaml")
    #expect(try !folder.text("suite/suite.yaml").contains("price:"))
    let result = try program.run("run", "suite", "--json")
    #expect(result.status == 3)
    let gates = try #require(try result.json["gates"] as? [[String: Any]])
    for metric in ["cost", "aiq"] {
      let gate = try #require(gates.first { $0["metric"] as? String == metric })
      #expect(gate["verdict"] as? String == "inconclusive", "\(gate)")
      #expect("\(gate["reason"] ?? "")".contains("cannot tell"))
    }
    let judge = try #require(try routers(result)["judge"])
    #expect("\(judge)".contains("own calls cost is not known"))
  }

  @Test func `a rung is paid for what it is asked, not for what it would have led to`() throws {
    let suite = try folder.text("suite/suite.yaml")
    // The heuristic's default is the classifier, which the next rung asks anyway.
    try folder.write(
      suite.replacing(
        "gates:",
        with: "  - {name: open, kind: rules, rules: [{pattern: hello, tier: low}], default: high,"
          + " tiers: {low: small, high: {router: judge}}}\n"
          + "  - {name: steps, kind: ladder, rungs: [{router: open}, {router: judge}]}\ngates:"),
      to: "suite/suite.yaml")
    let result = try program.run("run", "suite", "--json", "--baseline", "none")
    let deciding = try #require(try routers(result)["steps"]?["deciding"] as? [String: Any])
    #expect(deciding["calls"] as? Int == 30)
  }

  @Test func `ratings that fall with other routes turn red`() throws {
    _ = try program.run("run", "suite", "--baseline", "none")
    #expect(try program.run("baseline", "accept", "suite").status == 0)
    let suite = try folder.text("suite/suite.yaml")
    // Hard queries go to the model that people rated 2 for them, in place of one rated 4.
    try folder.write(
      suite.replacing("default: strong", with: "default: weak"), to: "suite/suite.yaml")
    let result = try program.run("run", "suite", "--json")
    let gates = try #require(try result.json["gates"] as? [[String: Any]])
    let gate = try #require(
      gates.first { $0["router"] as? String == "words" && $0["metric"] as? String == "rating" })
    // 5 rated ones at 5 and 30 at 4 before; 10 at 5 and 10 at 2 now.
    #expect(abs((gate["value"] as? Double ?? 0) - (3.5 - 145.0 / 35)) < 1e-9)
    #expect(gate["verdict"] as? String == "failed", "\(gate)")
  }

  @Test func `a router alone brings those that it needs`() throws {
    let result = try program.run(
      "run", "suite", "--json", "--router", "turns", "--baseline", "none")
    #expect(try routers(result).keys.sorted() == ["turns"])
    #expect(try branches(try routers(result)["turns"]).map { $0["n"] as? Int } == [10, 24, 6])
  }

  @Test func `what is imitated is asked for a run, and not to calibrate or to teach`() throws {
    // The classifier's answers are gone: whoever asks it breaks.
    try folder.write("", to: "suite/answers.jsonl")
    let suite = try folder.text("suite/suite.yaml").components(separatedBy: "gates:")[0]
    try folder.write(
      suite.replacing(
        "{name: cheap score, kind: signal, signal: s, threshold: 0.5}",
        with: "{name: cheap score, kind: signal, signal: s, threshold: 0.5, imitates: judge}"),
      to: "suite/suite.yaml")
    let run = try program.run("run", "suite", "--router", "cheap score", "--baseline", "none")
    #expect(run.status == 2)
    #expect(run.stderr.contains("has no answer for 40 of 40 traces"))
    let found = try program.run(
      "calibrate", "suite", "--router", "cheap score", "--strong-share", "0.5")
    #expect(found.status == 0, "\(found.stderr)")
    let trained = try program.run(
      "train", "golden", "--kind", "linear", "--imitate", "suite", "--router", "cheap score",
      "--out", "pupil.router")
    #expect(trained.status == 0, "\(trained.stderr)")
  }

  @Test func `explain says which way a query went`() throws {
    let text = try program.run("explain", "suite", "q101", "--baseline", "none").stdout
    #expect(text.contains("decided by rung cheap score"), "\(text)")
    #expect(text.contains("answered hard"))
    #expect(text.contains("arm "))
    let high = try program.run("explain", "suite", "q139", "--baseline", "none").stdout
    #expect(high.contains("score 0.975000 reaches 0.900000; there judge decides"), "\(high)")
  }

  @Test func `jobs change nothing`() throws {
    func report(_ jobs: String) throws -> String {
      try program.run(
        "run", "suite", "--json", "--reproducible", "--baseline", "none", "--jobs", jobs
      ).stdout
    }
    #expect(try report("1") == report("7"))
  }
}
