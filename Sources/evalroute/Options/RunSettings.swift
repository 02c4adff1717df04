import ArgumentParser
import EvalHarness
import EvalReports
import Foundation

/// What a run can be told, beside its suites.
struct RunSettings: ParsableArguments {
  @Option(name: .customLong("router"), help: "Run only this router; may be repeated.")
  var routers: [String] = []

  @Option(
    help: ArgumentHelp(
      "Compare with this run: an id, latest, latest~2, git:<commit>, a file, or none.",
      valueName: "ref"))
  var baseline: String?

  @OptionGroup var store: StoreOptions

  @Option(help: "The folder in which each suite's reports get a folder of their own.")
  var reports = "reports"

  @Option(help: "The seed of every random stream, in place of the suite's.")
  var seed: UInt64?

  @Option(name: .shortAndLong, help: "The number of threads (default: one for each processor).")
  var jobs: Int?

  @Option(name: .customLong("tag"), help: "Keep key=value with the run; may be repeated.")
  var tags: [String] = []

  @Option(help: "JUnit dialect: rich (file and line for annotations) or strict (both schemas).")
  var junitSchema: JUnitReport.Schema = .rich

  @Flag(help: "Leave times, durations, ids and git out, so that equal input gives equal bytes.")
  var reproducible = false

  /// Checks options against each other before anything runs.
  func validate() throws {
    if let jobs, jobs < 1 {
      throw ValidationError("--jobs must be at least 1.")
    }
    for tag in tags where !tag.contains("=") || tag.hasPrefix("=") {
      throw ValidationError("--tag '\(tag)' must be key=value, such as --tag pr=42.")
    }
  }

  /// The options as the harness takes them.
  var options: RunOptions {
    var options = RunOptions(
      storePath: store.path, reportsFolder: reports,
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    options.routers = routers
    options.baseline = baseline.map { $0 == "none" ? .none : .ref($0) } ?? .automatic
    options.seed = seed
    options.tags = Dictionary(
      tags.map { tag in
        let parts = tag.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), String(parts[1]))
      }, uniquingKeysWith: { $1 })
    options.junitSchema = junitSchema
    options.isReproducible = reproducible
    return options
  }
}

extension JUnitReport.Schema: ExpressibleByArgument {}
