/// How a piece of text stands out in a terminal that has colour; its words say the same.
package enum TextStyle: Sendable {
  /// As it is.
  case plain
  /// For names and headings.
  case bold
  /// For what can be skipped.
  case dim
  /// For what passed.
  case good
  /// For what failed.
  case bad
  /// For what could not be decided or was let through.
  case doubtful

  /// Returns the text between the terminal's codes for the style, or as it is without colour.
  package func apply(_ text: String, color: Bool) -> String {
    guard color, let code, !text.isEmpty else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  private var code: String? {
    switch self {
    case .plain: nil
    case .bold: "1"
    case .dim: "2"
    case .good: "32"
    case .bad: "1;31"
    case .doubtful: "33"
    }
  }
}
