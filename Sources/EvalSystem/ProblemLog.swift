/// Collects the problems of one file, so that all of them are reported at once.
package struct ProblemLog: Sendable {
  /// How many problems are kept; the rest are counted.
  package static let limit = 20

  /// The file, as the user named it.
  package let file: String
  /// The problems found so far, at most `limit`.
  package private(set) var problems: [Problem] = []
  /// How many problems were found beyond `limit`.
  package private(set) var omitted = 0

  package init(file: String) {
    self.file = file
  }

  /// Tells whether nothing was found.
  package var isEmpty: Bool { problems.isEmpty }

  /// Adds a problem at a line and key path.
  package mutating func add(_ message: String, line: Int? = nil, keyPath: String? = nil) {
    guard problems.count < Self.limit else {
      omitted += 1
      return
    }
    problems.append(Problem(file: file, line: line, keyPath: keyPath, message: message))
  }

  /// Adds a problem at a node of the document.
  package mutating func add(_ message: String, at node: DocumentNode) {
    add(message, line: node.line, keyPath: node.keyPath)
  }

  /// Throws everything found, if anything was.
  ///
  /// - Throws: `ProblemReport`, in line order.
  package func throwIfAny() throws(ProblemReport) {
    guard !problems.isEmpty else { return }
    var sorted = problems.enumerated()
      .sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }
      .map(\.element)
    if omitted > 0 {
      sorted.append(Problem(file: file, message: "and \(omitted) more like these"))
    }
    throw ProblemReport(sorted)
  }
}
