package import EvalCore
package import EvalSystem

/// Reads pairwise preferences from JSON Lines.
///
/// A line says what was asked (`prompt`, or `messages`), which two models answered (`model_a`,
/// `model_b`), and who won (`winner`). Other keys are passed over: published files have many.
package enum PreferenceReader {
  /// What the first model gets for each word; the long ones are Chatbot Arena's.
  private static let shares: [(word: String, share: Double)] = [
    ("a", 1), ("b", 0), ("tie", 0.5), ("model_a", 1), ("model_b", 0), ("tie (bothbad)", 0.5),
  ]

  /// Reads a file.
  ///
  /// - Throws: `ProblemReport` with every line that is broken, or where there is none.
  package static func read(_ path: String) throws(ProblemReport) -> Preferences {
    var log = ProblemLog(file: path)
    var numbers: [String: Int] = [:]
    var preferences = Preferences(
      name: FileBytes.name(of: path), sha256: SHA256.hex(SHA256.digest(try FileBytes.read(path))),
      models: [], messages: MessageColumn(), comparisons: [])
    for line in try JSONObjectLines.read(path) {
      let messages = messages(line, log: &log)
      let first = model("model_a", line, log: &log)
      let second = model("model_b", line, log: &log)
      let share = share(line, log: &log)
      guard let messages, let first, let second, let share else { continue }
      guard first != second else {
        log.add("compares `\(first)` with itself", line: line.line, keyPath: "model_b")
        continue
      }
      for name in [first, second] where numbers[name] == nil {
        numbers[name] = preferences.models.count
        preferences.models.append(name)
      }
      for message in messages {
        preferences.messages.roles.append(message.role)
        preferences.messages.contents.append(message.content)
      }
      preferences.messages.ends.append(preferences.messages.roles.count)
      preferences.comparisons.append(
        Preferences.Comparison(
          first: numbers[first] ?? 0, second: numbers[second] ?? 0, share: share))
    }
    try log.throwIfAny()
    guard !preferences.comparisons.isEmpty else {
      throw ProblemReport(file: path, message: "holds no comparison")
    }
    return preferences
  }

  private static func messages(
    _ line: JSONObjectLine, log: inout ProblemLog
  ) -> [(role: String, content: String)]? {
    guard let list = line.values["messages"] else {
      guard line.values["prompt"] != nil else {
        log.add("needs `prompt` or `messages`: what was asked", line: line.line)
        return nil
      }
      guard let prompt = line.text("prompt", log: &log) else { return nil }
      if prompt.allSatisfy(\.isWhitespace) {
        log.add("is empty", line: line.line, keyPath: "prompt")
        return nil
      }
      return [(role: "user", content: prompt)]
    }
    let items: [CellValue] = if case .list(let items) = list { items } else { [] }
    let messages = items.compactMap { item -> (role: String, content: String)? in
      guard case .object(let values) = item, case .text(let role)? = values["role"],
        case .text(let content)? = values["content"]
      else { return nil }
      return (role, content)
    }
    guard !messages.isEmpty, messages.count == items.count,
      messages.contains(where: { $0.role == "user" })
    else {
      log.add(
        "must be a list of messages with `role` and `content`, one of them the user's",
        line: line.line, keyPath: "messages")
      return nil
    }
    return messages
  }

  private static func model(
    _ key: String, _ line: JSONObjectLine, log: inout ProblemLog
  ) -> String? {
    guard let name = line.text(key, log: &log) else { return nil }
    guard name.isEmpty else { return name }
    log.add("is empty", line: line.line, keyPath: key)
    return nil
  }

  private static func share(_ line: JSONObjectLine, log: inout ProblemLog) -> Double? {
    guard let word = line.text("winner", log: &log) else { return nil }
    if let known = shares.first(where: { $0.word == word }) { return known.share }
    log.add(
      "must be one of \(shares.map(\.word).joined(separator: ", ")), is `\(word)`",
      line: line.line, keyPath: "winner")
    return nil
  }
}
