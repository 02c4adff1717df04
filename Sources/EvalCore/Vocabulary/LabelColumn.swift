/// A cohort label, such as `category`, with every trace's level of it.
package struct LabelColumn: Equatable, Sendable {
  /// The level of traces that do not carry the label.
  package static let absent = "∅"

  /// The label's name.
  package var name: String
  /// The levels, sorted by UTF-8 bytes.
  package var levels: [String]
  /// For each trace the index of its level.
  package var codes: [Int32]

  package init(name: String, levels: [String], codes: [Int32]) {
    self.name = name
    self.levels = levels
    self.codes = codes
  }
}
