extension PlainTable {
  /// A table made to fit, with what it lost.
  package struct Fitted: Sendable {
    /// What is left.
    package var table: PlainTable
    /// The headings of the columns that were dropped, in the order of the table.
    package var dropped: [String]
  }

  /// Returns the table cut to a width: columns are dropped by rank, then cells shortened.
  ///
  /// The result is wider than asked where the columns that are never dropped need more.
  package func fitted(to width: Int) -> Fitted {
    var table = self
    var dropped: Set<Int> = []
    var kept = Array(columns.indices)
    while table.leastWidth > width, let victim = table.nextToDrop {
      dropped.insert(kept.remove(at: victim))
      table.remove(victim)
    }
    table.shrink(to: width)
    return Fitted(table: table, dropped: dropped.sorted().map { columns[$0].title })
  }

  /// The table without the columns in which nothing stands.
  package var withoutEmptyColumns: PlainTable {
    var table = self
    for column in columns.indices.reversed() where width(of: column) == 0 {
      table.remove(column)
    }
    return table
  }

  /// The width where every cell is cut as far as its column allows.
  private var leastWidth: Int {
    let widths = columns.indices.map { min(width(of: $0), columns[$0].shrinksTo ?? .max) }
    return widths.reduce(0, +) + gap * max(0, columns.count - 1)
  }

  /// The column with the highest rank, the last among equals.
  private var nextToDrop: Int? {
    let best = columns.indices.max { columns[$0].dropRank <= columns[$1].dropRank }
    return best.flatMap { columns[$0].dropRank > 0 ? $0 : nil }
  }

  private mutating func remove(_ column: Int) {
    columns.remove(at: column)
    for row in rows.indices where column < rows[row].cells.count {
      rows[row].cells.remove(at: column)
    }
  }

  private mutating func shrink(to width: Int) {
    var widths = columns.indices.map(self.width(of:))
    var excess = self.width - width
    while excess > 0 {
      let shrinkable = widths.indices.filter { widths[$0] > columns[$0].shrinksTo ?? .max }
      guard let widest = shrinkable.max(by: { widths[$0] <= widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    for column in columns.indices where widths[column] < self.width(of: column) {
      let room = max(1, widths[column] - markWidth(of: column))
      for row in rows.indices where column < rows[row].cells.count {
        rows[row].cells[column] = rows[row].cells[column].cut(to: room)
      }
      columns[column].title = VisibleText.line(columns[column].title, columns: widths[column])
    }
  }
}
