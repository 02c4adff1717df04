import ArgumentParser
import EvalHarness
import EvalReports

/// `evalroute show`.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a stored run as it was reported.")

  @Argument(help: "A run's id or its beginning, latest, or latest~2.")
  var ref = "latest"

  @Option(help: "Only runs of this suite, by name.")
  var suite: String?

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  @Flag(name: .shortAndLong, help: "List everything that is otherwise counted.")
  var verbose = false

  /// Prints the report; with --json its document, byte for byte.
  func run() throws {
    try CommandFailure.exitingOnProblem(json: output.json) {
      let runs = try StoredRuns(storePath: store.path)
      if output.json {
        Console.out(try runs.document(ref, suite: suite))
      } else {
        Console.out(
          TerminalReport.render(
            try runs.report(ref, suite: suite), options: output.terminal(verbose: verbose)))
      }
    }
  }
}
