import Foundation

/// Puts environment variables into texts that name them as `${NAME}`.
package enum EnvironmentText {
  /// Why a text could not be filled in; it never holds a variable's value.
  package struct Failure: Error, Equatable {
    package var message: String

    package init(message: String) {
      self.message = message
    }
  }

  /// Says what is wrong with a text whatever the variables hold; nil where nothing is.
  package static func mistake(in text: String) -> String? {
    do throws(Failure) {
      _ = try expand(text) { _ in "" }
      return nil
    } catch {
      return error.message
    }
  }

  /// Returns a text with the values of the variables that it names.
  ///
  /// - Throws: `Failure` where a variable is not set, or holds a line break.
  package static func filled(_ text: String) throws(Failure) -> String {
    let environment = ProcessInfo.processInfo.environment
    return try expand(text) { (name) throws(Failure) in
      guard let value = environment[name], !value.isEmpty else {
        throw Failure(message: "the environment variable \(name) is not set")
      }
      guard !value.contains(where: \.isNewline) else {
        throw Failure(message: "the environment variable \(name) holds a line break")
      }
      return value
    }
  }

  private static func expand(
    _ text: String, _ value: (String) throws(Failure) -> String
  ) throws(Failure) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "${") {
      result += rest[..<start.lowerBound]
      rest = rest[start.upperBound...]
      guard let end = rest.firstIndex(of: "}"), isName(rest[..<end]) else {
        throw Failure(message: "`${` must be followed by a variable's name and `}`")
      }
      result += try value(String(rest[..<end]))
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static func isName(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte)
    }
  }
}
