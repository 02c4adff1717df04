/// A value of a parsed document that remembers where it stands.
package struct DocumentNode: Sendable {
  /// One key of a mapping with its value.
  package struct Entry: Sendable {
    package let key: String
    package let line: Int
    package let value: DocumentNode
  }

  /// What the node holds.
  package enum Content: Sendable {
    case null
    /// A scalar's text; `isPlain` is false where it was quoted, and a quoted number is a text.
    case scalar(String, isPlain: Bool)
    case sequence([DocumentNode])
    case mapping([Entry])
  }

  package let content: Content
  /// The line, counted from 1.
  package let line: Int
  /// The place inside the document, such as `gates[2].metric`; empty at its top.
  package let keyPath: String

  /// A word for the kind of content, for messages.
  package var kind: String {
    switch content {
    case .null: "nothing"
    case .scalar(let text, let isPlain): isPlain && Double(text) != nil ? "a number" : "a text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The scalar's text, nil for anything else.
  package var text: String? {
    if case .scalar(let text, _) = content { return text }
    return nil
  }

  /// The scalar as a finite number; nil for a quoted or any other value.
  package var number: Double? {
    guard case .scalar(let text, isPlain: true) = content else { return nil }
    return Self.decimal(text)
  }

  /// Reads a finite number in decimal notation.
  ///
  /// - Returns: The number; nil for anything else, such as `0x10`, `inf` or the empty text.
  package static func decimal(_ text: some StringProtocol) -> Double? {
    guard text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }) else { return nil }
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  /// The scalar as an integer; nil for a quoted or any other value.
  package var integer: Int? {
    guard case .scalar(let text, isPlain: true) = content else { return nil }
    return Int(text)
  }

  /// The scalar as a boolean: `true` or `false`, unquoted.
  package var boolean: Bool? {
    guard case .scalar(let text, isPlain: true) = content else { return nil }
    return text == "true" ? true : text == "false" ? false : nil
  }

  /// The items of a list, nil for anything else.
  package var items: [DocumentNode]? {
    if case .sequence(let items) = content { return items }
    return nil
  }

  /// The entries of a mapping in file order, nil for anything else.
  package var entries: [Entry]? {
    if case .mapping(let entries) = content { return entries }
    return nil
  }
}
