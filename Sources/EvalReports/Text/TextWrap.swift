/// Breaks prose into lines.
package enum TextWrap {
  /// Returns the lines of a text, none wider than `width` columns.
  ///
  /// - Parameters:
  ///   - text: Text without control characters.
  ///   - width: The columns of a line, its indent included.
  ///   - first: What the first line begins with.
  ///   - indent: What the others begin with.
  /// - Returns: At least one line.
  package static func lines(
    _ text: String, width: Int, first: String = "", indent: String = ""
  ) -> [String] {
    let room = max(8, width - max(DisplayWidth.columns(first), DisplayWidth.columns(indent)))
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ").flatMap({ pieces(String($0), of: room) }) {
      let columns = DisplayWidth.columns(word)
      if used > 0, used + 1 + columns > room {
        lines.append(line)
        (line, used) = (word, columns)
      } else {
        line += used > 0 ? " " + word : word
        used += columns + (used > 0 ? 1 : 0)
      }
    }
    lines.append(line)
    return lines.enumerated().map { ($0.offset == 0 ? first : indent) + $0.element }
  }

  /// Returns the lines of a list, broken between its items where they fit on a line.
  ///
  /// - Parameters:
  ///   - items: The items, without control characters.
  ///   - separator: What stands between two of them, up to the blank.
  ///   - width: The columns of a line.
  ///   - first: What the first line begins with.
  ///   - indent: What the others begin with.
  /// - Returns: At least one line.
  package static func list(
    _ items: [String], separator: String, width: Int, first: String = "", indent: String = ""
  ) -> [String] {
    // A no-break space keeps an item's words together until the lines are made.
    let solid = items.map { $0.replacing(" ", with: "\u{A0}") }
    return lines(
      solid.joined(separator: separator + " "), width: width, first: first, indent: indent
    ).map { $0.replacing("\u{A0}", with: " ") }
  }

  /// Cuts a word that is wider than a line.
  private static func pieces(_ word: String, of room: Int) -> [String] {
    guard DisplayWidth.columns(word) > room else { return [word] }
    var pieces: [String] = []
    var piece = ""
    var used = 0
    for character in word {
      let columns = DisplayWidth.columns(character)
      if used + columns > room {
        pieces.append(piece)
        (piece, used) = ("", 0)
      }
      piece.append(character)
      used += columns
    }
    return pieces + [piece]
  }
}
