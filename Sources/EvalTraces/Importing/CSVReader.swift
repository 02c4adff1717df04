package import EvalSystem

/// Reads CSV as RFC 4180 has it, with the line of every mistake.
///
/// Rows end in LF or CRLF; a byte order mark and blank lines are passed over. A quoted field may
/// hold commas, line breaks and doubled quotes.
package struct CSVReader {
  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private let bytes: ArraySlice<UInt8>
  private var index: Int
  private var line = 1
  private var log: ProblemLog

  /// Reads a file whose first row names the columns.
  ///
  /// - Throws: `ProblemReport` with every mistake of the file.
  package static func read(_ path: String) throws(ProblemReport) -> CSVTable {
    try parse(FileBytes.read(path), file: path)
  }

  /// Reads a table out of bytes.
  ///
  /// - Throws: `ProblemReport` where the bytes are not UTF-8, there is no header, a column is
  ///   named twice, a quote is misplaced or never closed, or a row has too many or too few fields.
  package static func parse(_ bytes: [UInt8], file: String) throws(ProblemReport) -> CSVTable {
    var reader = CSVReader(try TextEncoding.utf8(bytes, file: file), file: file)
    guard let header = reader.nextRow() else {
      throw ProblemReport(file: file, message: "is empty; the first row must name the columns")
    }
    reader.checkHeader(header)
    var rows: [CSVTable.Row] = []
    while let row = reader.nextRow() {
      reader.checkWidth(row, header.fields.count)
      rows.append(row)
    }
    try reader.log.throwIfAny()
    return CSVTable(file: file, header: header.fields, rows: rows)
  }

  private init(_ bytes: ArraySlice<UInt8>, file: String) {
    self.bytes = bytes
    self.index = bytes.startIndex
    self.log = ProblemLog(file: file)
  }

  private mutating func checkHeader(_ header: CSVTable.Row) {
    var first: [String: Int] = [:]
    for (column, name) in header.fields.enumerated() {
      if let other = first[name] {
        log.add(
          "the columns \(other + 1) and \(column + 1) are both named `\(name)`; rename one",
          line: header.line)
      } else {
        first[name] = column
      }
    }
  }

  private mutating func checkWidth(_ row: CSVTable.Row, _ width: Int) {
    guard row.fields.count != width else { return }
    let count = row.fields.count
    log.add(
      "this row has \(count) field\(count == 1 ? "" : "s"), the header names \(width); a field"
        + " with a comma or a line break must stand in quotes",
      line: row.line)
  }

  /// Reads the next row that is not blank; nil at the end.
  private mutating func nextRow() -> CSVTable.Row? {
    while index < bytes.endIndex, skipLineEnd() {}
    guard index < bytes.endIndex else { return nil }
    let start = line
    var fields = [nextField()]
    while index < bytes.endIndex, bytes[index] == Self.comma {
      index += 1
      fields.append(nextField())
    }
    _ = skipLineEnd()
    return CSVTable.Row(line: start, fields: fields)
  }

  private mutating func nextField() -> String {
    if index < bytes.endIndex, bytes[index] == Self.quote { return quotedField() }
    let start = index
    skipToDelimiter()
    return text(bytes[start..<index])
  }

  /// Moves to the next comma or line end, and reports what may not stand before it.
  private mutating func skipToDelimiter() {
    var hasQuote = false
    while index < bytes.endIndex, bytes[index] != Self.comma, !isAtLineEnd {
      hasQuote = hasQuote || bytes[index] == Self.quote
      if bytes[index] == Self.carriageReturn {
        log.add("a line ends in CR alone; save the file with LF or CRLF line ends", line: line)
      }
      index += 1
    }
    if hasQuote {
      log.add(
        "a quote inside a field that does not begin with one; put the whole field in quotes and"
          + " double the quotes in it",
        line: line)
    }
  }

  private mutating func quotedField() -> String {
    let opened = line
    var content: [UInt8] = []
    index += 1
    while let part = partUpToQuote() {
      content += part
      guard index < bytes.endIndex, bytes[index] == Self.quote else {
        checkNothingFollows()
        return text(content[...])
      }
      content.append(Self.quote)
      index += 1
    }
    log.add("the quote opened here is never closed", line: opened)
    return ""
  }

  /// Returns the bytes before the next quote and moves past it; nil where there is none.
  private mutating func partUpToQuote() -> ArraySlice<UInt8>? {
    let start = index
    while index < bytes.endIndex, bytes[index] != Self.quote {
      if bytes[index] == Self.lineFeed { line += 1 }
      index += 1
    }
    guard index < bytes.endIndex else { return nil }
    index += 1
    return bytes[start..<(index - 1)]
  }

  private mutating func checkNothingFollows() {
    guard index < bytes.endIndex, bytes[index] != Self.comma, !isAtLineEnd else { return }
    log.add(
      "text after a closing quote; double the quotes that belong to the field", line: line)
    while index < bytes.endIndex, bytes[index] != Self.comma, !isAtLineEnd { index += 1 }
  }

  private var isAtLineEnd: Bool {
    if bytes[index] == Self.lineFeed { return true }
    return bytes[index] == Self.carriageReturn && index + 1 < bytes.endIndex
      && bytes[index + 1] == Self.lineFeed
  }

  private mutating func skipLineEnd() -> Bool {
    guard index < bytes.endIndex, isAtLineEnd else { return false }
    index += bytes[index] == Self.lineFeed ? 1 : 2
    line += 1
    return true
  }

  private func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}
