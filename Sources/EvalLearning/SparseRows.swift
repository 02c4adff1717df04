/// Rows of which few columns are not zero.
package struct SparseRows: Equatable, Sendable {
  /// How many columns there are.
  package let columnCount: Int
  /// Where each row ends in `columns` and `values`.
  package private(set) var ends: [Int] = []
  /// The columns of each row, ascending.
  package private(set) var columns: [Int32] = []
  package private(set) var values: [Double] = []

  package init(columnCount: Int) {
    self.columnCount = columnCount
  }

  /// Takes rows as they are stored.
  ///
  /// - Returns: Nil where they do not fit together.
  package init?(columnCount: Int, ends: [Int], columns: [Int32], values: [Double]) {
    guard columns.count == values.count, ends.last ?? 0 == columns.count,
      zip(ends, ends.dropFirst()).allSatisfy({ $0 <= $1 }), ends.allSatisfy({ $0 >= 0 }),
      columns.allSatisfy({ $0 >= 0 && Int($0) < columnCount })
    else { return nil }
    self.columnCount = columnCount
    self.ends = ends
    self.columns = columns
    self.values = values
  }

  /// The number of rows.
  package var count: Int { ends.count }

  /// Where a row lies in `columns` and `values`.
  @inline(__always)
  package func range(of row: Int) -> Range<Int> { (row == 0 ? 0 : ends[row - 1])..<ends[row] }

  /// Appends a row.
  ///
  /// - Parameter entries: Its columns, ascending, with their values.
  package mutating func append(_ entries: [(column: Int32, value: Double)]) {
    for entry in entries {
      columns.append(entry.column)
      values.append(entry.value)
    }
    ends.append(columns.count)
  }

  /// Returns the same entries column by column: a row of the result is a column of this.
  package var transposed: SparseRows {
    var counts = [Int](repeating: 0, count: columnCount + 1)
    for column in columns { counts[Int(column) + 1] += 1 }
    for column in 0..<columnCount { counts[column + 1] += counts[column] }
    var next = counts
    var rows = [Int32](repeating: 0, count: columns.count)
    var entries = [Double](repeating: 0, count: columns.count)
    for row in 0..<count {
      for place in range(of: row) {
        let column = Int(columns[place])
        rows[next[column]] = Int32(row)
        entries[next[column]] = values[place]
        next[column] += 1
      }
    }
    var result = SparseRows(columnCount: count)
    result.ends = Array(counts.dropFirst())
    result.columns = rows
    result.values = entries
    return result
  }
}
