/// A part of the traffic: the traces that carry one label's level, or two labels' levels.
package struct Cohort: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// One label with its level.
  package struct Label: Hashable, Sendable, Comparable {
    package var name: String
    package var level: String

    package init(name: String, level: String) {
      self.name = name
      self.level = level
    }

    package static func < (left: Label, right: Label) -> Bool {
      (left.name, left.level) < (right.name, right.level)
    }
  }

  /// The labels, in the order of the suite; none for all traces.
  package var labels: [Label]

  package init(_ labels: [Label]) {
    self.labels = labels
  }

  /// All traces.
  package static let all = Cohort([])

  /// Tells whether the cohort is all traces.
  package var isAll: Bool { labels.isEmpty }

  /// `category=math, turn=1`, or `all`.
  package var description: String {
    isAll ? "all" : labels.map { "\($0.name)=\($0.level)" }.joined(separator: ", ")
  }

  package static func < (left: Cohort, right: Cohort) -> Bool {
    if left.labels.count != right.labels.count { return left.labels.count < right.labels.count }
    return left.labels.lexicographicallyPrecedes(right.labels)
  }
}

extension Cohort: Codable {
  package init(from decoder: any Decoder) throws {
    let labels = try decoder.singleValueContainer().decode([String: String].self)
    self.labels = labels.sorted { $0.key < $1.key }.map { Label(name: $0.key, level: $0.value) }
  }

  /// Writes the cohort as a mapping from label to level.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(
      Dictionary(labels.map { ($0.name, $0.level) }, uniquingKeysWith: { first, _ in first }))
  }
}
