import ArgumentParser
import EvalCore
import EvalHarness
import EvalReports
import Foundation

/// `evalroute doctor`.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Examine a suite's gates: are they quiet, do they find regressions, can they fail?",
    discussion: """
      Replays the suite against itself, counts false alarms on changes that change nothing, plants \
      regressions of known size, breaks every router, and names gates that could never fail. Needs \
      no baseline and stores nothing.

      Exit codes: 0 every gate can do its job, 1 one cannot, 2 the suite cannot be run, 3 there \
      are no gates.
      """)

  @Argument(help: "The suite.")
  var suite: String

  @Option(name: .customLong("router"), help: "Examine only this router; may be repeated.")
  var routers: [String] = []

  @Option(
    help: ArgumentHelp(
      "How many changes that change nothing each gate is shown (default: 200, fewer on large"
        + " suites).",
      valueName: "n"))
  var replicates: Int?

  @Option(
    help: ArgumentHelp(
      "How many times each regression is planted (default: 100, fewer on large suites).",
      valueName: "n"))
  var powerReplicates: Int?

  @Option(help: "The share of clusters whose routes differ in a made-up change.")
  var flipShare = 0.06

  @Option(help: "The seed of every random stream, in place of the suite's.")
  var seed: UInt64?

  @Option(name: .shortAndLong, help: "The number of threads (default: one for each processor).")
  var jobs: Int?

  @Flag(name: .shortAndLong, help: "List every place that regressions were planted in.")
  var verbose = false

  @OptionGroup var output: OutputOptions

  /// Checks the numbers before anything is read.
  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    for (name, count) in [("replicates", replicates), ("power-replicates", powerReplicates)] {
      if let count, !(1...100_000).contains(count) {
        throw ValidationError("--\(name) is a number from 1 to 100000.")
      }
    }
    guard flipShare > 0, flipShare <= 1 else {
      throw ValidationError("--flip-share is a fraction above 0, at most 1.")
    }
  }

  /// Prints what was found, and exits with what it amounts to.
  func run() throws {
    var options = DoctorOperation.Options(
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    options.routers = routers
    options.seed = seed
    options.settings = DoctorSettings(
      replicates: replicates, powerReplicates: powerReplicates, flipShare: flipShare)
    try CommandFailure.exitingOnProblem(json: output.json) {
      let report = try DoctorOperation(options).examine(suite)
      Console.out(
        output.json
          ? try JSONReport.encode(report)
          : DoctorTerminal.render(report, options: output.terminal(verbose: verbose)))
      if report.exitCode != .passed { throw ExitCode(report.exitCode.rawValue) }
    }
  }
}
