import ArgumentParser
import EvalCore
import EvalHarness
import EvalReports
import Foundation

/// `evalroute lint`.
struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Check goldens and suites for what a run refuses or warns of.",
    discussion: """
      Exits 1 where a run would be refused, 2 where there is nothing at a path, 0 otherwise; \
      warnings do not count.
      """)

  @Argument(help: "Goldens' and suites' folders, or suite files.")
  var paths: [String]

  @Option(
    name: .customLong("training"),
    help: ArgumentHelp(
      "Look for prompts that this golden also holds; may be repeated.", valueName: "golden"))
  var training: [String] = []

  @Option(name: .shortAndLong, help: "The number of threads (default: one for each processor).")
  var jobs: Int?

  @Flag(help: "Print one JSON document to standard output and nothing else.")
  var json = false

  /// Prints every finding.
  func run() throws {
    let operation = LintOperation(
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, training: training)
    var results: [LintOperation.Result] = []
    try CommandFailure.exitingOnProblem(json: json) {
      for path in paths { results.append(try operation.lint(path)) }
    }
    Console.out(json ? try LintText.json(results) : results.map(LintText.text).joined())
    if results.contains(where: \.hasErrors) { throw ExitCode(ExitStatus.failed.rawValue) }
  }
}
