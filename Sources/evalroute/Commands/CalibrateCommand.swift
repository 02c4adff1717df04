import ArgumentParser
import EvalCore
import EvalHarness
import EvalReports
import Foundation

/// `evalroute calibrate`.
struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Find a router's threshold on one golden, and see what becomes of it on another.",
    discussion: """
      Name exactly one of --strong-share, --pgr, --budget and --max-loss.

      Exit codes: 0 found, 2 it cannot be done, 3 nothing cheaper than all strong is shown safe.

      Example:  evalroute calibrate suites/mmlu --router length --max-loss 0.05 --part even
      """)

  @Argument(help: "The suite.")
  var suite: String

  @Option(help: "The router, by its name in the suite.")
  var router: String

  @Option(help: "The share of queries for the strong model, 0 to 1.")
  var strongShare: Double?

  @Option(help: "The PGR to reach with the fewest strong calls.")
  var pgr: Double?

  @Option(help: ArgumentHelp("The USD to spend on a query, on average.", valueName: "usd"))
  var budget: Double?

  @Option(
    help: ArgumentHelp(
      "The greatest share of queries that the weak model serves though the strong one is better.",
      valueName: "share"))
  var maxLoss: Double?

  @Option(help: "How surely --max-loss holds (default: 0.9).")
  var confidence: Double?

  @Option(
    help: "The least lead of the strong model that is a loss, quality from 0 to 1 (default: any).")
  var tolerance: Double?

  @Option(
    name: .customLong("on"),
    help: ArgumentHelp("The golden to fit on (default: the suite's).", valueName: "golden"))
  var golden: String?

  @Option(
    help: "Fit on one half of that golden: even or odd, by the SHA-256 of the queries.",
    transform: { text in
      guard let part = GoldenPart(rawValue: text) else {
        throw ValidationError("'\(text)' is not even or odd")
      }
      return part
    })
  var part: GoldenPart?

  @Option(name: .shortAndLong, help: "The number of threads (default: one for each processor).")
  var jobs: Int?

  @OptionGroup var output: OutputOptions

  private var rules: [Threshold.Rule] {
    [
      strongShare.map { .strongShare($0) }, pgr.map { .pgr($0) }, budget.map { .budget($0) },
      maxLoss.map {
        .guarantee(
          RiskGuarantee(
            maxLoss: $0, confidence: confidence ?? RiskGuarantee.defaultConfidence,
            tolerance: tolerance ?? 0))
      },
    ].compactMap { $0 }
  }

  /// Checks options before anything runs.
  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    guard rules.count == 1 else {
      throw ValidationError(
        "Name exactly one of --strong-share, --pgr, --budget and --max-loss.")
    }
    if maxLoss == nil, confidence != nil || tolerance != nil {
      throw ValidationError("--confidence and --tolerance go with --max-loss.")
    }
    if let pgr, !pgr.isFinite { throw ValidationError("--pgr must be a number.") }
    if let mistake = rules[0].mistake {
      let option = mistake.key.replacing("_", with: "-")
      throw ValidationError("--\(option) \(mistake.text).")
    }
  }

  /// Calibrates, prints what was found, and exits with what it amounts to.
  func run() throws {
    let operation = CalibrateOperation(
      CalibrateOperation.Options(
        router: router, rule: rules[0], golden: golden, part: part,
        jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount))
    try CommandFailure.exitingOnProblem(json: output.json) {
      let report = try operation.calibrate(suite)
      Console.out(
        output.json
          ? try JSONReport.encode(report)
          : CalibrateText.render(report, options: output.terminal()))
      if report.exitCode != .passed { throw ExitCode(report.exitCode.rawValue) }
    }
  }
}
