package import EvalSystem

/// A table with named columns whose rows know their lines.
package struct CSVTable: Equatable, Sendable {
  /// One row.
  package struct Row: Equatable, Sendable {
    /// The line where the row starts, counted from 1.
    package let line: Int
    /// The fields, as many as the header has.
    package let fields: [String]
  }

  /// The file, as the user named it.
  package let file: String
  /// The names of the columns, unique.
  package let header: [String]
  /// The rows below the header.
  package let rows: [Row]

  /// Returns the position of a column, or reports that the table lacks it.
  package func index(of column: String, log: inout ProblemLog) -> Int? {
    if let index = header.firstIndex(of: column) { return index }
    log.add(MissingColumn.message(column, among: header), line: 1)
    return nil
  }
}

/// Words the complaint about a column that a table lacks.
package enum MissingColumn {
  private static let longestList = 30

  /// Returns what is missing, the nearest column, and all of them.
  package static func message(_ column: String, among names: [String]) -> String {
    let shown = names.prefix(longestList).map { "`\($0)`" }.joined(separator: ", ")
    let rest = names.count > longestList ? " and \(names.count - longestList) more" : ""
    return "there is no column `\(column)`\(Suggestion.clause(for: column, among: names));"
      + " the columns are \(shown)\(rest)"
  }
}
