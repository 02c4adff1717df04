import CSimdjson

/// A reusable JSON parser, for one thread at a time.
struct JSONParser: ~Copyable {
  private let parser: OpaquePointer

  /// How many readable bytes must follow a text handed to `parse`.
  static let padding = evalroute_json_padding()

  /// Makes a parser; nil when memory is short.
  init?() {
    guard let parser = evalroute_json_parser_new() else { return nil }
    self.parser = parser
  }

  deinit {
    evalroute_json_parser_free(parser)
  }

  /// Parses one document; the result is valid until the next call.
  ///
  /// - Parameter text: UTF-8, with `padding` readable bytes behind it.
  /// - Returns: The root.
  /// - Throws: `JSONFault` with simdjson's sentence where it is not JSON.
  func parse(_ text: UnsafeBufferPointer<UInt8>) throws(JSONFault) -> JSONValue {
    guard let base = text.baseAddress else { throw JSONFault(message: "is empty") }
    let document = evalroute_json_parse(parser, base, text.count)
    guard document.error == 0, let tape = document.tape, let strings = document.strings else {
      throw JSONFault(message: String(cString: evalroute_json_error_message(document.error)))
    }
    return JSONValue(tape: tape, strings: strings, index: 1)
  }
}

/// Why a text is not JSON.
struct JSONFault: Error {
  var message: String
}
