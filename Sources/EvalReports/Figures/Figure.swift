import EvalCore

/// One cell of a report: a figure, or a dash, with what a reader must know of it.
struct Figure: Equatable {
  /// What the cell shows.
  var text: String
  /// Why there is no figure, or why it is to be read with care.
  var note: String?

  /// A text as it is.
  init(_ text: String, note: String? = nil) {
    self.text = text
    self.note = note
  }

  /// A dash with the reason; for a value that is there, its plain number.
  init(_ measured: Measured) {
    switch measured {
    case .value(let estimate): self.init(NumberText.plain(estimate.estimate))
    case .undefined(let reason): self.init(NumberText.undefined, note: reason)
    }
  }

  /// A measured value in the words that `format` finds for its number.
  init(_ measured: Measured, _ format: (Double) -> String) {
    switch measured {
    case .value(let estimate):
      self.init(format(estimate.estimate), note: Self.caution(estimate.status))
    case .undefined(let reason):
      self.init(NumberText.undefined, note: reason)
    }
  }

  private static func caution(_ status: GapStatus?) -> String? {
    switch status {
    case .reportOnly:
      "the gap between strong and weak is less than four standard errors wide:"
        + " gates on a change do not decide on this"
    case .undefined:
      "the gap between strong and weak is negative or not shown to differ from zero"
    case .gateable, nil: nil
    }
  }
}

/// The notes of a table's figures, each printed once under it.
struct Footnotes {
  /// The notes, in the order of their marks.
  private(set) var notes: [String] = []

  /// Returns the mark of a note, such as `¹`; nothing for none.
  mutating func mark(_ note: String?) -> String {
    guard let note else { return "" }
    let number = (notes.firstIndex(of: note) ?? notes.count) + 1
    if number > notes.count { notes.append(note) }
    return Self.superscript(number)
  }

  /// Returns a number in superscript digits.
  static func superscript(_ number: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return String(String(number).compactMap { $0.wholeNumberValue.map { digits[$0] } })
  }
}
