/// Text made fit for Markdown, where it can neither format, link, mention nor break a table.
enum MarkdownText {
  /// The longest sentence in columns.
  private static let longestProse = 300

  /// Returns a name as code, on one line.
  ///
  /// Nothing inside code is formatted, linked or mentioned. A name that would end the code or a
  /// table's cell is written with entities in place of its punctuation.
  static func code(_ name: String, longest: Int = 80) -> String {
    let line = VisibleText.line(name, columns: longest)
    if line.isEmpty { return "(empty)" }
    let isPlain =
      !line.contains { "|`\\<>&[]".contains($0) } && line.first != " " && line.last != " "
    return isPlain ? "`\(line)`" : "<code>\(entities(line))</code>"
  }

  /// Returns a sentence on one line, every character that means something escaped.
  static func prose(_ text: String) -> String {
    var result = ""
    for scalar in VisibleText.line(text, columns: longestProse).unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "|", "~", "$", "#":
        result += "\\\(scalar)"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      // An invisible joiner after it keeps a name from being mentioned.
      case "@": result += "@&#8288;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return guarded(
      result.replacing("://", with: "&#58;//").replacing("www.", with: "www&#46;"))
  }

  /// Keeps a sentence's beginning from being read as a list's, a rule's or a code block's.
  private static func guarded(_ text: String) -> String {
    let body = text.drop { $0 == " " }
    let next = body.dropFirst().first
    if let first = body.first, "-+".contains(first), next == nil || " -+".contains(next ?? " ") {
      return "\\" + body
    }
    let digits = body.prefix { $0.isASCII && $0.isNumber }
    let rest = body.dropFirst(digits.count)
    if !digits.isEmpty, let dot = rest.first, ".)".contains(dot) { return "\(digits)\\\(rest)" }
    return String(body)
  }

  private static func entities(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar.isASCII, !scalar.properties.isAlphabetic, scalar.properties.numericType == nil,
        scalar != " "
      {
        result += "&#\(scalar.value);"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
