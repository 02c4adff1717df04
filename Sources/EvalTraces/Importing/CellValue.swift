/// A value of a table's cell or of a JSON document.
package enum CellValue: Equatable, Sendable, Decodable {
  /// Nothing, or null.
  case missing
  /// True or false, of JSON.
  case boolean(Bool)
  /// A whole number, of JSON.
  case integer(Int)
  /// Any other number, of JSON.
  case number(Double)
  /// A text; a number too, where the table is CSV.
  case text(String)
  /// A list, of JSON.
  case list([CellValue])
  /// An object, of JSON.
  case object([String: CellValue])

  /// Reads any JSON value.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .missing
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([CellValue].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: CellValue].self))
    }
  }

  /// The value as a text: of a text itself, of a number or a boolean its usual form; nil for
  /// nothing, an empty text, a list and an object.
  package var label: String? {
    switch self {
    case .text(let text): text.isEmpty ? nil : text
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .number(let value): DecimalText.shortest(value)
    case .missing, .list, .object: nil
    }
  }

  /// The value as a finite number, true and false in any case as 1 and 0; nil for anything else.
  package var number: Double? {
    if case .boolean(let value) = self { return value ? 1 : 0 }
    guard case .text(let text) = self else { return decimal }
    return ["true": 1, "false": 0][text.lowercased()] ?? decimal
  }

  /// The value as a finite number; a text counts where it is a decimal number.
  package var decimal: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .text(let text): Self.decimal(in: text)
    case .missing, .boolean, .list, .object: nil
    }
  }

  /// The value as a whole number from 0 up; nil for anything else.
  package var count: Int? {
    decimal.flatMap { $0 >= 0 ? Int(exactly: $0) : nil }
  }

  /// Tells whether there is nothing here: null, or a text without a character.
  package var isMissing: Bool {
    self == .missing || self == .text("")
  }

  /// The value for messages: short, with its kind where its text says little.
  package var shown: String {
    switch self {
    case .missing: "nothing"
    case .text(let text):
      text.isEmpty ? "empty" : "`\(text.prefix(40))\(text.count > 40 ? "…" : "")`"
    case .boolean, .integer, .number: label ?? ""
    case .list: "a list"
    case .object: "an object"
    }
  }

  private static func decimal(in text: String) -> Double? {
    var text = Substring(text)
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    // Double(_:) also reads `nan`, `inf` and hexadecimal floats, which no table means.
    let isDecimal = text.utf8.allSatisfy { 48...57 ~= $0 || "+-.eE".utf8.contains($0) }
    guard isDecimal, let value = Double(text), value.isFinite else { return nil }
    return value
  }
}
