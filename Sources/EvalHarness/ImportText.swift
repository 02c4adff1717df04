import EvalReports
package import EvalTraces

/// Prints what an import did.
package enum ImportText {
  /// How many levels of a label are listed.
  private static let levelLimit = 8

  /// Returns a few lines for a person, with the command to go on with.
  package static func text(_ golden: ImportedGolden, folder: String) -> String {
    var lines = [
      "\(golden.name): \(golden.traces) traces in \(golden.clusters) clusters"
    ]
    for model in golden.models {
      let mean = model.meanQuality.map { NumberText.significant($0, digits: 6) }
      lines.append("  \(model.name): mean quality \(mean ?? NumberText.undefined)")
    }
    for cohort in golden.cohorts {
      let shown = cohort.levels.prefix(levelLimit).map { "\($0.name) \($0.traces)" }
      let rest = cohort.levels.count - shown.count
      lines.append(
        "  \(cohort.name): \(shown.joined(separator: ", "))\(rest > 0 ? ", and \(rest) more" : "")")
    }
    lines += golden.leftOut.map { "left out: \($0.count) \($0.what)" }
    lines += golden.warnings.map { "warning: \($0)" }
    lines += golden.files.map { "wrote \($0.path)" }
    lines.append("next: evalroute lint \(folder)")
    return lines.map(VisibleText.escaped).joined(separator: "\n") + "\n"
  }
}
