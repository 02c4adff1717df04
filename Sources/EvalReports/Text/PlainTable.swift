/// A table of aligned columns for a terminal.
package struct PlainTable: Sendable {
  /// To which side a column's cells are pushed.
  package enum Alignment: Sendable {
    /// For names.
    case left
    /// For numbers.
    case right
  }

  /// One column.
  package struct Column: Sendable {
    /// The heading; a table whose headings are all empty has no heading line.
    package var title: String
    /// To which side its cells are pushed.
    package var alignment: Alignment
    /// Which columns go first where the room is short: the highest; 0 is never dropped.
    package var dropRank: Int
    /// The columns that its cells may be cut to where the room is short; nil for never.
    package var shrinksTo: Int?

    /// A column that is never dropped or cut, unless told otherwise.
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
    /// How many columns the text takes.
    let width: Int
    /// A footnote's mark after it; it does not disturb the column's alignment.
    package var mark: String
    /// How it stands out where there is colour.
    package var style: TextStyle

    /// A cell of any text: it is escaped, and cut where it is very long.
    package init(_ text: String, mark: String = "", style: TextStyle = .plain) {
      self.text = VisibleText.line(text, columns: Cell.longest)
      self.width = DisplayWidth.columns(self.text)
      self.mark = mark
      self.style = style
    }

    /// The widest cell in columns; a longer text is cut.
    package static let longest = 160

    /// Returns the cell with its text cut to a width.
    func cut(to columns: Int) -> Cell {
      width <= columns
        ? self : Cell(VisibleText.line(text, columns: columns), mark: mark, style: style)
    }
  }

  /// One line.
  package struct Row: Sendable {
    /// A cell for each column; missing ones are empty.
    package var cells: [Cell]
    /// Whether a rule is drawn above it.
    package var isRuled: Bool

    /// A line of cells.
    package init(_ cells: [Cell], isRuled: Bool = false) {
      self.cells = cells
      self.isRuled = isRuled
    }
  }

  /// The columns, from left to right.
  package var columns: [Column]
  /// The lines under the headings.
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
      let headings = columns.map { Cell($0.title, style: .dim) }
      lines.append(line(headings, widths, columns.map { _ in 0 }, color: color))
    }
    let marks = columns.indices.map(markWidth(of:))
    for row in rows {
      if row.isRuled {
        lines.append(TextStyle.dim.apply(String(repeating: "─", count: width), color: color))
      }
      lines.append(line(row.cells, widths, marks, color: color))
    }
    return lines
  }

  /// Returns how many columns of a terminal a column takes.
  func width(of column: Int) -> Int {
    let texts = rows.map { cell(of: $0, column).width }.max() ?? 0
    return max(DisplayWidth.columns(columns[column].title), texts + markWidth(of: column))
  }

  /// Returns the room that a column keeps for footnotes' marks.
  func markWidth(of column: Int) -> Int {
    rows.map { DisplayWidth.columns(cell(of: $0, column).mark) }.max() ?? 0
  }

  private func cell(of row: Row, _ column: Int) -> Cell {
    column < row.cells.count ? row.cells[column] : Cell("")
  }

  private func line(_ cells: [Cell], _ widths: [Int], _ marks: [Int], color: Bool) -> String {
    var line = ""
    // Blanks are written only once something follows them.
    var blanks = 0
    for (column, cell) in cells.prefix(columns.count).enumerated() {
      let free = widths[column] - cell.width - marks[column]
      let isRight = columns[column].alignment == .right
      if isRight { blanks += free }
      if !(cell.text.isEmpty && cell.mark.isEmpty) {
        line += String(repeating: " ", count: max(0, blanks))
        line += cell.style.apply(cell.text, color: color) + cell.mark
        blanks = 0
      }
      blanks += marks[column] - DisplayWidth.columns(cell.mark) + gap + (isRight ? 0 : free)
    }
    return line
  }
}
