extension Footnotes {
  /// Returns the notes as lines for under their table.
  func lines(_ options: TerminalOptions, indent: Int = 0) -> [String] {
    let blanks = String(repeating: " ", count: indent)
    return notes.enumerated().flatMap { index, note in
      TextWrap.lines(
        VisibleText.line(note, columns: 400), width: options.columns,
        first: "\(blanks)\(Self.superscript(index + 1)) ", indent: blanks + "  ")
    }
    .map { TextStyle.dim.apply($0, color: options.color) }
  }
}
