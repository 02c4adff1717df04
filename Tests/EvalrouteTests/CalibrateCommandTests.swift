import EvalTestSupport
import Foundation
import Testing

/// `evalroute calibrate` as users run it.
struct CalibrateCommandTests {
  private let folder: TemporaryFolder
  private let program: Program

  init() throws {
    folder = try TemporaryFolder()
    for name in ["mtbench", "gsm8k", "mmlu"] {
      try folder.copy(fromProject: "suites/\(name)")
      try folder.copy(fromProject: "goldens/\(name)")
    }
    program = Program(in: folder.path)
  }

  private func calibrate(
    _ suite: String, _ router: String, _ more: [String]
  ) throws -> Program.Result {
    try program.run(["calibrate", "suites/\(suite)", "--router", router] + more)
  }

  private func threshold(_ document: [String: Any]) -> [String: Any] {
    document["threshold"] as? [String: Any] ?? [:]
  }

  @Test func `one half is fitted, the other realised, and the line can be pasted`() throws {
    let result = try calibrate(
      "mmlu", "length", ["--max-loss", "0.05", "--part", "even", "--json"])
    #expect(result.status == 0, "\(result.stderr)")
    let document = try result.json
    #expect(threshold(document)["value"] as? Double == 0.05)
    #expect(document["yaml"] as? String == "threshold: 0.05")
    let calibration = document["calibration"] as? [String: Any]
    #expect(calibration?["part"] as? String == "even" && calibration?["n"] as? Int == 6832)
    let realised = try #require(document["realised"] as? [String: Any])
    let sample = realised["sample"] as? [String: Any]
    #expect(sample?["part"] as? String == "odd" && sample?["n"] as? Int == 7210)
    #expect(realised["off_plan"] as? Bool == false)
    let loss = try #require((realised["loss"] as? [String: Any])?["estimate"] as? Double)
    #expect(loss > 0.03 && loss < 0.05)
    #expect((document["warnings"] as? [String])?.isEmpty == true)
    let text = try calibrate("mmlu", "length", ["--max-loss", "0.05", "--part", "even"])
    #expect(text.stdout.contains("paste     threshold: 0.05"))
    #expect(text.stdout.contains("at most 5.0% lost with 90% confidence: shown, "))
    #expect(!folder.has(".evalroute") && !folder.has("reports"))
  }

  @Test func `a threshold that travels badly is called off its plan, in a run too`() throws {
    let result = try calibrate(
      "mmlu", "gsm8k-threshold", ["--strong-share", "0.5", "--on", "goldens/gsm8k"])
    #expect(result.status == 0, "\(result.stderr)")
    #expect(result.stdout.contains("49.9% (47.2% to 52.6%) strong"))
    #expect(result.stdout.contains("strong share OFF plan: +16.0 points (+13.2 to +18.8)"))
    #expect(result.stdout.contains("paste     threshold: 223.0"))
    let run = try program.run("run", "suites/mmlu")
    #expect(run.stdout.contains("49.9% strong planned, 65.9% realised"))
    #expect(run.stdout.contains("gsm8k-threshold: the strong share is off its plan by +16.0"))
  }

  @Test func `too little data for a promise exits 3 and says how much it takes`() throws {
    let result = try calibrate("mtbench", "length", ["--max-loss", "0.01", "--json"])
    #expect(result.status == 3, "\(result.stderr)")
    let guarantee = threshold(try result.json)["guarantee"] as? [String: Any]
    #expect(guarantee?["shown"] as? Bool == false && guarantee?["least_n"] as? Int == 230)
    #expect(try result.json["yaml"] as? String == "threshold: 0.0")
    let text = try calibrate("mtbench", "length", ["--max-loss", "0.01"]).stdout
      .replacing(/\s+/, with: " ")
    #expect(text.contains("nothing cheaper than all strong is shown safe"))
    #expect(text.contains("80 clusters are too few, at least 230 without a loss are needed"))
  }

