import EvalSystem

/// A question of MT-Bench: two turns of one conversation.
struct MTBenchQuestion {
  private static let ids = 1...999

  /// The question's number.
  let id: Int
  /// What it is about, such as `math`.
  let category: String
  /// The user's two turns.
  let turns: [String]
  /// The line it was read from.
  let line: Int

  /// The name that its two traces share: the number with three digits.
  var cluster: String { PaddedNumber.text(id, width: 3) }

  /// Reads a file of questions (`question_id`, `category`, `turns`), sorted by number.
  ///
  /// - Throws: `ProblemReport` with every question that is malformed or stands twice.
  static func read(_ path: String) throws(ProblemReport) -> [MTBenchQuestion] {
    var log = ProblemLog(file: path)
    var lines: [Int: Int] = [:]
    var questions: [MTBenchQuestion] = []
    for object in try JSONObjectLines.read(path) {
      guard let question = MTBenchQuestion(object, log: &log) else { continue }
      if let other = lines.updateValue(question.line, forKey: question.id) {
        log.add("question \(question.id) already stands on line \(other)", line: question.line)
      }
      questions.append(question)
    }
    if questions.isEmpty { log.add("holds no question") }
    try log.throwIfAny()
    return questions.sorted { $0.id < $1.id }
  }

  private init?(_ object: JSONObjectLine, log: inout ProblemLog) {
    let id = object.integer("question_id", log: &log)
    let category = object.text("category", log: &log)
    let turns = object.texts("turns", log: &log)
    guard let id, let category, let turns else { return nil }
    guard turns.count == 2 else {
      log.add("has \(turns.count) turns; a question has 2", line: object.line, keyPath: "turns")
      return nil
    }
    guard Self.ids.contains(id) else {
      log.add("must be 1 to 999, is \(id)", line: object.line, keyPath: "question_id")
      return nil
    }
    self.id = id
    self.category = category
    self.turns = turns
    self.line = object.line
  }
}
