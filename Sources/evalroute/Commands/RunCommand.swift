import ArgumentParser
import EvalCore
import EvalHarness
import EvalReports
import EvalSystem

/// `evalroute run`.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run suites and judge their gates.",
    discussion: """
      Exit codes: 0 every blocking gate passed, 1 a blocking gate failed, 2 the run could not be \
      completed, 3 too little to decide on.

      Example:  evalroute run suites/mtbench
      """)

  @Argument(help: "Suite folders (holding suite.yaml) or suite files.")
  var suites: [String]

  @OptionGroup var settings: RunSettings
  @OptionGroup var output: OutputOptions

  @Flag(name: .shortAndLong, help: "Print the verdict only.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "List everything that is otherwise counted.")
  var verbose = false

  /// Runs every suite, prints what came of each, and exits with the worst status.
  func run() throws {
    let options = settings.options
    let runner = SuiteRunner(options: options) { Instant(Console.now()) }
    let interruption = Interruption(runner: runner, suites: suites, json: output.json)
    let outcomes = suites.map { suite in
      let outcome = runner.run(suite)
      if !output.json { show(outcome, storePath: options.storePath) }
      return outcome
    }
    interruption.stop()
    if output.json { try printJSON(outcomes) }
    let status = ExitStatus.combined(outcomes.map(\.status))
    if status != .passed { throw ExitCode(status.rawValue) }
  }

  private func show(_ outcome: SuiteRunner.Outcome, storePath: String) {
    switch outcome.result {
    case .failure(let report): Console.note(report)
    case .success(let report) where quiet:
      Console.out(TerminalReport.verdictLine(report) + "\n")
    case .success(let report):
      Console.out(
        TerminalReport.render(
          report,
          options: output.terminal(
            verbose: verbose, reportsFolder: outcome.folder, storePath: storePath)))
    }
  }

  private func printJSON(_ outcomes: [SuiteRunner.Outcome]) throws {
    var broken = ProblemReport([])
    var reports: [RunReport] = []
    for outcome in outcomes {
      switch outcome.result {
      case .success(let report): reports.append(report)
      case .failure(let report):
        broken.problems += report.problems
        broken.notes += report.notes
      }
    }
    if !broken.problems.isEmpty {
      Console.note(broken)
      Console.out(try CommandFailure.document(broken))
    } else if reports.count == 1 {
      Console.out(try JSONReport.render(reports[0]))
    } else {
      Console.out(try JSONReport.renderMany(reports))
    }
  }
}