  @Test func `a rule in a suite fits the same number as the command`() throws {
    for (rule, options) in [
      ("{budget: 0.008}", ["--budget", "0.008"]), ("{pgr: 0.8}", ["--pgr", "0.8"]),
      (
        "{max_loss: 0.2, confidence: 0.8, tolerance: 0.1}",
        ["--max-loss", "0.2", "--confidence", "0.8", "--tolerance", "0.1"]
      ),
    ] {
      try folder.write(
        """
        version: 1
        name: rule
        golden: ../../goldens/mtbench
        strong: gpt-4-1106-preview
        weak: mixtral-8x7b-instruct-v0.1
        routers:
          - {name: length, kind: signal, signal: length, threshold: \(rule)}
        """, to: "suites/rule/suite.yaml")
      let run = try program.run("run", "suites/rule", "--json")
      #expect(run.status == 0, "\(run.stderr)")
      let router = try #require((try run.json["routers"] as? [[String: Any]])?.first)
      let fitted = try calibrate("mtbench", "length", options + ["--json"])
      #expect(
        threshold(router)["value"] as? Double == threshold(try fitted.json)["value"] as? Double)
      #expect(threshold(router)["planned_strong_share"] != nil)
    }
  }

  @Test func `the same bytes whatever the number of jobs`() throws {
    func run(_ jobs: String) throws -> String {
      try calibrate("gsm8k", "length", ["--max-loss", "0.2", "--json", "--jobs", jobs]).stdout
    }
    #expect(try run("1") == run("3"))
  }

  @Test func `a trained router is not calibrated on what it was trained on`() throws {
    let trained = try program.run(
      "train", "goldens/mtbench", "--kind", "linear", "--part", "even", "--out", "a.router")
    #expect(trained.status == 0)
    try folder.write(
      """
      version: 1
      name: learned
      golden: ../../goldens/mtbench
      part: odd
      strong: gpt-4-1106-preview
      weak: mixtral-8x7b-instruct-v0.1
      routers:
        - {name: l, kind: linear, trained: ../../a.router, threshold: 0.5}
      """, to: "suites/learned/suite.yaml")
    let refused = try calibrate("learned", "l", ["--strong-share", "0.5", "--part", "even"])
    #expect(refused.status == 2)
    #expect(refused.stderr.contains("which its threshold is fitted on: fit it on other queries"))
  }

  @Test(
    arguments: [
      ("mmlu", "lenght", ["--pgr", "0.5"], 2, "has no router `lenght` (did you mean `length`?)"),
      ("mtbench", "rules", ["--pgr", "0.5"], 2, "is of kind rules and has no score"),
      ("mtbench", "length", ["--budget", "0.0001"], 2, "the weak model alone costs 0.000336"),
      ("mtbench", "length", ["--pgr", "9"], 2, "no threshold reaches a PGR of 9.0"),
      ("mtbench", "length", ["--pgr", "1", "--on", "goldens/none"], 2, "goldens/none"),
      ("mtbench", "length", [], 64, "exactly one of --strong-share"),
      ("mtbench", "length", ["--pgr", "1", "--budget", "1"], 64, "exactly one of"),
      ("mtbench", "length", ["--max-loss", "0"], 64, "--max-loss must be above 0"),
      ("mtbench", "length", ["--pgr", "1", "--confidence", "0.9"], 64, "go with --max-loss"),
      ("mtbench", "length", ["--pgr", "1", "--part", "third"], 64, "is not even or odd"),
    ] as [(String, String, [String], Int32, String)])
  func `what cannot be calibrated is refused with a reason`(
    suite: String, router: String, options: [String], status: Int32, words: String
  ) throws {
    let result = try calibrate(suite, router, options)
    #expect(result.status == status)
    #expect(result.stderr.contains(words), "\(result.stderr)")
  }
}
