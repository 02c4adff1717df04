/// Collects the problems of one file, so that all of them are reported at once.
package struct ProblemLog: Sendable {
  /// How many problems are reported; the rest are counted.
  package static let limit = 20
  /// How many are kept to pick the first ones from.
  private static let kept = 10_000

  /// The file, as the user named it.
  package let file: String
  /// The problems found so far.
  package private(set) var problems: [Problem] = []
  /// How many problems were found beyond those kept.
  package private(set) var omitted = 0

  package init(file: String) {
    self.file = file
  }

  /// Tells whether nothing was found.
  package var isEmpty: Bool { problems.isEmpty }

  /// Adds a problem at a line and key path.
  package mutating func add(_ message: String, line: Int? = nil, keyPath: String? = nil) {
    guard problems.count < Self.kept else {
      omitted += 1
      return
    }
    problems.append(Problem(file: file, line: line, keyPath: keyPath, message: message))
  }

  /// Adds a problem at a node of the document.
  package mutating func add(_ message: String, at node: DocumentNode) {
    add(message, line: node.line, keyPath: node.keyPath.isEmpty ? nil : node.keyPath)
  }

  /// Throws everything found, if anything was.
  ///
  /// - Throws: `ProblemReport`, in line order.
  package func throwIfAny() throws(ProblemReport) {
    guard !problems.isEmpty else { return }
    var sorted = problems.enumerated()
      .sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }
      .map(\.element)
    let rest = omitted + max(0, sorted.count - Self.limit)
    if rest > 0 {
      sorted = Array(sorted.prefix(Self.limit))
      sorted.append(Problem(file: file, message: "and \(rest) more like these"))
    }
    throw ProblemReport(sorted)
  }
}
