import EvalSystem

/// Gives testcases names that stay the same from run to run and differ within one.
struct JUnitNames {
  private var taken: [[String]: Int] = [:]

  /// The longest part of a class name in characters.
  private static let longestPart = 60

  /// Begins a document in which no name is taken.
  init() {}

  /// Returns a suite's name, made different from those before it.
  mutating func suite(_ name: String) -> String {
    unique(XMLText.name(name), among: "")
  }

  /// Returns a dotted class name: consumers split at dots, so parts have none.
  static func className(_ parts: [String]) -> String {
    (["evalroute"] + parts.map(part)).joined(separator: ".")
  }

  /// Returns a testcase's name, numbered where the class already has one of that name.
  mutating func name(_ name: String, in className: String) -> String {
    unique(XMLText.line(name, longest: XMLText.longestName - 8), among: className)
  }

  private mutating func unique(_ wanted: String, among space: String) -> String {
    var name = wanted
    // How often the name was asked for: counting up from 2 each time would cost the square.
    var number = taken[[space, wanted]] ?? 0
    while taken[[space, name]] != nil {
      number += 1
      name = "\(wanted) (\(number))"
    }
    taken[[space, wanted]] = max(number, 1)
    if name != wanted { taken[[space, name]] = 1 }
    return name
  }

  /// A long part ends in the first digits of its hash: cut names that differ stay different.
  private static func part(_ text: String) -> String {
    let line = XMLText.line(text, longest: longestPart).replacing(".", with: "_")
    guard line.hasSuffix("…") else { return line }
    var hash = SHA256()
    hash.update(text)
    let digits = hash.finish().prefix(4).map { byte in
      let hex = String(byte, radix: 16)
      return hex.count == 1 ? "0" + hex : hex
    }
    return line.dropLast().prefix(longestPart - 10) + "~" + digits.joined()
  }
}
