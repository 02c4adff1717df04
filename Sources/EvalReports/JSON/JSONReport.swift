package import EvalCore
package import EvalSystem
import Foundation

/// The JSON document that `run --json`, `show --json` and `export --format json` print.
package enum JSONReport {
  /// Returns one run's document: keys sorted, one value a line, a line break at its end.
  ///
  /// - Throws: `EncodingError` where a number is not finite, which a run never has.
  package static func render(_ report: RunReport) throws -> String {
    try encode(report)
  }

  /// Returns the document of several suites' runs, with the exit code of all of them.
  ///
  /// - Throws: `EncodingError` where a number is not finite, which a run never has.
  package static func renderMany(_ reports: [RunReport]) throws -> String {
    try encode(ReportList(results: reports))
  }

  /// Returns the document of a command that could not do its work.
  ///
  /// - Parameters:
  ///   - kind: What went wrong, one word for programs: `bad_input`, `broken_router`, …
  ///   - message: The same for people, one line.
  ///   - problems: What is wrong in which file; may be empty.
  /// - Returns: `{"error": {"kind": …, "message": …, "problems": […]}}`.
  /// - Throws: Never in practice: the document holds texts and line numbers only.
  package static func renderError(
    kind: String, message: String, problems: [Problem]
  ) throws -> String {
    try encode(ErrorDocument(kind: kind, message: message, problems: problems))
  }

  /// Reads one run's document.
  ///
  /// - Throws: `ReportError` where the bytes are no report, or one of a newer version.
  package static func decode(_ bytes: [UInt8]) throws -> RunReport {
    let data = Data(bytes)
    let decoder = JSONDecoder()
    do {
      let version = try decoder.decode(Version.self, from: data).version
      guard version <= RunReport.currentVersion else { throw ReportError.newerVersion(version) }
      return try decoder.decode(RunReport.self, from: data)
    } catch let error as DecodingError {
      throw ReportError.notAReport(Self.reason(error))
    }
  }

  private struct Version: Decodable {
    var version: Int
  }

  /// Returns any document as JSON: keys sorted, one value a line, a line break at its end.
  ///
  /// - Throws: `EncodingError` where a number is not finite.
  package static func encode(_ document: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
  }

  private static func reason(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context): "key `\(path(context, key))` is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "`\(path(context, nil))` has a value of the wrong kind"
    case .dataCorrupted(let context):
      context.codingPath.isEmpty
        ? "it is not valid JSON" : "`\(path(context, nil))` has a value that is not allowed"
    @unknown default: "it cannot be read"
    }
  }

  private static func path(_ context: DecodingError.Context, _ key: (any CodingKey)?) -> String {
    (context.codingPath + (key.map { [$0] } ?? [])).reduce("") { path, key in
      if let index = key.intValue { return "\(path)[\(index)]" }
      return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
    }
  }
}
