package import EvalSystem
import Foundation

/// One object of a JSON Lines file.
package struct JSONObjectLine: Equatable, Sendable {
  /// The line, counted from 1.
  package let line: Int
  /// The object's values by key.
  package let values: [String: CellValue]

  /// Returns the text at a key, or reports what stands there instead.
  package func text(_ key: String, log: inout ProblemLog) -> String? {
    if case .text(let text)? = values[key] { return text }
    report(key, "a text", log: &log)
    return nil
  }

  /// Returns the whole number at a key, or reports what stands there instead.
  package func integer(_ key: String, log: inout ProblemLog) -> Int? {
    if case .integer(let value)? = values[key] { return value }
    report(key, "a whole number", log: &log)
    return nil
  }

  /// Returns the number at a key, or reports what stands there instead.
  package func number(_ key: String, log: inout ProblemLog) -> Double? {
    switch values[key] {
    case .integer(let value)?: return Double(value)
    case .number(let value)?: return value
    default:
      report(key, "a number", log: &log)
      return nil
    }
  }

  /// Returns the list of texts at a key, or reports what stands there instead.
  package func texts(_ key: String, log: inout ProblemLog) -> [String]? {
    if case .list(let items)? = values[key] {
      let texts = items.compactMap { item in
        if case .text(let text) = item { text } else { String?.none }
      }
      if texts.count == items.count { return texts }
    }
    report(key, "a list of texts", log: &log)
    return nil
  }

  private func report(_ key: String, _ expected: String, log: inout ProblemLog) {
    guard let value = values[key] else {
      return log.add("the key `\(key)` is missing", line: line)
    }
    log.add("must be \(expected), is \(value.shown)", line: line, keyPath: key)
  }
}

/// Reads files with one JSON object on each line.
package enum JSONObjectLines {
  /// Reads a file; blank lines are passed over.
  ///
  /// - Throws: `ProblemReport` with every line that is not a JSON object.
  package static func read(_ path: String) throws(ProblemReport) -> [JSONObjectLine] {
    let bytes = try TextEncoding.utf8(FileBytes.read(path), file: path)
    var log = ProblemLog(file: path)
    var objects: [JSONObjectLine] = []
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !isBlank(line) {
      if let values = object(line, number: index + 1, log: &log) {
        objects.append(JSONObjectLine(line: index + 1, values: values))
      }
    }
    try log.throwIfAny()
    return objects
  }

  private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    line.allSatisfy { [9, 13, 32].contains($0) }
  }

  private static func object(
    _ line: ArraySlice<UInt8>, number: Int, log: inout ProblemLog
  ) -> [String: CellValue]? {
    do {
      let value = try JSONDecoder().decode(CellValue.self, from: Data(line))
      if case .object(let values) = value { return values }
      log.add("must be an object in braces, is \(value.shown)", line: number)
    } catch {
      log.add("is not JSON\(reason(error)); every line must be one object", line: number)
    }
    return nil
  }

  private static func reason(_ error: any Error) -> String {
    guard case DecodingError.dataCorrupted(let context)? = error as? DecodingError,
      let cause = context.underlyingError as? NSError,
      let text = cause.userInfo["NSDebugDescription"] as? String
    else { return "" }
    let sentence = text.hasSuffix(".") ? String(text.dropLast()) : text
    return ": " + sentence.replacingOccurrences(of: "around line 1, column", with: "at column")
  }
}
