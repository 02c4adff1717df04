package import EvalCore
package import EvalSystem

/// Reads what users sent, one row for each query: CSV or JSON Lines.
package struct TrafficReader: Sendable {
  /// Which columns tell what; nothing for JSON Lines with a golden's keys.
  package var map: TrafficMap
  /// How the table is written down; told from the file's name where nil.
  package var format: TableFormat?

  package init(map: TrafficMap, format: TableFormat? = nil) {
    self.map = map
    self.format = format
  }

  /// Reads the traffic.
  ///
  /// - Throws: `ProblemReport` with every cell that does not fit, by line and column.
  package func read(_ path: String) throws(ProblemReport) -> QuerySample {
    let format = try formatOf(path)
    if !map.entries.isEmpty { return try readTable(path, format) }
    guard format == .jsonl else {
      throw ProblemReport(
        file: path,
        message: "nothing says what its columns are; give at least one `--map TARGET=COLUMN`,"
          + " such as `--map prompt=question`")
    }
    return try TrafficLineReader.read(path)
  }

  private func formatOf(_ path: String) throws(ProblemReport) -> TableFormat {
    if let format { return format }
    return try TableFormat(path: path)
  }

  private func readTable(
    _ path: String, _ format: TableFormat
  ) throws(ProblemReport) -> QuerySample {
    let names = map.columns
    let table = try ColumnTable.read(path, format: format, columns: names)
    let indices = map.entries.map { names.firstIndex(of: $0.column) ?? 0 }
    var cells = TrafficCells(file: path)
    var columns = TrafficColumns()
    for row in table.rows {
      cells.line = row.place.line
      columns.beginRow()
      for (entry, index) in zip(map.entries, indices) {
        Self.take(row.values[index], entry, &cells, &columns)
      }
    }
    try cells.log.throwIfAny()
    return columns.sample
  }

  private static func take(
    _ value: CellValue, _ entry: TrafficMap.Entry, _ cells: inout TrafficCells,
    _ columns: inout TrafficColumns
  ) {
    let column = entry.column
    switch entry.target {
    case .part(.prompt):
      columns.add(cells.length(value, column), to: QuerySample.promptLength)
    case .part(.promptLength):
      columns.add(cells.count(value, column), to: QuerySample.promptLength)
    case .part(.inputTokens):
      columns.add(cells.count(value, column), to: QuerySample.inputTokens)
    case .part(.outputTokens):
      columns.add(cells.count(value, column), to: QuerySample.outputTokens)
    case .part(.cluster): columns.add(cluster: cells.label(value, column))
    case .named(.cohort, let name): columns.add(cells.label(value, column), toLabel: name)
    case .named(.signal, let name):
      columns.add(cells.number(value, column), to: QuerySample.feature(ofSignal: name))
    }
  }
}
