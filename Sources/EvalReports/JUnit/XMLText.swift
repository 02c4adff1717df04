/// Text made fit for XML 1.0, whatever it held.
enum XMLText {
  /// The longest text of an element in bytes: consumers cut or choke beyond.
  static let longestText = 32 * 1024

  /// The longest name in characters.
  static let longestName = 200

  /// Returns a text without terminal sequences, forbidden characters visible, cut to 32 KB.
  static func text(_ text: String) -> String {
    let head = prefix(of: text, bytes: 2 * longestText)
    let clean = visible(withoutTerminalSequences(head.text), keepsLines: true)
    let cut = prefix(of: clean, bytes: longestText)
    return head.isWhole && cut.isWhole ? cut.text : cut.text + "\n… (cut; report.json has it all)"
  }

  /// Returns a single line of at most 200 characters for a name.
  static func name(_ name: String) -> String {
    line(name, longest: longestName)
  }

  /// Returns a single line of at most so many characters, not empty.
  static func line(_ text: String, longest: Int) -> String {
    let head = prefix(of: text, bytes: 16 * longest)
    let clean = visible(withoutTerminalSequences(head.text), keepsLines: false)
    let words = clean.split(separator: " ").joined(separator: " ")
    if words.isEmpty { return "_" }
    let scalars = words.unicodeScalars
    if head.isWhole, scalars.count <= longest { return words }
    return String(String.UnicodeScalarView(scalars.prefix(longest - 1))) + "…"
  }

  /// Cuts between scalars, so that what is left is still text.
  private static func prefix(of text: String, bytes: Int) -> (text: String, isWhole: Bool) {
    guard text.utf8.count > bytes else { return (text, true) }
    var end = text.utf8.index(text.startIndex, offsetBy: bytes)
    while end > text.startIndex, UTF8.isContinuation(text.utf8[end]) {
      end = text.utf8.index(before: end)
    }
    return (String(text[..<end]), false)
  }

  /// Drops the sequences that colour terminals and move cursors: ESC `[` … letter, ESC `]` … BEL.
  private static func withoutTerminalSequences(_ text: String) -> String {
    guard text.utf8.contains(0x1B) else { return text }
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "\u{1B}", let end = endOfSequence(rest) {
        rest = rest[end...]
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Where the sequence after an ESC ends; nil where it is none.
  private static func endOfSequence(_ rest: Substring.UnicodeScalarView) -> String.Index? {
    guard let kind = rest.first else { return nil }
    let body = rest.dropFirst()
    switch kind {
    case "[":
      guard let last = body.firstIndex(where: { !(0x20...0x3F).contains($0.value) }),
        (0x40...0x7E).contains(body[last].value)
      else { return nil }
      return body.index(after: last)
    case "]":
      guard let bell = body.firstIndex(where: { $0.value < 0x20 }), body[bell].value == 0x07
      else { return nil }
      return body.index(after: bell)
    default:
      return (0x40...0x5F).contains(kind.value) ? body.startIndex : nil
    }
  }

  /// Maps what XML 1.0 forbids, and what steers terminals, to `#x1B` and the like.
  private static func visible(_ text: String, keepsLines: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D:
        result.unicodeScalars.append(keepsLines && scalar != "\r" ? scalar : " ")
      case 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF:
        result.unicodeScalars.append(scalar)
      default:
        result += "#x" + String(scalar.value, radix: 16, uppercase: true)
      }
    }
    return result
  }
}
