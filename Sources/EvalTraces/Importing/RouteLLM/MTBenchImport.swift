import EvalSystem

/// Reads MT-Bench: one trace for each turn, the two turns of a question in one cluster.
struct MTBenchImport {
  /// The file of grades.
  static let judgementsName = "judgements.jsonl"
  private static let questionsName = "question.jsonl"

  private let importer: RouteLLMImporter
  private let contaminated: ContaminatedPrompts

  /// Prepares to read as an importer is told, without contaminated questions.
  init(importer: RouteLLMImporter, contaminated: ContaminatedPrompts) {
    self.importer = importer
    self.contaminated = contaminated
  }

  /// Reads the benchmark's own folder.
  func read(_ folder: String) throws(ProblemReport) -> GoldenDraft {
    let questions = try MTBenchQuestion.read(FileBytes.join(folder, Self.questionsName))
    let gradesPath = FileBytes.join(folder, Self.judgementsName)
    let grades = try MTBenchGrades(gradesPath, questions: questions)
    let messages = try messageTurns(questions)
    let figures = questions.map { PromptFigures($0.turns[0]) }
    let kept = zip(questions, figures).filter { !contaminated.contains($0.1) }
    let traces = kept.flatMap { question, figures in
      (1...2).map { turn in
        trace(question, turn, figures, messages[question.id] ?? [], grades, file: gradesPath)
      }
    }
    return GoldenDraft(
      manifest: manifest(questions: kept.count), traces: traces,
      leftOut: [
        GoldenDraft.Omission(
          what: "contaminated questions, two turns each", count: questions.count - kept.count)
      ],
      warnings: contaminated.warnings(among: figures))
  }

  /// Returns for each question the turns that become its messages; none in figures only.
  private func messageTurns(
    _ questions: [MTBenchQuestion]
  ) throws(ProblemReport) -> [Int: [String]] {
    if let path = importer.promptsFile {
      let prompts = try MTBenchQuestion.read(path)
      try Self.check(prompts, against: questions, file: path)
      return Self.turns(prompts)
    }
    return importer.options.figuresOnly ? [:] : Self.turns(questions)
  }

  private static func turns(_ questions: [MTBenchQuestion]) -> [Int: [String]] {
    Dictionary(questions.map { ($0.id, $0.turns) }, uniquingKeysWith: { $1 })
  }

  private static func check(
    _ prompts: [MTBenchQuestion], against questions: [MTBenchQuestion], file: String
  ) throws(ProblemReport) {
    var log = ProblemLog(file: file)
    let categories = Dictionary(
      questions.map { ($0.id, $0.category) }, uniquingKeysWith: { $1 })
    for prompt in prompts where categories[prompt.id] != prompt.category {
      let problem =
        categories[prompt.id].map { "is of category `\($0)`, not `\(prompt.category)`" }
        ?? "is not in the benchmark"
      log.add("question \(prompt.id) \(problem)", line: prompt.line)
    }
    let given = Set(prompts.map(\.id))
    for question in questions where !given.contains(question.id) {
      log.add("question \(question.id) is missing; every question needs its two turns")
    }
    try log.throwIfAny()
  }

  private func trace(
    _ question: MTBenchQuestion, _ turn: Int, _ figures: PromptFigures, _ messages: [String],
    _ grades: MTBenchGrades, file: String
  ) -> TraceDraft {
    let graded = RouteLLMModel.allCases.compactMap { model in
      grades[question.id, model, turn].map { (model, $0) }
    }
    return TraceDraft(
      id: "\(question.cluster)-\(turn)", cluster: question.cluster,
      messages: messages.prefix(turn).map { TraceDraft.Message(role: "user", content: $0) },
      cohorts: [
        TraceDraft.Cohort("category", question.category), TraceDraft.Cohort("turn", String(turn)),
      ],
      outcomes: graded.map { outcome($0, $1, question, turn) }, signals: figures.signals,
      place: graded.first.map { SourcePlace(file: file, line: $0.1.line) })
  }

  private func outcome(
    _ model: RouteLLMModel, _ grade: MTBenchGrade, _ question: MTBenchQuestion, _ turn: Int
  ) -> TraceDraft.Outcome {
    let keepsResponse = importer.promptsFile == nil && !importer.options.figuresOnly
    let answer = grade.answers[turn - 1]
    let read = (question.turns.prefix(turn) + grade.answers.prefix(turn - 1)).joined()
    return TraceDraft.Outcome(
      model: model.name, quality: grade.score, inputTokens: TokenEstimate.tokens(in: read),
      outputTokens: TokenEstimate.tokens(in: answer), response: keepsResponse ? answer : nil)
  }

  private func manifest(questions: Int) -> ManifestDraft {
    RouteLLMManifest(importer: importer).draft(
      name: "mtbench",
      description: "MT-Bench: \(questions) questions of two turns each, answered by a strong and a"
        + " weak model and graded by GPT-4 from 1 to 10. One trace for each turn; the turns of a"
        + " question are a cluster.",
      quality: ManifestDraft.Quality(
        min: MTBenchGrades.scale.lowerBound, max: MTBenchGrades.scale.upperBound,
        judge: "gpt-4, single answer grading"),
      tokens: TokenEstimate.note
        + " Input is all that the model has read: at turn 2 the first prompt, the model's own"
        + " first answer and the second prompt.")
  }
}
