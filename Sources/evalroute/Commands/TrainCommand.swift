import ArgumentParser
import EvalCore
import EvalHarness
import Foundation

/// `evalroute train`.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a router on a golden, or on preferences.",
    discussion: """
      Train on one golden and judge on another; or on one half of a golden (--part even) and, with \
      `part: odd` in the suite, judge on the other. A run refuses to judge queries that a router \
      was trained on.

      Example:  evalroute train goldens/mmlu --kind linear --part even --out mmlu.router
      """)

  @Argument(help: "The golden's folder; none with --preferences.")
  var golden: String?

  @Option(
    help: "linear, forest, mf (matrix factorisation) or similarity.",
    transform: { text in
      guard let method = LearnedRouting.Method(rawValue: text) else {
        throw ValidationError("'\(text)' is not linear, forest, mf or similarity")
      }
      return method
    })
  var kind: LearnedRouting.Method

  @Option(help: "The file to write.")
  var out: String

  @Option(
    help: "The models, cheapest first, with commas (default: the golden's, by their cost).")
  var models: String?

  @Option(
    help: ArgumentHelp(
      "What to look at, with commas: text, length, or names of labels (default: text; labels and"
        + " length in a golden of figures)."))
  var features: String?

  @Option(
    help: "Train on one half of the queries: even or odd, by their SHA-256.",
    transform: { text in
      guard let part = GoldenPart(rawValue: text) else {
        throw ValidationError("'\(text)' is not even or odd")
      }
      return part
    })
  var part: GoldenPart?

  @Option(
    help: ArgumentHelp(
      "Learn what a router of this suite chooses, in place of qualities.", valueName: "suite"))
  var imitate: String?

  @Option(help: "The router to imitate, by its name in that suite.")
  var router: String?

  @Option(
    help: ArgumentHelp(
      "Learn from which of two answers people preferred, in JSON Lines.", valueName: "file"))
  var preferences: String?

  @Option(help: "The most terms that are kept.")
  var terms: Int?

  @Option(help: "The trees of a forest.")
  var trees = 100

  @Option(help: "The seed of every draw.")
  var seed: UInt64 = 0

  @Option(name: .shortAndLong, help: "The number of threads (default: one for each processor).")
  var jobs: Int?

  /// Checks the numbers.
  func validate() throws {
    if let terms, terms < 1 { throw ValidationError("--terms must be at least 1") }
    if (golden == nil) == (preferences == nil) {
      throw ValidationError("Name either a golden, or a file of preferences with --preferences")
    }
    if preferences != nil, imitate != nil {
      throw ValidationError("--imitate needs a golden, and does not go with --preferences")
    }
    if (imitate == nil) != (router == nil) {
      throw ValidationError("--imitate SUITE and --router NAME go together")
    }
    if imitate != nil, models != nil {
      throw ValidationError("--models does not go with --imitate: the suite names the models")
    }
    if !(1...10_000).contains(trees) { throw ValidationError("--trees must be 1 to 10,000") }
  }

  /// Trains, writes and says so.
  func run() throws {
    var options = TrainOperation.Options(
      method: kind, models: Self.list(models) ?? [], features: Self.list(features), part: part,
      terms: terms ?? (kind == .forest ? 5_000 : 20_000), trees: trees, seed: seed,
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, output: out)
    if let imitate, let router { options.teacher = (imitate, router) }
    let operation = TrainOperation(options)
    try CommandFailure.exitingOnProblem {
      if let preferences { Console.out(try operation.train(preferences: preferences)) }
      if let golden { Console.out(try operation.train(golden)) }
    }
  }

  private static func list(_ text: String?) -> [String]? {
    text?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
  }
}
