import ArgumentParser
import EvalHarness
import Foundation

/// What an evaluation can be told, whether or not a run comes of it.
struct EvaluationSettings: ParsableArguments {
  @Option(name: .customLong("router"), help: "Run only this router; may be repeated.")
  var routers: [String] = []

  @Option(
    help: ArgumentHelp(
      "Compare with this run: an id, latest, latest~2, git:<commit>, a file or its folder,"
        + " or none.",
      valueName: "ref"))
  var baseline: String?

  @OptionGroup var store: StoreOptions

  @Option(help: "The seed of every random stream, in place of the suite's.")
  var seed: UInt64?

  @Option(name: .shortAndLong, help: "The number of threads (default: one for each processor).")
  var jobs: Int?

  /// Checks options against each other before anything runs.
  func validate() throws {
    if let jobs, jobs < 1 {
      throw ValidationError("--jobs must be at least 1.")
    }
  }

  /// The options as the harness takes them.
  var options: RunOptions {
    var options = RunOptions(
      storePath: store.path, reportsFolder: "reports",
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    options.routers = routers
    options.baseline = baseline.map { $0 == "none" ? .none : .ref($0) } ?? .automatic
    options.seed = seed
    return options
  }
}
