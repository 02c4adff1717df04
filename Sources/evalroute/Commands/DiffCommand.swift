import ArgumentParser
import EvalCore
import EvalHarness
import EvalReports
import Foundation

/// `evalroute diff`.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Tell two runs, router versions or exports apart, trace by trace.",
    discussion: """
      A side is a run (an id, latest, latest~2), SUITE@REF, SUITE:ROUTER@REF where REF may also be \
      git:<commit> or a file, SUITE:ROUTER (that router of the suite's newest run), a suite's folder (its baseline), or a file: an export, a \
      baseline.json, or any table with a trace and a decision in each row.

      Exit codes: 0 no worse or identical, 1 worse, 2 a side cannot be read, 3 cannot tell.

      Examples:  evalroute diff latest~1 latest
                 evalroute diff mtbench:length@git:HEAD~1 mtbench:length@latest
                 evalroute diff old.jsonl new.jsonl --map trace=query_id --map decision=model
      """)

  @Argument(help: "The earlier side.")
  var before: String

  @Argument(help: "The later side.")
  var now: String

  @Option(
    name: .customLong("cohort"),
    help: ArgumentHelp("Look at the cohorts of this label; may be repeated.", valueName: "label"))
  var cohorts: [String] = []

  @Option(help: "How much quality may fall, as a fraction of the scale.")
  var margin = 0.01

  @Option(help: "How much quality may fall in one cohort, likewise.")
  var cohortMargin = 0.03

  @Option(help: "The suite that runs named without one are of.")
  var suite: String?

  @Option(
    name: .customLong("map"),
    help: ArgumentHelp("A table's column, such as trace=query_id.", valueName: "target=column"))
  var map: [String] = []

  @Flag(help: "Print Markdown for a pull request.")
  var markdown = false

  @Flag(name: .shortAndLong, help: "List everything that is otherwise counted.")
  var verbose = false

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  /// Checks the margins before anything is read.
  func validate() throws {
    for value in [margin, cohortMargin] where !(value >= 0 && value <= 1) {
      throw ValidationError("A margin is a fraction from 0 to 1.")
    }
  }

  /// Prints the differences, and exits with what they amount to.
  func run() throws {
    var options = DiffOperation.Options(storePath: store.path)
    options.suite = suite
    options.map = map
    options.jobs = ProcessInfo.processInfo.activeProcessorCount
    options.diff.cohorts = cohorts
    options.diff.margin = margin
    options.diff.cohortMargin = cohortMargin
    try CommandFailure.exitingOnProblem(json: output.json) {
      let report = try DiffOperation(options).diff(before, now)
      Console.out(
        output.json
          ? try JSONReport.encode(report)
          : markdown
            ? DiffMarkdown.render(report)
            : DiffTerminal.render(report, options: output.terminal(verbose: verbose)))
      if report.exitCode != .passed { throw ExitCode(report.exitCode.rawValue) }
    }
  }
}
