import EvalTestSupport
import Foundation
import Testing

/// `evalroute train`, and suites that run what it made.
struct TrainCommandTests {
  private let folder: TemporaryFolder
  private let program: Program

  init() throws {
    folder = try TemporaryFolder()
    for golden in ["mtbench", "gsm8k"] { try folder.copy(fromProject: "goldens/\(golden)") }
    program = Program(in: folder.path)
  }

  private func train(_ arguments: String...) throws -> Program.Result {
    try program.run(["train", "goldens/mtbench"] + arguments)
  }

  private func suite(_ router: String, part: String = "odd") -> String {
    """
    version: 1
    name: learned
    golden: ../../goldens/mtbench
    part: \(part)
    strong: gpt-4-1106-preview
    weak: mixtral-8x7b-instruct-v0.1
    routers:
      - \(router)

    """
  }

  @Test(arguments: ["linear", "forest", "mf", "similarity"])
  func `every kind trains on one half and runs on the other, the same bytes each time`(
    kind: String
  ) throws {
    let first = try train("--kind", kind, "--part", "even", "--out", "a.router", "--jobs", "1")
    #expect(first.status == 0)
    #expect(first.stdout.hasPrefix("trained \(kind) on mtbench, the even half: "))
    #expect(try train("--kind", kind, "--part", "even", "--out", "b.router").status == 0)
    #expect(try folder.text("a.router") == folder.text("b.router"))
    try folder.write(
      suite("{name: l, kind: \(kind), trained: ../../a.router, threshold: 0.5, leakage: allow}"),
      to: "suites/learned/suite.yaml")
    let run = try program.run("run", "suites/learned", "--json", "--reproducible")
    #expect(run.status == 0)
    #expect(
      try program.run("run", "suites/learned", "--json", "--reproducible").stdout == run.stdout)
    let router = try #require((try run.json["routers"] as? [[String: Any]])?.first)
    #expect(router["kind"] as? String == kind)
    let count = try #require(router["n"] as? Int)
    #expect(count > 40 && count < 120)
  }

  @Test func `a run refuses to judge what a router was trained on`() throws {
    #expect(try train("--kind", "linear", "--part", "even", "--out", "a.router").status == 0)
    try folder.write(
      suite("{name: l, kind: linear, trained: ../../a.router, threshold: 0.5}", part: "even"),
      to: "suites/learned/suite.yaml")
    let run = try program.run("run", "suites/learned")
    #expect(run.status == 2)
    #expect(run.stderr.contains("are among those that it was trained on"))
    #expect(run.stderr.contains("suites/learned/suite.yaml:8"))
  }

  @Test func `figures train too: labels and lengths`() throws {
    let trained = try program.run(
      "train", "goldens/gsm8k", "--kind", "linear", "--part", "even", "--out", "g.router")
    #expect(trained.status == 0)
    #expect(trained.stdout.contains("length"))
  }

  @Test func `a pupil of a suite's router, with its teacher's shares and name in the file`() throws
  {
    try folder.copy(fromProject: "suites/mtbench")
    let trained = try train(
      "--kind", "similarity", "--imitate", "suites/mtbench", "--router", "rules", "--part", "even",
      "--out", "a.router")
    #expect(trained.status == 0, "\(trained.stderr)")
    #expect(
      trained.stdout.contains(
        "teacher  rules (rules) of suite mtbench: mixtral-8x7b-instruct-v0.1 77.1%,"
          + " gpt-4-1106-preview 22.9%"))
    #expect(trained.stdout.contains("models   mixtral-8x7b-instruct-v0.1 < gpt-4-1106-preview"))
    let file = try folder.text("a.router")
    #expect(file.contains(#""router" : "rules""#) && file.contains(#""suite" : "mtbench""#))
    try folder.write(
      suite("{name: l, kind: similarity, trained: ../../a.router, threshold: 0.5, leakage: allow}"),
      to: "suites/learned/suite.yaml")
    #expect(try program.run("run", "suites/learned").status == 0)
  }

  @Test func `a teacher keeps the threshold that its own suite fits`() throws {
    for name in ["mmlu", "gsm8k"] { try folder.copy(fromProject: "suites/\(name)") }
    try folder.copy(fromProject: "goldens/mmlu")
    let trained = try program.run(
      "train", "goldens/mmlu", "--kind", "linear", "--imitate", "suites/gsm8k", "--router",
      "length", "--out", "a.router")
    #expect(trained.status == 0, "\(trained.stderr)")
    // Counted in Python: so many of MMLU's lengths reach what is fitted on GSM8K.
    #expect(trained.stdout.contains("gpt-4-1106-preview 74.6%"))
  }

  @Test(
    arguments: [
      (["--imitate", "suites/mtbench"], 64, "go together"),
      (["--router", "rules"], 64, "go together"),
      (["--imitate", "suites/mtbench", "--router", "rules", "--models", "a,b"], 64, "does not go"),
      (["--imitate", "suites/mtbench", "--router", "rulse"], 2, "did you mean `rules`?"),
      (["--imitate", "suites/none", "--router", "rules"], 2, "suites/none"),
    ] as [([String], Int32, String)])
  func `what cannot be imitated is refused with a reason`(
    arguments: [String], status: Int32, words: String
  ) throws {
    try folder.copy(fromProject: "suites/mtbench")
    let result = try program.run(
      ["train", "goldens/mtbench", "--kind", "linear", "--out", "x"] + arguments)
    #expect(result.status == status)
    #expect(result.stderr.contains(words), "\(result.stderr)")
    #expect(!folder.has("x"))
  }

  // MARK: Preferences

  /// Ninety comparisons: large beats small where it is long, small beats large where it is short, and
  /// both beat tiny.
  private func writePreferences() throws {
    let lines = (0..<90).map { number -> String in
      let isLong = number % 2 == 0
      let prompt =
        isLong
        ? "Draft a letter to the council about bridge \(number), weigh three repairs, and give costs"
        : "Hello there, neighbour \(number)"
      let pair = number % 3 == 2 ? ("tiny", isLong ? "large" : "small") : ("small", "large")
      let winner = number % 3 == 2 ? "model_b" : isLong ? "b" : "a"
      return #"{"prompt":"\#(prompt)","model_a":"\#(pair.0)","model_b":"\#(pair.1)","#
        + #""winner":"\#(winner)"}"#
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "p.jsonl")
  }

  private func prefer(_ arguments: String...) throws -> Program.Result {
    try program.run(["train", "--preferences", "p.jsonl", "--out", "p.router"] + arguments)
  }

  @Test func `matrix factorisation takes all comparisons, and orders the models by strength`()
    throws
  {
    try writePreferences()
    let trained = try prefer("--kind", "mf")
    #expect(trained.status == 0, "\(trained.stderr)")
    #expect(trained.stdout.hasPrefix("trained mf on p.jsonl: 90 comparisons, "))
    #expect(trained.stdout.contains("models   tiny < "))
    #expect(!trained.stdout.contains("ignored"))
    let some = try prefer("--kind", "mf", "--models", "tiny,large", "--features", "text,length")
    #expect(some.stdout.contains("wins     tiny 0.0% of 15, large 100.0% of 15"))
    #expect(some.stdout.contains("ignored  75 comparisons with models not named"))
  }

  @Test(arguments: ["linear", "forest", "similarity"])
  func `other kinds take two models, and count what they leave out`(kind: String) throws {
    try writePreferences()
    let trained = try prefer("--kind", kind, "--models", "small,large", "--trees", "20")
    #expect(trained.status == 0, "\(trained.stderr)")
    #expect(trained.stdout.contains("models   small < large"))
    #expect(trained.stdout.contains("wins     small 50.0% of 60, large 50.0% of 60"))
    #expect(trained.stdout.contains("ignored  30 comparisons with models not named"))
    try folder.write(
      suite("{name: l, kind: \(kind), trained: ../../p.router, threshold: 0.5}"),
      to: "suites/learned/suite.yaml")
    let run = try program.run("run", "suites/learned")
    #expect(run.status == 0, "\(run.stderr)")
    #expect(run.stdout.contains("a router trained on small, large is judged on"))
  }

  @Test(
    arguments: [
      (["--kind", "linear"], 2, "name them, the weak one first, with --models"),
      (["--kind", "linear", "--models", "small"], 2, "learns from comparisons of two models"),
      (["--kind", "mf", "--models", "small,huge"], 2, "has no comparison with huge; it compares"),
      (["--kind", "mf", "--models", "small"], 2, "name two models or more"),
      (["--kind", "mf", "--features", "topic"], 2, "nothing called `topic`"),
      (["--kind", "mf", "goldens/mtbench"], 64, "Name either a golden, or a file of preferences"),
      (["--kind", "mf", "--imitate", "s", "--router", "r"], 64, "does not go with --preferences"),
    ] as [([String], Int32, String)])
  func `preferences that cannot be trained on are refused with a reason`(
    arguments: [String], status: Int32, words: String
  ) throws {
    try writePreferences()
    let result = try program.run(
      ["train", "--preferences", "p.jsonl", "--out", "x"] + arguments)
    #expect(result.status == status)
    #expect(result.stderr.contains(words), "\(result.stderr)")
    #expect(!folder.has("x"))
  }

  @Test func `a broken line of preferences is named`() throws {
    try folder.write("{\"prompt\": \"a\"}\n", to: "p.jsonl")
    let result = try prefer("--kind", "mf")
    #expect(result.status == 2)
    #expect(result.stderr.contains("p.jsonl:1: the key `winner` is missing"))
  }

  @Test(
    arguments: [
      (["--kind", "tree", "--out", "x"], 64, "is not linear, forest, mf or similarity"),
      (["--kind", "linear"], 64, "--out"),
      (["--kind", "linear", "--out", "x", "--features", "topic"], 2, "nothing called `topic`"),
      (["--kind", "linear", "--out", "x", "--models", "a,b"], 2, "has no model a, b"),
      (["--kind", "linear", "--out", "x", "--part", "third"], 64, "is not even or odd"),
    ] as [([String], Int32, String)])
  func `what cannot be trained is refused with a reason`(
    arguments: [String], status: Int32, words: String
  ) throws {
    let result = try program.run(["train", "goldens/mtbench"] + arguments)
    #expect(result.status == status)
    #expect(result.stderr.contains(words))
    #expect(!FileManager.default.fileExists(atPath: folder.file("x")))
  }

  @Test func `a suite without the file, or with a damaged one, exits 2 and says what to do`() throws
  {
    try folder.write(
      suite("{name: l, kind: linear, trained: gone.router, threshold: 0.5}"),
      to: "suites/learned/suite.yaml")
    let gone = try program.run("run", "suites/learned")
    #expect(gone.status == 2)
    #expect(gone.stderr.contains("evalroute train"))
    try folder.write("{}", to: "suites/learned/gone.router")
    let broken = try program.run("run", "suites/learned")
    #expect(broken.status == 2)
    #expect(broken.stderr.contains("is not a trained router"))
  }
}
