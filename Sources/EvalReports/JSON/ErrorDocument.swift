import EvalSystem

/// What `--json` prints where a command could not do its work.
struct ErrorDocument: Encodable {
  private struct Body: Encodable {
    var kind: String
    var message: String
    var problems: [Place]
  }

  /// A problem; a line or key path that it does not have is left out.
  private struct Place: Encodable {
    var file: String
    var line: Int?
    var keyPath: String?
    var message: String

    enum CodingKeys: String, CodingKey {
      case file
      case line
      case keyPath = "key_path"
      case message
    }
  }

  private var error: Body

  private enum CodingKeys: String, CodingKey { case error }

  init(kind: String, message: String, problems: [Problem]) {
    error = Body(
      kind: kind, message: message,
      problems: problems.map {
        Place(file: $0.file, line: $0.line, keyPath: $0.keyPath, message: $0.message)
      })
  }
}
