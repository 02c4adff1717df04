import EvalSystem

/// Writes the few forms of YAML that a manifest needs.
package enum YAMLText {
  private static let width = 96
  private static let reserved: Set<String> = [
    "true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf", "infinity",
  ]

  /// Returns a text plain where every reader takes it for a text, else in double quotes.
  package static func scalar(_ text: String) -> String {
    isPlain(text) ? text : quoted(text)
  }

  /// Returns a text in double quotes.
  package static func quoted(_ text: String) -> String {
    "\"" + text.unicodeScalars.map(escaped).joined() + "\""
  }

  /// Returns a day `yyyy-mm-dd` plain, anything else as a text.
  package static func day(_ text: String) -> String {
    CalendarDay.isValid(text) ? text : scalar(text)
  }

  /// Returns a mapping on one line, without the keys that have no value.
  package static func flow(_ entries: [(key: String, value: String?)]) -> String {
    let pairs = entries.compactMap { entry in entry.value.map { "\(entry.key): \($0)" } }
    return "{\(pairs.joined(separator: ", "))}"
  }

  /// Writes a key with a paragraph: folded where it is long, else on one line.
  ///
  /// - Parameters:
  ///   - key: The key, a plain word.
  ///   - text: The paragraph; a reader gets back exactly this text.
  ///   - indent: The key's own indentation in spaces.
  /// - Returns: The lines, without line feeds.
  package static func paragraph(_ key: String, _ text: String, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    guard indent + key.count + text.count + 4 > width, let words = foldable(text) else {
      return ["\(margin)\(key): \(scalar(text))"]
    }
    let lines = wrapped(words, width: width - indent - 2)
    return ["\(margin)\(key): >-"] + lines.map { "\(margin)  \($0)" }
  }

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first), text.utf8.count <= 64 else { return false }
    return !reserved.contains(text.lowercased())
      && text.utf8.allSatisfy { isLetter($0) || 48...57 ~= $0 || "._-/".utf8.contains($0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    65...90 ~= byte || 97...122 ~= byte
  }

  /// Returns the words of a text that folding gives back unchanged, nil where it would not.
  private static func foldable(_ text: String) -> [Substring]? {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    let isSafe = text.unicodeScalars.allSatisfy { !needsEscape($0) }
    return isSafe && words.allSatisfy { !$0.isEmpty } ? words : nil
  }

  private static func wrapped(_ words: [Substring], width: Int) -> [String] {
    var lines: [String] = []
    for word in words {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\t": "\\t"
    case let scalar where needsEscape(scalar):
      "\\u" + JSONText.hex(UInt16(truncatingIfNeeded: scalar.value))
    default: String(scalar)
    }
  }

  /// Tells whether YAML would refuse the scalar or take it for a line break.
  private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}
