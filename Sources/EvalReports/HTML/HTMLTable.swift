/// A table of a page; its cells must be escaped already.
struct HTMLTable {
  /// The headings, each with whether its column holds numbers.
  var columns: [(title: String, isNumeric: Bool)]
  /// The rows, each with a class for its style, which may be empty.
  var rows: [(cells: [String], style: String)] = []
  /// What the table shows, for those who cannot see it.
  var caption: String

  /// The markup; nothing for a table without rows.
  var html: [String] {
    guard !rows.isEmpty else { return [] }
    let heads = columns.map { "<th scope=\"col\"\(numeric($0.isNumeric))>\($0.title)</th>" }
    return ["<div class=\"wide\"><table><caption>\(caption)</caption>"]
      + ["<thead><tr>\(heads.joined())</tr></thead><tbody>"] + rows.map(row)
      + ["</tbody></table></div>"]
  }

  /// Each cell carries its heading, which narrow screens show beside it.
  private func row(_ row: (cells: [String], style: String)) -> String {
    let cells = zip(columns, row.cells).enumerated().map { index, pair in
      let (column, cell) = pair
      if index == 0 { return "<th scope=\"row\">\(cell)</th>" }
      return cell.isEmpty
        ? "<td class=\"none\"></td>"
        : "<td\(numeric(column.isNumeric)) data-label=\"\(column.title)\">\(cell)</td>"
    }
    let style = row.style.isEmpty ? "" : " class=\"\(row.style)\""
    return "<tr\(style)>\(cells.joined())</tr>"
  }

  private func numeric(_ isNumeric: Bool) -> String {
    isNumeric ? " class=\"n\"" : ""
  }
}
