/// A table of aligned columns for a terminal.
package struct PlainTable: Sendable {
  /// To which side a column's cells are pushed.
  package enum Alignment: Sendable {
    case left
    case right
  }

  /// One column.
  package struct Column: Sendable {
    /// The heading; a table whose headings are all empty has no heading line.
    package var title: String
    package var alignment: Alignment
    /// Which columns go first where the room is short: the highest; 0 is never dropped.
    package var dropRank: Int
    /// The columns that its cells may be cut to where the room is short; nil for never.
    package var shrinksTo: Int?

    package init(
      _ title: String, _ alignment: Alignment = .left, dropRank: Int = 0, shrinksTo: Int? = nil
    ) {
      self.title = VisibleText.escaped(title)
      self.alignment = alignment
      self.dropRank = dropRank
      self.shrinksTo = shrinksTo
    }
  }

  /// One cell.
  package struct Cell: Sendable {
    /// The text, its control characters escaped.
    package private(set) var text: String
    /// A footnote's mark after it; it does not disturb the column's alignment.
    package var mark: String
    package var style: TextStyle

    package init(_ text: String, mark: String = "", style: TextStyle = .plain) {
      self.text = VisibleText.line(text, columns: Cell.longest)
      self.mark = mark
      self.style = style
    }

    /// The widest cell in columns; a longer text is cut.
    package static let longest = 160

    /// Returns the cell with its text cut to a width.
    func cut(to columns: Int) -> Cell {
      Cell(VisibleText.line(text, columns: columns), mark: mark, style: style)
    }
  }

  /// One line.
  package struct Row: Sendable {
    package var cells: [Cell]
    /// Whether a rule is drawn above it.
    package var isRuled: Bool

    package init(_ cells: [Cell], isRuled: Bool = false) {
      self.cells = cells
      self.isRuled = isRuled
    }
  }

  package var columns: [Column]
  package var rows: [Row]
  /// The spaces between two columns.
  package var gap = 2

  /// Makes a table; a row with too few cells is filled with empty ones.
  package init(columns: [Column], rows: [Row] = []) {
    self.columns = columns
    self.rows = rows
  }

  /// The width of the widest line in columns.
  package var width: Int {
    let widths = columns.indices.map(width(of:))
    return widths.reduce(0, +) + gap * max(0, columns.count - 1)
  }

  /// Returns the lines, headings first, without blanks at their ends.
  package func lines(color: Bool) -> [String] {
    let widths = columns.indices.map(width(of:))
    var lines: [String] = []
    if columns.contains(where: { !$0.title.isEmpty }) {
      lines.append(line(columns.map { Cell($0.title, style: .dim) }, widths, color: color))
    }
    for row in rows {
      if row.isRuled {
        lines.append(TextStyle.dim.apply(String(repeating: "─", count: width), color: color))
      }
      lines.append(line(row.cells, widths, color: color))
    }
    return lines
  }

  private func cell(_ row: Row, _ column: Int) -> Cell {
    column < row.cells.count ? row.cells[column] : Cell("")
  }

  func width(of column: Int) -> Int {
    let texts = rows.map { DisplayWidth.columns(cell($0, column).text) }.max() ?? 0
    return max(DisplayWidth.columns(columns[column].title), texts + markWidth(of: column))
  }

  private func markWidth(of column: Int) -> Int {
    rows.map { DisplayWidth.columns(cell($0, column).mark) }.max() ?? 0
  }

  private func line(_ cells: [Cell], _ widths: [Int], color: Bool) -> String {
    var line = ""
    var pending = 0
    for column in columns.indices {
      let cell = column < cells.count ? cells[column] : Cell("")
      let isHeading = cell.mark.isEmpty && cell.text == columns[column].title
      let marks = isHeading ? 0 : markWidth(of: column)
      let mark = DisplayWidth.columns(cell.mark)
      let blank = widths[column] - DisplayWidth.columns(cell.text) - max(marks, mark)
      let isRight = columns[column].alignment == .right
      if isRight { pending += blank }
      if !cell.text.isEmpty || !cell.mark.isEmpty {
        line += String(repeating: " ", count: max(0, pending))
        line += cell.style.apply(cell.text, color: color) + cell.mark
        pending = 0
      } else {
        pending += 0
      }
      pending += (isRight ? 0 : blank) + max(marks, mark) - mark + gap
    }
    return line
  }
}
