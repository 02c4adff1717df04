import EvalCore

/// The traces of a golden as turns of conversations.
struct Conversations {
  /// For each conversation its traces in the order of their ids, numbers in them as numbers: `t-2`
  /// stands before `t-10`.
  ///
  /// A trace without a conversation is one by itself.
  let turns: [[Int]]

  init(_ golden: Golden) {
    var places: [String: Int] = [:]
    var turns: [[Int]] = []
    for trace in 0..<golden.count {
      let name = golden.conversations?[trace] ?? ""
      if let place = places[name] {
        turns[place].append(trace)
      } else {
        if !name.isEmpty { places[name] = turns.count }
        turns.append([trace])
      }
    }
    self.turns = turns.map { traces in
      traces.count < 2 ? traces : Self.sorted(traces.map { ($0, Self.parts(golden.ids[$0])) })
    }
  }

  /// A run of digits, or of anything else.
  private enum Part {
    case text(String)
    case number(Int)
  }

  private static func sorted(_ traces: [(trace: Int, parts: [Part])]) -> [Int] {
    // Traces stand in the byte order of their ids, which decides where numbers do not.
    traces.enumerated().sorted { left, right in
      isBefore(left.element.parts, right.element.parts) ?? (left.offset < right.offset)
    }.map(\.element.trace)
  }

  private static func parts(_ id: String) -> [Part] {
    var parts: [Part] = []
    var rest = id.utf8[...]
    while let first = rest.first {
      let isDigit = (0x30...0x39).contains(first)
      let run = rest.prefix { (0x30...0x39).contains($0) == isDigit }
      let text = String(decoding: run, as: UTF8.self)
      parts.append(isDigit ? Int(text).map(Part.number) ?? .text(text) : .text(text))
      rest = rest.dropFirst(run.count)
    }
    return parts
  }

  /// Whether one id comes first; nil where they differ in nothing but zeros before a number.
  private static func isBefore(_ left: [Part], _ right: [Part]) -> Bool? {
    for (a, b) in zip(left, right) {
      switch (a, b) {
      case (.number(let a), .number(let b)) where a != b: return a < b
      case (.text(let a), .text(let b)) where a != b:
        return a.utf8.lexicographicallyPrecedes(b.utf8)
      case (.number, .text): return true
      case (.text, .number): return false
      default: continue
      }
    }
    return left.count == right.count ? nil : left.count < right.count
  }
}
