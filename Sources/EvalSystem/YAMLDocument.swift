import Yams

/// Parses YAML into nodes that remember their lines.
package enum YAMLDocument {
  /// The largest document read, in bytes.
  package static let maximumBytes = 4 << 20
  /// The deepest nesting accepted: the parser below recurses once for each level.
  ///
  /// Brackets count wherever they stand, in quoted patterns too, so the limit is generous.
  package static let maximumDepth = 400

  /// Parses a document with exactly one root.
  ///
  /// Anchors and aliases are refused: a document of a few lines could stand for billions of values.
  ///
  /// - Parameters:
  ///   - bytes: The file's contents.
  ///   - file: The file's name, for messages.
  /// - Returns: The root.
  /// - Throws: `ProblemReport` with the line of the first error.
  package static func parse(_ bytes: [UInt8], file: String) throws(ProblemReport) -> DocumentNode {
    guard bytes.count <= maximumBytes else {
      throw ProblemReport(
        file: file,
        message: "is \(bytes.count) bytes; a document of this kind is at most \(maximumBytes)")
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ProblemReport(file: file, message: "is not UTF-8; save it as UTF-8")
    }
    try checkDepth(bytes, file: file)
    if let line = AliasBudget.excess(bytes) {
      throw ProblemReport([Problem(file: file, line: line, message: noAnchors)])
    }
    var log = ProblemLog(file: file)
    let parser: Yams.Parser
    let root: Node?
    do {
      parser = try Yams.Parser(yaml: text, encoding: .utf8)
      root = try parser.singleRoot()
    } catch {
      throw ProblemReport([problem(from: error, text: text, file: file)])
    }
    guard let root else {
      throw ProblemReport(file: file, message: "is empty")
    }
    // Nodes refer to their anchors weakly: only the parser keeps them.
    let document = withExtendedLifetime(parser) { convert(root, keyPath: "", log: &log) }
    try log.throwIfAny()
    return document
  }

  private static let noAnchors = "anchors (&name) are not read; write the value out"

  private static func checkDepth(_ bytes: [UInt8], file: String) throws(ProblemReport) {
    var line = 1
    var flowDepth = 0
    var lead = 0
    var inLead = true
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        lead = 0
        inLead = true
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        flowDepth += 1
        inLead = false
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        flowDepth -= 1
        inLead = false
      case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
        if inLead { lead += 1 }
      case UInt8(ascii: " "):
        break
      default:
        inLead = false
      }
      if flowDepth > maximumDepth || lead > maximumDepth {
        throw ProblemReport(
          file: file, line: line, message: "is nested more than \(maximumDepth) levels deep")
      }
    }
    try checkIndentation(bytes, file: file)
  }

  private static func checkIndentation(_ bytes: [UInt8], file: String) throws(ProblemReport) {
    var line = 1
    var levels: [Int] = []
    var column = 0
    var counting = true
    for byte in bytes {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 0
        counting = true
      } else if counting, byte == UInt8(ascii: " ") {
        column += 1
      } else if counting {
        counting = false
        while let last = levels.last, last >= column { levels.removeLast() }
        levels.append(column)
        guard levels.count <= maximumDepth else {
          throw ProblemReport(
            file: file, line: line, message: "is nested more than \(maximumDepth) levels deep")
        }
      }
    }
  }

  private static func convert(_ node: Node, keyPath: String, log: inout ProblemLog) -> DocumentNode
  {
    let line = node.mark?.line ?? 1
    if node.anchor != nil {
      // What is below is not looked at: shared nodes may unfold without end.
      log.add(noAnchors, line: line, keyPath: keyPath)
      return DocumentNode(content: .null, line: line, keyPath: keyPath)
    }
    return DocumentNode(
      content: content(of: node, line: line, keyPath: keyPath, log: &log), line: line,
      keyPath: keyPath)
  }

  private static func content(
    of node: Node, line: Int, keyPath: String, log: inout ProblemLog
  ) -> DocumentNode.Content {
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain
      let isNull = isPlain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
      return isNull ? .null : .scalar(scalar.string, isPlain: isPlain)
    case .sequence(let items):
      return .sequence(
        items.enumerated().map { convert($1, keyPath: "\(keyPath)[\($0)]", log: &log) })
    case .mapping(let pairs):
      return .mapping(
        pairs.compactMap { key, value in entry(key, value, in: keyPath, log: &log) })
    case .alias:
      log.add("aliases (*name) are not read; write the value out", line: line, keyPath: keyPath)
      return .null
    }
  }

  private static func entry(
    _ key: Node, _ value: Node, in keyPath: String, log: inout ProblemLog
  ) -> DocumentNode.Entry? {
    let line = key.mark?.line ?? 1
    guard case .scalar(let scalar) = key else {
      log.add("a key must be a text", line: line, keyPath: keyPath)
      return nil
    }
    let path = keyPath.isEmpty ? scalar.string : "\(keyPath).\(scalar.string)"
    return DocumentNode.Entry(
      key: scalar.string, line: line, value: convert(value, keyPath: path, log: &log))
  }

  private static func problem(from error: any Error, text: String, file: String) -> Problem {
    guard let error = error as? YamlError else {
      return Problem(file: file, message: "is not YAML: \(error)")
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return Problem(file: file, line: mark.line, message: "is not YAML here: \(problem)")
    case .reader(let problem, let offset, _, _):
      let line = offset.map { offset in
        1 + text.utf8.prefix(offset).count { $0 == UInt8(ascii: "\n") }
      }
      return Problem(file: file, line: line, message: "is not YAML here: \(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let keys = duplicates.sorted().map { "`\($0)`" }.joined(separator: ", ")
      return Problem(
        file: file, line: context.mark.line, message: "the key \(keys) stands here twice")
    default:
      return Problem(file: file, message: "is not YAML: \(error)")
    }
  }
}
