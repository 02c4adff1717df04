import CSimdjson

/// Parses a JSON text and looks single values up in it; for one thread at a time.
///
/// For answers of other programs, of which a few values matter. Goldens are read off simdjson's
/// tape in `EvalTraces`.
package struct JSONLookup: ~Copyable {
  /// A value that was looked up.
  package enum Value {
    /// There is nothing at the place.
    case absent
    case null
    case boolean
    case number(Double)
    /// The text's UTF-8 bytes, valid until the next text is parsed.
    case text(UnsafeBufferPointer<UInt8>)
    case list
    case object
  }

  /// How many readable bytes must follow a text handed to `parse`.
  package static let padding = evalroute_json_padding()

  private let parser: OpaquePointer

  /// Makes a parser; nil when memory is short.
  package init?() {
    guard let parser = evalroute_json_parser_new() else { return nil }
    self.parser = parser
  }

  deinit {
    evalroute_json_parser_free(parser)
  }

  /// Parses a text, in place of the one before.
  ///
  /// - Parameter text: UTF-8, with `padding` readable bytes behind it.
  /// - Returns: Whether it is JSON.
  package func parse(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = text.baseAddress, !text.isEmpty else { return false }
    return evalroute_json_parse(parser, base, text.count).error == 0
  }

  /// Parses a text that is copied first, in place of the one before.
  ///
  /// - Returns: Whether it is JSON.
  package func parse(copying text: some Collection<UInt8>) -> Bool {
    var padded = Array(text)
    padded.append(contentsOf: repeatElement(0, count: Self.padding))
    return padded.withUnsafeBufferPointer { parse(.init(rebasing: $0.dropLast(Self.padding))) }
  }

  /// Looks up a JSON pointer by RFC 6901, such as `/choices/0/message`; the empty one is the whole.
  package func value(at pointer: StaticString) -> Value {
    value(evalroute_json_at(parser, pointer.utf8Start, pointer.utf8CodeUnitCount))
  }

  /// Looks up a JSON pointer by RFC 6901.
  package func value(at pointer: String) -> Value {
    var pointer = pointer
    return pointer.withUTF8 { value(evalroute_json_at(parser, $0.baseAddress, $0.count)) }
  }

  private func value(_ value: evalroute_json_value) -> Value {
    switch value.kind {
    case evalroute_json_null: .null
    case evalroute_json_boolean: .boolean
    case evalroute_json_number: .number(value.number)
    case evalroute_json_text: .text(UnsafeBufferPointer(start: value.text, count: value.length))
    case evalroute_json_list: .list
    case evalroute_json_object: .object
    default: .absent
    }
  }
}
