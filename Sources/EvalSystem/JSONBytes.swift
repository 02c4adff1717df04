/// Writes JSON as bytes, for what is sent trace by trace and has to be fast.
package enum JSONBytes {
  /// Appends a text in quotes; only what JSON requires is escaped.
  ///
  /// Complexity: O(n), whole runs of bytes at a time.
  package static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(quote)
    var start = 0
    for index in text.indices {
      let byte = text[index]
      guard byte < 0x20 || byte == quote || byte == backslash else { continue }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
      appendEscape(of: byte, to: &bytes)
      start = index + 1
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    bytes.append(quote)
  }

  /// Appends a text in quotes.
  package static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { append($0, to: &bytes) }
  }

  /// Appends text that is JSON already.
  package static func append(raw text: StaticString, to bytes: inout [UInt8]) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")
  private static let digits = Array("0123456789abcdef".utf8)

  private static func appendEscape(of byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case quote, backslash: bytes += [backslash, byte]
    case UInt8(ascii: "\n"): append(raw: "\\n", to: &bytes)
    case UInt8(ascii: "\r"): append(raw: "\\r", to: &bytes)
    case UInt8(ascii: "\t"): append(raw: "\\t", to: &bytes)
    default:
      append(raw: "\\u00", to: &bytes)
      bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
}
