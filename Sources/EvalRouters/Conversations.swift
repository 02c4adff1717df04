import EvalCore

/// The traces of a golden as turns of conversations.
struct Conversations {
  /// For each conversation its traces in the order in which they were asked.
  ///
  /// A trace without a conversation is one by itself. Turns follow each other by the number of their
  /// messages, for they carry what was said before, and where that is equal by their ids.
  let turns: [[Int]]

  init(_ golden: Golden, _ messages: MessageColumn) {
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
      traces.sorted { left, right in
        let (a, b) = (messages.messages(of: left).count, messages.messages(of: right).count)
        return a == b ? left < right : a < b
      }
    }
  }
}
