/// The call-performance thresholds: which strong share reaches a part of the quality gap.
package struct CPTTable: Equatable, Sendable {
  /// The levels of PGR, in percent.
  package static let levels = [20, 50, 80, 95]

  /// One level's threshold.
  package struct Entry: Equatable, Sendable {
    /// The smallest strong share at which PGR reaches the level.
    package var first: Measured
    /// The smallest strong share from which on PGR stays there.
    package var sustained: Measured
    /// The band's lower end.
    package var low: Bound
    /// The band's upper end.
    package var high: Bound

    package init(first: Measured, sustained: Measured, low: Bound, high: Bound) {
      self.first = first
      self.sustained = sustained
      self.low = low
      self.high = high
    }
  }

  /// One entry for each level; empty where the whole table is undefined.
  package var entries: [Entry]
  /// Why the whole table is undefined; nil where it is not.
  package var undefinedReason: String?

  package init(entries: [Entry]) {
    self.entries = entries
  }

  /// A table without values.
  package init(undefined reason: String) {
    self.entries = []
    self.undefinedReason = reason
  }

  /// Returns the entry of a level in percent.
  package subscript(level: Int) -> Entry {
    if let index = Self.levels.firstIndex(of: level), index < entries.count {
      return entries[index]
    }
    let reason = undefinedReason ?? "not measured"
    return Entry(
      first: .undefined(reason), sustained: .undefined(reason), low: .undefined(reason),
      high: .undefined(reason))
  }
}

extension CPTTable: Codable {
  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private enum EntryKeys: String, CodingKey {
    case first
    case sustained
    case low
    case high
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if let reason = try container.decodeIfPresent(
      String.self, forKey: Key(stringValue: "undefined"))
    {
      self.init(undefined: reason)
      return
    }
    self.init(
      entries: try Self.levels.map { level in
        let entry = try container.nestedContainer(
          keyedBy: EntryKeys.self, forKey: Key(stringValue: String(level)))
        return Entry(
          first: Self.measured(try entry.decode(Bound.self, forKey: .first)),
          sustained: Self.measured(try entry.decode(Bound.self, forKey: .sustained)),
          low: try entry.decode(Bound.self, forKey: .low),
          high: try entry.decode(Bound.self, forKey: .high))
      })
  }

  /// Writes `{"20": {"first": …, "sustained": …, "low": …, "high": …}, …}`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    if let undefinedReason {
      try container.encode(undefinedReason, forKey: Key(stringValue: "undefined"))
      return
    }
    for (level, entry) in zip(Self.levels, entries) {
      var nested = container.nestedContainer(
        keyedBy: EntryKeys.self, forKey: Key(stringValue: String(level)))
      try nested.encode(Self.bound(entry.first), forKey: .first)
      try nested.encode(Self.bound(entry.sustained), forKey: .sustained)
      try nested.encode(entry.low, forKey: .low)
      try nested.encode(entry.high, forKey: .high)
    }
  }

  private static func bound(_ measured: Measured) -> Bound {
    switch measured {
    case .value(let estimate): .value(estimate.estimate)
    case .undefined(let reason): .undefined(reason)
    }
  }

  private static func measured(_ bound: Bound) -> Measured {
    switch bound {
    case .value(let value): .value(Estimate(value))
    case .undefined(let reason): .undefined(reason)
    }
  }
}
