import ArgumentParser
import EvalCore
import EvalHarness
import EvalReports
import EvalTraces
import Foundation

/// `evalroute drift`.
struct DriftCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drift",
    abstract: "Tell whether a golden still looks like what users send.",
    discussion: """
      Exits 0 where nothing drifted, 1 where something did, 2 where they cannot be compared, 3 \
      where there are too few queries to tell.
      """)

  @Argument(help: "The golden's folder.")
  var golden: String

  @Option(help: "What users sent, one row for each query: CSV or JSON Lines.")
  var traffic: String

  @Option(
    name: .customLong("map"),
    help: ArgumentHelp(
      "What a column tells: prompt, prompt_length, input_tokens, output_tokens, cluster,"
        + " cohort.NAME or signal.NAME; may be repeated.", valueName: "what=column"))
  var map: [String] = []

  @Option(help: "How the traffic is written down: csv or jsonl (default: by its name).")
  var format: TableFormat?

  @Option(help: "The model whose tokens are compared (default: the dearest that has some).")
  var model: String?

  @Option(help: "Forecast the quality and the bill of this suite's routers too.")
  var suite: String?

  @Option(
    help: ArgumentHelp(
      "What makes a query hard (default: the strong model is better).", valueName: "label=level"))
  var hard: String?

  @Option(help: "The seed of every random stream.")
  var seed: UInt64 = 0

  @Option(name: .shortAndLong, help: "The number of threads (default: one for each processor).")
  var jobs: Int?

  @OptionGroup var output: OutputOptions

  /// Checks options before anything runs.
  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
  }

  /// Compares, and ends with what came of it.
  func run() throws {
    try CommandFailure.exitingOnProblem(json: output.json) {
      let report = try DriftOperation(options).run(golden)
      Console.out(
        output.json
          ? try JSONReport.encode(report) : DriftText.render(report, options: output.terminal()))
      if report.exitCode != .passed { throw ExitCode(report.exitCode.rawValue) }
    }
  }

  private var options: DriftOptions {
    var options = DriftOptions(
      traffic: traffic, map: map, format: format, seed: seed,
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    options.model = model
    options.suite = suite
    options.hard = hard
    return options
  }
}

extension TableFormat: ExpressibleByArgument {}
