import ArgumentParser
import EvalHarness

/// `evalroute list`.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the stored runs, the newest first.")

  @Option(help: "Only runs of this suite, by name.")
  var suite: String?

  @Option(name: .shortAndLong, help: "At most so many.")
  var limit = 20

  @OptionGroup var store: StoreOptions

  /// Prints one line for each run.
  func run() throws {
    try CommandFailure.exitingOnProblem {
      let runs = try StoredRuns(storePath: store.path).list(suite: suite, limit: limit)
      Console.out(StoreText.text(runs))
    }
  }
}
