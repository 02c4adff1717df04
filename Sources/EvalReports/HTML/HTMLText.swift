/// Text made fit for HTML, in elements and in quoted attributes alike.
enum HTMLText {
  /// Returns a text on one line with nothing that a browser could read as markup.
  ///
  /// Control characters are visible, as in a terminal; a longer text is cut.
  static func escaped(_ text: String, longest: Int = 200) -> String {
    var result = ""
    for scalar in VisibleText.line(text, columns: longest).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Returns a name from a file as code.
  static func code(_ name: String) -> String {
    "<code>\(escaped(name))</code>"
  }

  /// Returns a sentence, which may be longer than a name.
  static func prose(_ text: String) -> String {
    escaped(text, longest: 600)
  }
}
