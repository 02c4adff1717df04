/// Turns the digits of a JSON number into the nearest double.
enum DecimalNumber {
  /// Powers of ten that a double holds exactly.
  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// Returns a plain decimal number whose digits fit 53 bits; nil for any other text.
  ///
  /// Two exact doubles divide to the nearest one (Clinger 1990), so most scores need no more.
  static func short(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    var index = text.first == UInt8(ascii: "-") ? 1 : 0
    let isNegative = index == 1
    var digits: UInt64 = 0
    var count = 0
    var places: Int?
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "."), places == nil, count > 0 {
        places = 0
      } else if isDigit(byte), count < 18, digits > 0 || places != nil || count == 0 {
        digits = digits * 10 + UInt64(byte - UInt8(ascii: "0"))
        count += 1
        places? += 1
      } else {
        return nil
      }
      index += 1
    }
    guard count > 0, places != 0, digits < 1 << 53 else { return nil }
    let value = Double(digits) / powers[places ?? 0]
    return isNegative ? -value : value
  }

  /// Returns any JSON number; nil for another text.
  static func long(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    // Swift reads more than JSON: hexadecimal, `inf`, `nan`, a plus sign, a bare point.
    isJSON(text) ? Double(String(decoding: text, as: UTF8.self)) : nil
  }

  /// Tells whether a text is `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`.
  private static func isJSON(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var rest = text[...]
    func digits() -> Int {
      let count = rest.prefix(while: isDigit).count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let startsWithZero = rest.first == UInt8(ascii: "0")
    let whole = digits()
    guard whole > 0, !startsWithZero || whole == 1 else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard digits() > 0 else { return false }
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
        rest = rest.dropFirst()
      }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}
