/// Writes JSON by hand, compact and with keys in the order given.
package enum JSONText {
  /// Returns a string in quotes; only what JSON requires is escaped.
  package static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..."\u{1F}": result += "\\u" + hex(UInt16(scalar.value))
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Returns an object of values that are JSON already, without the keys that have none.
  package static func object(_ entries: [(key: String, value: String?)]) -> String {
    let pairs = entries.compactMap { entry in entry.value.map { "\(string(entry.key)):\($0)" } }
    return "{\(pairs.joined(separator: ","))}"
  }

  /// Returns a list of values that are JSON already.
  package static func array(_ values: [String]) -> String {
    "[\(values.joined(separator: ","))]"
  }

  /// Returns four lowercase hexadecimal digits.
  package static func hex(_ value: UInt16) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
