/// Text from files made harmless: nothing in it can move a cursor, end a line or turn its order.
package enum VisibleText {
  /// Returns a text with every control character as a visible escape, such as `\u{1B}`.
  ///
  /// Line breaks become `\n`; characters that turn the reading order, and other invisible ones,
  /// are escaped too, except those that emoji and scripts are joined with.
  package static func escaped(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isHarmless(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        result += escape(scalar)
      }
    }
    return result
  }

  /// Returns an escaped text of at most so many columns, its end replaced by `…` where it is cut.
  ///
  /// Complexity: O(columns), however long the text.
  package static func line(_ text: String, columns: Int) -> String {
    let limit = columns * 4 + 16
    let head = String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
    let isWhole = head.utf8.count == text.utf8.count
    let escaped = escaped(head)
    if isWhole, DisplayWidth.columns(escaped) <= columns { return escaped }
    var result = ""
    var width = 0
    for character in escaped {
      width += DisplayWidth.columns(character)
      guard width < columns else { break }
      result.append(character)
    }
    return result + "…"
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse:
      false
    // The joiners that emoji and Indic and Arabic scripts need.
    case .format: scalar.value == 0x200C || scalar.value == 0x200D
    default: true
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    }
  }
}
