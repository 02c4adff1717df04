import ArgumentParser
import EvalHarness
import EvalReports
import Foundation

/// What a run can be told, beside its suites.
struct RunSettings: ParsableArguments {
  @OptionGroup var evaluation: EvaluationSettings

  @Option(help: "The folder in which each suite's reports get a folder of their own.")
  var reports = "reports"

  @Option(name: .customLong("tag"), help: "Keep key=value with the run; may be repeated.")
  var tags: [String] = []

  @Option(help: "JUnit dialect: rich (file and line for annotations) or strict (both schemas).")
  var junitSchema: JUnitReport.Schema = .rich

  @Flag(help: "Leave times, durations, ids and git out, so that equal input gives equal bytes.")
  var reproducible = false

  /// Checks options against each other before anything runs.
  func validate() throws {
    for tag in tags where !tag.contains("=") || tag.hasPrefix("=") {
      throw ValidationError("--tag '\(tag)' must be key=value, such as --tag pr=42.")
    }
  }

  /// The options as the harness takes them.
  var options: RunOptions {
    var options = evaluation.options
    options.reportsFolder = reports
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
