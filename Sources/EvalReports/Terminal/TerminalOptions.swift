/// How a terminal report is laid out, and what it mentions.
package struct TerminalOptions: Equatable, Sendable {
  /// The columns of the terminal; nil for a pipe, which gets 120.
  package var width: Int?
  /// Whether the terminal shows colour.
  package var color: Bool
  /// Whether everything is listed that is otherwise counted.
  package var verbose: Bool
  /// The folder that the other reports were written to; nil for none.
  package var reportsFolder: String?
  /// The store that keeps the run; nil for none.
  package var storePath: String?

  /// A plain report of 120 columns, unless told otherwise.
  package init(
    width: Int? = nil, color: Bool = false, verbose: Bool = false, reportsFolder: String? = nil,
    storePath: String? = nil
  ) {
    self.width = width
    self.color = color
    self.verbose = verbose
    self.reportsFolder = reportsFolder
    self.storePath = storePath
  }

  /// The columns to lay out for; narrower terminals break the lines themselves.
  var columns: Int { max(32, width ?? 120) }
}
