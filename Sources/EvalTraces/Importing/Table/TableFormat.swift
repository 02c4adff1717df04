package import EvalSystem

/// How a table is written down.
package enum TableFormat: String, CaseIterable, Sendable {
  /// Comma-separated values whose first row names the columns.
  case csv
  /// One JSON object on each line.
  case jsonl

  /// Tells the format from a file's name.
  ///
  /// - Throws: `ProblemReport` where the name ends in none of `.csv`, `.jsonl`, `.ndjson`.
  package init(path: String) throws(ProblemReport) {
    let name = path.lowercased()
    if name.hasSuffix(".csv") {
      self = .csv
    } else if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") {
      self = .jsonl
    } else {
      throw ProblemReport(
        file: path, message: "its name does not tell what it is; pass --format csv or jsonl")
    }
  }
}
