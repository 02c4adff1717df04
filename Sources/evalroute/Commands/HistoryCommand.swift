import ArgumentParser
import EvalCore
import EvalHarness
import EvalReports

/// `evalroute history`.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show what became of a suite's routers, run by run, since an anchor.",
    discussion: """
      SUITE is a suite's name, folder or file. Runs come from the store, the oldest first. Replays \
      of one recording are compared exactly; where the golden was recorded anew, a control chart \
      (CUSUM) tells a slide from noise.

      Exit codes: 0 within the budget, 1 the budget is spent or the chart alarms, 2 cannot be \
      read, 3 cannot tell, as with a single run.

      Examples:  evalroute history mtbench
                 evalroute history suites/mtbench --router length --metric cost
                 evalroute history mtbench --anchor latest~9 --budget 0.01
      """)

  @Argument(help: "The suite: its name, folder or file.")
  var suite: String

  @Option(name: .customLong("router"), help: "Only this router; may be repeated.")
  var routers: [String] = []

  @Option(help: ArgumentHelp("The metric to follow, by the name gates use.", valueName: "name"))
  var metric: MetricName = .quality

  @Option(name: .shortAndLong, help: "At most so many runs, the newest.")
  var limit = 30

  @Option(
    help: ArgumentHelp(
      "The run that later ones are held against: an id, latest, latest~2 (default: the accepted"
        + " run, else the oldest shown).", valueName: "ref"))
  var anchor: String?

  @Option(help: "How much quality may fall since the anchor, as a fraction of the scale.")
  var budget = 0.02

  @Flag(name: .shortAndLong, help: "List the runs in which nothing moved, too.")
  var verbose = false

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  /// Checks numbers before anything is read.
  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
    guard budget >= 0 && budget <= 1 else {
      throw ValidationError("--budget is a fraction from 0 to 1.")
    }
  }

  /// Prints the history, and exits with what it amounts to.
  func run() throws {
    var options = HistoryOperation.Options(storePath: store.path)
    options.limit = limit
    options.anchor = anchor
    options.history.metric = metric
    options.history.budget = budget
    options.history.routers = routers
    try CommandFailure.exitingOnProblem(json: output.json) {
      let report = try HistoryOperation(options).history(suite)
      Console.out(
        output.json
          ? try JSONReport.encode(report)
          : HistoryTerminal.render(report, options: output.terminal(verbose: verbose)))
      if report.exitCode != .passed { throw ExitCode(report.exitCode.rawValue) }
    }
  }
}

extension MetricName: ExpressibleByArgument {}
