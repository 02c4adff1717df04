import EvalSystem

/// A judge's grade of one model on one turn.
struct MTBenchGrade {
  /// The grade, 1 to 10.
  let score: Double
  /// The model's answers up to the turn.
  let answers: [String]
  /// The line it was read from.
  let line: Int
}

/// The grades of all questions × models × turns, complete and each there once.
struct MTBenchGrades {
  /// The lowest and the highest grade.
  static let scale = 1.0...10.0

  private struct Key: Hashable {
    let question: Int
    let model: RouteLLMModel
    let turn: Int
  }

  private let grades: [Key: MTBenchGrade]

  /// Reads a file of judgements.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - questions: The questions; a grade of any other is a mistake.
  /// - Throws: `ProblemReport` with every judgement that is malformed, stands twice or is missing.
  init(_ path: String, questions: [MTBenchQuestion]) throws(ProblemReport) {
    var log = ProblemLog(file: path)
    let byID = Dictionary(questions.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    var grades: [Key: MTBenchGrade] = [:]
    for object in try JSONObjectLines.read(path) {
      guard let key = Self.key(object, log: &log) else { continue }
      guard let question = byID[key.question] else {
        log.add("question \(key.question) is not among the questions", line: object.line)
        continue
      }
      guard let grade = Self.grade(object, question, key.turn, log: &log) else { continue }
      if let other = grades.updateValue(grade, forKey: key) {
        log.add("\(Self.name(key)) was already graded on line \(other.line)", line: grade.line)
      }
    }
    if log.isEmpty { Self.reportMissing(questions, grades, log: &log) }
    try log.throwIfAny()
    self.grades = grades
  }

  /// Returns the grade of a model on a question's turn, 1 or 2.
  subscript(question: Int, model: RouteLLMModel, turn: Int) -> MTBenchGrade? {
    grades[Key(question: question, model: model, turn: turn)]
  }

  private static func key(_ object: JSONObjectLine, log: inout ProblemLog) -> Key? {
    let question = object.integer("question_id", log: &log)
    let turn = object.integer("turn", log: &log)
    let name = object.text("model", log: &log)
    guard let question, let turn, let name else { return nil }
    guard let model = RouteLLMModel.allCases.first(where: { $0.sourceName == name }) else {
      let names = RouteLLMModel.allCases.map { "`\($0.sourceName)`" }.joined(separator: " nor ")
      log.add("`\(name)` is neither \(names)", line: object.line, keyPath: "model")
      return nil
    }
    guard 1...2 ~= turn else {
      log.add("must be 1 or 2, is \(turn)", line: object.line, keyPath: "turn")
      return nil
    }
    return Key(question: question, model: model, turn: turn)
  }

  private static func grade(
    _ object: JSONObjectLine, _ question: MTBenchQuestion, _ turn: Int, log: inout ProblemLog
  ) -> MTBenchGrade? {
    let score = object.number("score", log: &log)
    let prompt = object.text("user_prompt", log: &log)
    guard let score, let prompt else { return nil }
    guard scale.contains(score) else {
      let shown = DecimalText.shortest(score)
      log.add("must be 1 to 10, is \(shown)", line: object.line, keyPath: "score")
      return nil
    }
    let answers = MTBenchTranscript.answers(in: prompt, turns: question.turns, turn: turn)
    guard let answers else {
      log.add(
        "follows none of the judge's templates; the answer cannot be taken out of it",
        line: object.line, keyPath: "user_prompt")
      return nil
    }
    return MTBenchGrade(score: score, answers: answers, line: object.line)
  }

  private static func reportMissing(
    _ questions: [MTBenchQuestion], _ grades: [Key: MTBenchGrade], log: inout ProblemLog
  ) {
    for question in questions {
      for model in RouteLLMModel.allCases {
        for turn in 1...2 {
          let key = Key(question: question.id, model: model, turn: turn)
          if grades[key] == nil { log.add("\(name(key)) is not graded") }
        }
      }
    }
  }

  private static func name(_ key: Key) -> String {
    "question \(key.question), turn \(key.turn), \(key.model.sourceName)"
  }
}
