import ArgumentParser
import EvalHarness

/// `evalroute export`.
struct ExportCommand: ParsableCommand {
  /// What is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case csv
    case jsonl
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a stored run's outcomes, one row for each router and trace.")

  @Argument(help: "A run's id or its beginning, latest, or latest~2.")
  var ref = "latest"

  @Option(help: "csv and jsonl: rows; json: the document that run --json prints.")
  var format: Format = .csv

  @Option(help: "Only runs of this suite, by name.")
  var suite: String?

  @OptionGroup var store: StoreOptions

  /// Prints the rows.
  func run() throws {
    try CommandFailure.exitingOnProblem {
      let runs = try StoredRuns(storePath: store.path)
      switch format {
      case .csv: Console.out(try runs.rows(ref, suite: suite).csv())
      case .jsonl: Console.out(try runs.rows(ref, suite: suite).jsonLines())
      case .json: Console.out(try runs.document(ref, suite: suite))
      }
    }
  }
}
