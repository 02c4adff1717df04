/// Reads the keys of one mapping with their types, and reports what is missing, wrong or unknown.
///
/// Every key asked for is known; `finish` reports the rest, so that a mistyped key never passes.
package struct MappingReader {
  /// The mapping itself, for messages about it as a whole.
  package let node: DocumentNode
  private let entries: [String: DocumentNode]
  private var known: Set<String> = []

  /// Starts reading a mapping; nil, and a problem, where the node is something else.
  package init?(_ node: DocumentNode, log: inout ProblemLog) {
    guard let entries = node.entries else {
      log.add("must be a mapping (key: value), is \(node.kind)", at: node)
      return nil
    }
    self.node = node
    self.entries = Dictionary(entries.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
  }

  /// Tells whether a key has a value, without reading it; null counts as left out.
  package func has(_ key: String) -> Bool {
    guard let value = entries[key] else { return false }
    if case .null = value.content { return false }
    return true
  }

  /// Returns where a message about a key belongs: at the key's value, else at the mapping.
  package func place(of key: String) -> DocumentNode {
    entries[key] ?? node
  }

  /// Returns the node of a key that may be left out; null counts as left out.
  package mutating func optional(_ key: String) -> DocumentNode? {
    known.insert(key)
    guard let value = entries[key] else { return nil }
    if case .null = value.content { return nil }
    return value
  }

  /// Returns the node of a key, or reports it missing.
  package mutating func required(_ key: String, log: inout ProblemLog) -> DocumentNode? {
    if let value = optional(key) { return value }
    log.add("the key `\(key)` is missing", at: node)
    return nil
  }

  /// Returns a text, or reports what stands there instead.
  package mutating func string(_ key: String, log: inout ProblemLog) -> String? {
    guard let value = optional(key) else { return nil }
    return Self.string(value, log: &log)
  }

  /// Returns a text that must be there.
  package mutating func requiredString(_ key: String, log: inout ProblemLog) -> String? {
    guard let value = required(key, log: &log) else { return nil }
    return Self.string(value, log: &log)
  }

  /// Returns a finite number.
  package mutating func number(_ key: String, log: inout ProblemLog) -> Double? {
    guard let value = optional(key) else { return nil }
    if let number = value.number { return number }
    log.add("must be a number, is \(Self.shown(value))", at: value)
    return nil
  }

  /// Returns an integer.
  package mutating func integer(_ key: String, log: inout ProblemLog) -> Int? {
    guard let value = optional(key) else { return nil }
    if let integer = value.integer { return integer }
    let isTooLarge =
      value.text.map { Int($0) == nil && !$0.isEmpty && $0.utf8.allSatisfy(Self.isDigit) } ?? false
    log.add(
      isTooLarge
        ? "must be at most \(Int.max)" : "must be a whole number, is \(Self.shown(value))",
      at: value)
    return nil
  }

  /// Returns a boolean.
  package mutating func boolean(_ key: String, log: inout ProblemLog) -> Bool? {
    guard let value = optional(key) else { return nil }
    if let boolean = value.boolean { return boolean }
    log.add("must be true or false, is \(Self.shown(value))", at: value)
    return nil
  }

  /// Returns a list of texts; a single text counts as a list of one.
  package mutating func strings(_ key: String, log: inout ProblemLog) -> [String]? {
    guard let value = optional(key) else { return nil }
    if let text = value.text { return [text] }
    guard let items = value.items else {
      log.add("must be a list, is \(value.kind)", at: value)
      return nil
    }
    return items.compactMap { Self.string($0, log: &log) }
  }

  /// Returns one of a fixed set of words.
  package mutating func word<Word: RawRepresentable & CaseIterable>(
    _ key: String, as type: Word.Type, log: inout ProblemLog
  ) -> Word? where Word.RawValue == String {
    guard let value = optional(key), let text = Self.string(value, log: &log) else { return nil }
    if let word = Word(rawValue: text) { return word }
    let words = Word.allCases.map(\.rawValue)
    log.add(
      "`\(text)` is not one of \(words.joined(separator: ", "))"
        + Suggestion.clause(for: text, among: words),
      at: value)
    return nil
  }

  /// Checks the `version` key before anything else.
  package mutating func version(_ supported: Int, log: inout ProblemLog) {
    guard let value = required("version", log: &log) else { return }
    guard let version = value.integer else {
      log.add("must be \(supported), is \(Self.shown(value))", at: value)
      return
    }
    if version > supported {
      log.add(
        "is \(version); this evalroute reads version \(supported): use a newer evalroute", at: value
      )
    } else if version < supported {
      log.add("is \(version); this evalroute reads version \(supported)", at: value)
    }
  }

  /// Reports every key that nobody asked for; `extra` is free.
  package func finish(log: inout ProblemLog) {
    let names = known.sorted()
    for entry in node.entries ?? [] where !known.contains(entry.key) && entry.key != "extra" {
      log.add(
        "unknown key `\(entry.key)`\(Suggestion.clause(for: entry.key, among: names));"
          + " known here: \(names.joined(separator: ", "))",
        line: entry.line, keyPath: node.keyPath.isEmpty ? nil : node.keyPath)
    }
  }

  private static func string(_ value: DocumentNode, log: inout ProblemLog) -> String? {
    if let text = value.text { return text }
    log.add("must be a text, is \(value.kind)", at: value)
    return nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func shown(_ value: DocumentNode) -> String {
    value.text.map { "`\($0.prefix(60))`" } ?? value.kind
  }
}
