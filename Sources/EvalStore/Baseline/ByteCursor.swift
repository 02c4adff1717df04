/// A place in a line of JSON, with the few steps that a line of decisions needs.
///
/// It reads exactly what `DecisionLineWriter` writes: no space, no other order of keys.
struct ByteCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset: Int

  /// Starts at the beginning of a line.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    self.offset = 0
  }

  /// Whether nothing is left.
  var isAtEnd: Bool { offset == bytes.count }

  /// The next byte; zero at the end, which no line holds.
  var next: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  /// Steps over a text that must stand here.
  mutating func expect(_ literal: StaticString) throws(LineMistake) {
    let expected = UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
    guard offset + expected.count <= bytes.count else { throw mistake("`\(literal)`") }
    for index in 0..<expected.count where bytes[offset + index] != expected[index] {
      throw mistake("`\(literal)`")
    }
    offset += expected.count
  }

  /// Steps over a byte if it stands here.
  mutating func skip(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    offset += 1
    return true
  }

  /// Reads a JSON text and returns its bytes.
  mutating func string() throws(LineMistake) -> [UInt8] {
    try expect("\"")
    var text: [UInt8] = []
    while !isAtEnd {
      let byte = bytes[offset]
      offset += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard String(validating: text, as: UTF8.self) != nil else {
          throw LineMistake("its id is not UTF-8")
        }
        return text
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20: throw LineMistake("a control character stands in its id")
      default: text.append(byte)
      }
    }
    throw LineMistake("its id does not end")
  }

  /// Reads a whole number.
  mutating func integer() throws(LineMistake) -> Int64 {
    let isNegative = skip(UInt8(ascii: "-"))
    var value: Int64 = 0
    let digits = try digits(into: &value, negative: isNegative)
    guard digits > 0 else { throw mistake("a whole number") }
    return value
  }

  /// Reads a decimal number of at most six places as millionths, exactly.
  mutating func millionths() throws(LineMistake) -> Int64 {
    let isNegative = skip(UInt8(ascii: "-"))
    var value: Int64 = 0
    guard try digits(into: &value, negative: isNegative) > 0 else { throw mistake("a number") }
    var places = 0
    if skip(UInt8(ascii: ".")) {
      places = try digits(into: &value, negative: isNegative)
      guard (1...6).contains(places) else {
        throw LineMistake("a quality has \(places) decimals; it has 1 to 6")
      }
    }
    for _ in places..<6 { try append(digit: 0, to: &value, negative: isNegative) }
    return value
  }

  /// Reads a number.
  mutating func number() throws(LineMistake) -> Double {
    let start = offset
    while !isAtEnd, bytes[offset] != UInt8(ascii: "]"), bytes[offset] != UInt8(ascii: ",") {
      offset += 1
    }
    let text = UnsafeBufferPointer(rebasing: bytes[start..<offset])
    if let value = DecimalNumber.short(text) ?? DecimalNumber.long(text) { return value }
    offset = start
    throw mistake("a number")
  }

  /// Returns the mistake of something else standing here.
  func mistake(_ expected: String) -> LineMistake {
    let found = String(decoding: bytes[offset..<min(offset + 12, bytes.count)], as: UTF8.self)
    let place = found.isEmpty ? "the line ends" : "`\(found)` stands"
    return LineMistake("\(place) at column \(offset + 1), where \(expected) must be")
  }

  private mutating func digits(
    into value: inout Int64, negative: Bool
  ) throws(LineMistake) -> Int {
    let start = offset
    while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) {
      try append(digit: Int64(next - UInt8(ascii: "0")), to: &value, negative: negative)
      offset += 1
    }
    return offset - start
  }

  private func append(
    digit: Int64, to value: inout Int64, negative: Bool
  ) throws(LineMistake) {
    let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
    let (sum, isBeyond) = product.addingReportingOverflow(negative ? -digit : digit)
    guard !isTooLarge, !isBeyond else { throw LineMistake("a number is too large") }
    value = sum
  }

  private mutating func escape(into text: inout [UInt8]) throws(LineMistake) {
    let byte = next
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(byte)
    case UInt8(ascii: "u"):
      guard offset + 4 <= bytes.count,
        let code = UInt8(
          String(decoding: bytes[offset..<(offset + 4)], as: UTF8.self), radix: 16), code < 0x20
      else { throw LineMistake("its id has an escape that is not one of a control character") }
      text.append(code)
      offset += 4
    default: throw LineMistake("its id has an unknown escape")
    }
  }
}

/// What is wrong with one line.
struct LineMistake: Error, Equatable {
  /// One clause.
  let message: String

  /// Makes a mistake of one clause.
  init(_ message: String) {
    self.message = message
  }
}
