/// Reads a list of strings as Python prints it: RouterBench's tables hold their texts so.
enum PythonTexts {
  /// Returns the strings of a list such as `['one', "it's two\n"]`; nil for any other text.
  static func parse(_ text: String) -> [String]? {
    var parser = Parser(scalars: Array(text.unicodeScalars))
    return parser.list()
  }

  private struct Parser {
    let scalars: [Unicode.Scalar]
    var index = 0

    mutating func list() -> [String]? {
      guard take("[") else { return nil }
      var items: [String] = []
      while true {
        skipSpaces()
        guard let item = string() else { return nil }
        items.append(item)
        skipSpaces()
        if take(",") { continue }
        return take("]") && index == scalars.count ? items : nil
      }
    }

    private mutating func string() -> String? {
      guard let quote = next(), quote == "'" || quote == "\"" else { return nil }
      var result = String.UnicodeScalarView()
      while let scalar = next() {
        switch scalar {
        case quote: return String(result)
        case "\\":
          guard let escaped = escape() else { return nil }
          result.append(escaped)
        default: result.append(scalar)
        }
      }
      return nil
    }

    private mutating func escape() -> Unicode.Scalar? {
      switch next() {
      case "n"?: "\n"
      case "t"?: "\t"
      case "r"?: "\r"
      case "\\"?: "\\"
      case "'"?: "'"
      case "\""?: "\""
      case "x"?: hexadecimal(2)
      case "u"?: hexadecimal(4)
      case "U"?: hexadecimal(8)
      default: nil
      }
    }

    private mutating func hexadecimal(_ count: Int) -> Unicode.Scalar? {
      guard index + count <= scalars.count else { return nil }
      var digits = String.UnicodeScalarView()
      digits.append(contentsOf: scalars[index..<(index + count)])
      index += count
      return UInt32(String(digits), radix: 16).flatMap(Unicode.Scalar.init)
    }

    private mutating func next() -> Unicode.Scalar? {
      guard index < scalars.count else { return nil }
      index += 1
      return scalars[index - 1]
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      guard index < scalars.count, scalars[index] == scalar else { return false }
      index += 1
      return true
    }

    private mutating func skipSpaces() {
      while take(" ") {}
    }
  }
}
