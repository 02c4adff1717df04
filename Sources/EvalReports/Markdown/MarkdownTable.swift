/// A table in GitHub's Markdown; its cells must be escaped already.
struct MarkdownTable {
  /// The headings, each with whether its column holds numbers.
  var columns: [(title: String, isNumeric: Bool)]
  /// The rows, each with a cell for each column.
  var rows: [[String]] = []

  /// The lines; none for a table without rows.
  var lines: [String] {
    guard !rows.isEmpty else { return [] }
    return [line(columns.map(\.title)), line(columns.map { $0.isNumeric ? "---:" : "---" })]
      + rows.map(line)
  }

  private func line(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |"
  }
}
