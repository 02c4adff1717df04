import EvalSystem

/// The columns of a table that were asked for, out of CSV or JSON Lines.
struct ColumnTable {
  /// One row.
  struct Row {
    /// Where the row starts.
    let place: SourcePlace
    /// The values, in the order of the columns asked for.
    let values: [CellValue]
  }

  /// The rows.
  let rows: [Row]
  /// The columns that nobody asked for, as messages name them.
  let unused: [String]

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - format: How it is written down.
  ///   - columns: Headers of CSV; top-level keys or JSON pointers (`/usage/input`) of JSON Lines.
  /// - Returns: The table, with at least one row.
  /// - Throws: `ProblemReport` where the file is malformed, holds no row, or lacks a column.
  static func read(
    _ path: String, format: TableFormat, columns: [String]
  ) throws(ProblemReport) -> ColumnTable {
    let table =
      switch format {
      case .csv: try csv(path, columns)
      case .jsonl: try lines(path, columns)
      }
    guard !table.rows.isEmpty else {
      throw ProblemReport(file: path, message: "holds no row")
    }
    return table
  }

  private static func csv(
    _ path: String, _ columns: [String]
  ) throws(ProblemReport) -> ColumnTable {
    let table = try CSVReader.read(path)
    var log = ProblemLog(file: path)
    let indices = columns.compactMap { table.index(of: $0, log: &log) }
    try log.throwIfAny()
    let rows = table.rows.map { row in
      Row(
        place: SourcePlace(file: path, line: row.line),
        values: indices.map { .text(row.fields[$0]) })
    }
    return ColumnTable(rows: rows, unused: table.header.filter { !columns.contains($0) })
  }

  private static func lines(
    _ path: String, _ columns: [String]
  ) throws(ProblemReport) -> ColumnTable {
    let objects = try JSONObjectLines.read(path)
    var log = ProblemLog(file: path)
    let keys = Set(objects.flatMap(\.values.keys)).sorted()
    let rows = objects.map { object in
      Row(
        place: SourcePlace(file: path, line: object.line),
        values: columns.map { CellPointer.value(at: $0, in: object.values) ?? .missing })
    }
    for column in columns where !objects.isEmpty {
      let isThere = objects.contains { CellPointer.value(at: column, in: $0.values) != nil }
      if !isThere { log.add(MissingColumn.message(column, among: keys)) }
    }
    try log.throwIfAny()
    let used = Set(columns.map(CellPointer.topLevelKey))
    return ColumnTable(rows: rows, unused: keys.filter { !used.contains($0) })
  }
}
