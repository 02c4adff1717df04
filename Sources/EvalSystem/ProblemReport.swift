/// Every problem of one file or one command, reported at once.
package struct ProblemReport: Error, Equatable, Sendable, CustomStringConvertible {
  /// The problems, in the order they stand in the files.
  package var problems: [Problem]
  /// What may help a person at the terminal and belongs in no report, such as the last lines that
  /// a router wrote: they may hold prompts.
  package var notes: [String] = []

  package init(_ problems: [Problem]) {
    self.problems = problems
  }

  /// Reports a single problem.
  package init(file: String, line: Int? = nil, keyPath: String? = nil, message: String) {
    self.problems = [Problem(file: file, line: line, keyPath: keyPath, message: message)]
  }

  /// One line for each problem.
  package var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}
