import EvalSystem

/// Reads the cells of one row by what they become, and reports those that do not fit.
///
/// A column that is not mapped and an empty cell both read as nil.
struct RowReader {
  private let columns: [ColumnTarget: (index: Int, name: String)]
  private var row = ColumnTable.Row(place: SourcePlace(file: "", line: 0), values: [])
  /// What did not fit, over all rows read.
  private(set) var log: ProblemLog

  /// Prepares to read the rows of a table whose columns are `map.columns`.
  init(map: ColumnMap, file: String) {
    let columns = map.columns
    self.columns = Dictionary(
      map.entries.map { entry in
        (entry.target, (columns.firstIndex(of: entry.column) ?? 0, entry.column))
      },
      uniquingKeysWith: { $1 })
    self.log = ProblemLog(file: file)
  }

  /// The line where the row starts.
  var line: Int { row.place.line }

  /// Moves to a row.
  mutating func move(to row: ColumnTable.Row) {
    self.row = row
  }

  /// Tells whether a column is mapped to a target.
  func isMapped(_ target: ColumnTarget) -> Bool {
    columns[target] != nil
  }

  /// Returns the cell as it is; nil where it is empty.
  func value(_ target: ColumnTarget) -> CellValue? {
    guard let column = columns[target] else { return nil }
    let value = row.values[column.index]
    return value.isMissing ? nil : value
  }

  /// Returns a text, number or boolean as a text.
  mutating func label(_ target: ColumnTarget) -> String? {
    read(target, "a text or a number", \.label)
  }

  /// Returns a finite number; true and false are 1 and 0.
  mutating func number(_ target: ColumnTarget) -> Double? {
    read(target, "a number", \.number)
  }

  /// Returns a number within bounds.
  mutating func amount(_ target: ColumnTarget, in range: ClosedRange<Double>) -> Double? {
    let ends = [range.lowerBound, range.upperBound].map(DecimalText.shortest)
    return read(target, "a number from \(ends[0]) to \(ends[1])") { value in
      value.decimal.flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// Returns a whole number within bounds.
  mutating func count(_ target: ColumnTarget, in range: ClosedRange<Int>) -> Int? {
    read(target, "a whole number from \(range.lowerBound) to \(range.upperBound)") { value in
      value.count.flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// Reports that a cell is wrong.
  mutating func report(_ target: ColumnTarget, _ message: String) {
    log.add(message, line: line, keyPath: columns[target]?.name)
  }

  private mutating func read<Value>(
    _ target: ColumnTarget, _ expected: String, _ convert: (CellValue) -> Value?
  ) -> Value? {
    guard let value = value(target) else { return nil }
    if let converted = convert(value) { return converted }
    report(target, "must be \(expected), is \(value.shown)")
    return nil
  }
}
