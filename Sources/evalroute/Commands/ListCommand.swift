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

  @Flag(help: "Print one JSON document to standard output and nothing else.")
  var json = false

  /// Prints one line for each run.
  func run() throws {
    try CommandFailure.exitingOnProblem(json: json) {
      let runs = try StoredRuns(storePath: store.path).list(suite: suite, limit: limit)
      Console.out(json ? try StoreText.json(runs) : StoreText.text(runs))
    }
  }
}
