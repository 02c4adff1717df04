/// Something a person got wrong in a file: where it is, what is wrong and what would be right.
package struct Problem: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file, as the user named it.
  package var file: String
  /// The line, counted from 1; nil where the problem is of the file as a whole.
  package var line: Int?
  /// The place inside the document, such as `gates[2].metric`; nil at its top.
  package var keyPath: String?
  /// What is wrong and what to do, one line.
  package var message: String

  package init(file: String, line: Int? = nil, keyPath: String? = nil, message: String) {
    self.file = file
    self.line = line
    self.keyPath = keyPath
    self.message = message
  }

  /// One line: `file:line: key.path: message`.
  package var description: String {
    var text = file
    if let line { text += ":\(line)" }
    if let keyPath, !keyPath.isEmpty { text += ": \(keyPath)" }
    return text + ": " + message
  }
}
