/// Where something was read, for messages.
package struct SourcePlace: Equatable, Sendable, CustomStringConvertible {
  /// The file, as the user named it.
  package var file: String
  /// The line, counted from 1.
  package var line: Int

  package init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  /// The place as `file:line`.
  package var description: String { "\(file):\(line)" }
}
