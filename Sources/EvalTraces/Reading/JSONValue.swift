#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A value inside a parsed document, read straight off simdjson's tape.
///
/// The tape is a run of 64-bit words, a type in the upper eight bits and a payload below; its
/// layout is documented in simdjson's `doc/tape.md`. A value is valid until its parser's next
/// parse.
struct JSONValue {
  /// The types of value on the tape.
  enum Kind {
    case object
    case array
    case string
    case integer
    case number
    case boolean
    case null
    /// An integer beyond 63 bits.
    case hugeInteger
  }

  private let tape: UnsafePointer<UInt64>
  private let strings: UnsafePointer<UInt8>
  private let index: Int

  init(tape: UnsafePointer<UInt64>, strings: UnsafePointer<UInt8>, index: Int) {
    self.tape = tape
    self.strings = strings
    self.index = index
  }

  private var tag: UInt8 { UInt8(truncatingIfNeeded: tape[index] >> 56) }
  private var payload: UInt64 { tape[index] & 0x00FF_FFFF_FFFF_FFFF }

  /// What the value is.
  var kind: Kind {
    switch tag {
    case UInt8(ascii: "{"): .object
    case UInt8(ascii: "["): .array
    case UInt8(ascii: "\""): .string
    case UInt8(ascii: "l"): .integer
    case UInt8(ascii: "u"): .hugeInteger
    case UInt8(ascii: "d"): .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
    default: .null
    }
  }

  /// A word for the value, for messages.
  var kindName: String {
    switch kind {
    case .object: "an object"
    case .array: "a list"
    case .string: "a text"
    case .integer, .number, .hugeInteger: "a number"
    case .boolean: "true or false"
    case .null: "null"
    }
  }

  /// The text's UTF-8 bytes; nil for anything else.
  var text: UnsafeBufferPointer<UInt8>? {
    guard kind == .string else { return nil }
    let start = strings + Int(payload)
    let length = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
    return UnsafeBufferPointer(start: start + 4, count: Int(length))
  }

  /// The text; nil for anything else.
  var string: String? {
    text.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The integer; nil for anything else.
  var integer: Int64? {
    kind == .integer ? Int64(bitPattern: tape[index + 1]) : nil
  }

  /// The number, integers included; nil for anything else.
  var number: Double? {
    switch kind {
    case .integer: Double(Int64(bitPattern: tape[index + 1]))
    case .hugeInteger: Double(tape[index + 1])
    case .number: Double(bitPattern: tape[index + 1])
    default: nil
    }
  }

  /// Where the next value on the tape stands.
  private var next: Int {
    switch kind {
    case .object, .array: Int(payload & 0xFFFF_FFFF)
    case .integer, .number, .hugeInteger: index + 2
    case .string, .boolean, .null: index + 1
    }
  }

  private func value(at index: Int) -> JSONValue {
    JSONValue(tape: tape, strings: strings, index: index)
  }

  /// Calls a function for each key and value of an object, in order.
  func forEachEntry(_ body: (UnsafeBufferPointer<UInt8>, JSONValue) -> Void) {
    guard kind == .object else { return }
    let end = next - 1
    var position = index + 1
    while position < end {
      guard let key = value(at: position).text else { return }
      let entry = value(at: position + 1)
      body(key, entry)
      position = entry.next
    }
  }

  /// Calls a function for each item of a list, in order.
  func forEachItem(_ body: (JSONValue) -> Void) {
    guard kind == .array else { return }
    let end = next - 1
    var position = index + 1
    while position < end {
      let item = value(at: position)
      body(item)
      position = item.next
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Tells whether the bytes are those of a text.
  func equals(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount, let baseAddress else { return count == 0 }
    return memcmp(baseAddress, text.utf8Start, count) == 0
  }

  /// Tells whether the bytes are these.
  func equals(_ bytes: [UInt8]) -> Bool {
    guard count == bytes.count, let baseAddress else { return count == bytes.count }
    return bytes.withUnsafeBytes { other in
      other.baseAddress.map { memcmp(baseAddress, $0, count) == 0 } ?? true
    }
  }
}
