import ArgumentParser
import EvalHarness
import EvalReports

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
      let names = ["run", "suite", "verdict", "traces", "commit", "branch"]
      var table = PlainTable(columns: names.map { .init($0) })
      table.rows = runs.map { run in
        let commit = run.git.map { String($0.commit.prefix(8)) + ($0.dirty ? "+" : "") } ?? "–"
        return .init([
          .init(run.id), .init(run.suite), .init(run.verdict.rawValue), .init("\(run.traces)"),
          .init(commit), .init(run.git?.branch ?? "–"),
        ])
      }
      Console.out(table.lines(color: false).joined(separator: "\n") + "\n")
    }
  }
}
