import EvalTraces
import Testing

struct MTBenchImportTests {
  private typealias Fixture = RouteLLMFixture
  private let fixture: RouteLLMFixture

  init() throws {
    fixture = try RouteLLMFixture()
  }

  private func read(_ importer: RouteLLMImporter) throws -> GoldenDraft {
    try importer.read(fixture.folder.path)
  }

  @Test func `every turn is a trace of its question's cluster`() throws {
    try fixture.writeMTBench()
    let draft = try read(fixture.importer(.mtBench, keepContaminated: true))
    #expect(draft.traces.map(\.id) == ["081-1", "081-2", "101-1", "101-2"])
    #expect(draft.traces.map(\.cluster) == ["081", "081", "101", "101"])
    #expect(
      draft.traces[1].cohorts == [
        TraceDraft.Cohort("category", "writing"), TraceDraft.Cohort("turn", "2"),
      ])
    #expect(draft.traces[1].messages.map(\.content) == [" Write a line.\n", "Again!"])
    #expect(draft.traces[1].messages.map(\.role) == ["user", "user"])
    #expect(draft.manifest.name == "mtbench")
    #expect(draft.manifest.models.map(\.name) == [Fixture.strong, Fixture.weak])
    #expect(draft.manifest.quality.judge == "gpt-4, single answer grading")
  }

  @Test func `answers are taken out of every template, to the byte`() throws {
    try fixture.writeMTBench()
    let draft = try read(fixture.importer(.mtBench, keepContaminated: true))
    let responses = draft.traces.map { $0.outcomes.map(\.response) }
    #expect(
      responses == [
        ["A line.\n", ""], ["Another.", "No"],
        ["2", "It is\n\n### User:\nnot so\n\n### Assistant A:\n2"], ["4", "5"],
      ])
  }

  @Test func `tokens count all that a model has read`() throws {
    try fixture.writeMTBench()
    let draft = try read(fixture.importer(.mtBench))
    // 15 scalars asked, 8 answered by the strong and none by the weak model, then 6 asked.
    #expect(draft.traces.map { $0.outcomes.map(\.inputTokens) } == [[4, 4], [8, 6]])
    #expect(draft.traces.map { $0.outcomes.map(\.outputTokens) } == [[2, 1], [2, 1]])
    #expect(draft.traces.map { $0.outcomes.map(\.quality) } == [[9, 7.5], [10, 1]])
  }

  @Test func `the first turn's prompt gives the signals of both`() throws {
    try fixture.writeMTBench()
    let draft = try read(fixture.importer(.mtBench))
    #expect(
      draft.traces.map(\.signals)
        == Array(repeating: PromptFigures(" Write a line.\n").signals, count: 2))
  }

  @Test func `contaminated questions are left out and counted`() throws {
    try fixture.writeMTBench()
    let draft = try read(fixture.importer(.mtBench))
    #expect(draft.traces.map(\.id) == ["081-1", "081-2"])
    #expect(
      draft.leftOut == [
        GoldenDraft.Omission(what: "contaminated questions, two turns each", count: 1)
      ])
    #expect(draft.manifest.source.note?.contains("are left out") == true)
  }

  @Test func `figures only hold no text`() throws {
    try fixture.writeMTBench()
    let draft = try read(fixture.importer(.mtBench, keepContaminated: true, figuresOnly: true))
    #expect(draft.traces.allSatisfy { $0.messages.isEmpty })
    #expect(draft.traces.flatMap(\.outcomes).allSatisfy { $0.response == nil })
    #expect(draft.manifest.source.note?.hasPrefix("Figures only") == true)
  }

  @Test func `prompts of one's own replace the messages and drop the answers`() throws {
    try fixture.writeMTBench()
    let path = try fixture.folder.write(
      [
        Fixture.question(81, "writing", "Mine", "Mine again"),
        Fixture.question(101, "math", "3+3?", "4+4?"),
      ].joined(separator: "\n"), to: "prompts.jsonl")
    let source = try read(fixture.importer(.mtBench, keepContaminated: true))
    let draft = try read(
      fixture.importer(.mtBench, keepContaminated: true, promptsFile: path))
    #expect(draft.traces[1].messages.map(\.content) == ["Mine", "Mine again"])
    #expect(draft.traces.flatMap(\.outcomes).allSatisfy { $0.response == nil })
    #expect(draft.traces.map(\.signals) == source.traces.map(\.signals))
    #expect(
      draft.traces.map { $0.outcomes.map(\.inputTokens) }
        == source.traces.map { $0.outcomes.map(\.inputTokens) })
  }

  @Test func `prompts of one's own must fit the benchmark`() throws {
    try fixture.writeMTBench()
    let path = try fixture.folder.write(
      [
        Fixture.question(81, "coding", "a", "b"), Fixture.question(102, "math", "a", "b"),
      ].joined(separator: "\n"), to: "prompts.jsonl")
    let found = complaints(in: fixture.folder) {
      _ = try read(fixture.importer(.mtBench, promptsFile: path))
    }
    #expect(
      found == [
        "prompts.jsonl: question 101 is missing; every question needs its two turns",
        "prompts.jsonl:1: question 81 is of category `writing`, not `coding`",
        "prompts.jsonl:2: question 102 is not in the benchmark",
      ])
  }

  @Test func `malformed judgements are reported, all of them`() throws {
    var judgements = Fixture.judgements
    judgements[0] = Fixture.judgement(81, "gpt-5", 1, "9", prompt: "")
    judgements[1] = Fixture.judgement(81, Fixture.strong, 3, "9", prompt: "")
    judgements[2] = Fixture.judgement(81, Fixture.strong, 1, "-1", prompt: "")
    judgements[3] = Fixture.judgement(81, Fixture.strong, 1, "5", prompt: "something else")
    judgements[5] = Fixture.judgement(99, Fixture.strong, 1, "5", prompt: "")
    judgements[6] = judgements[4]
    try fixture.writeMTBench(judgements: judgements)
    let found = complaints(in: fixture.folder) { _ = try read(fixture.importer(.mtBench)) }
    let file = "mt_bench/judgements.jsonl"
    #expect(
      found == [
        "\(file):1: model: `gpt-5` is neither `\(Fixture.strong)` nor `\(Fixture.weakSource)`",
        "\(file):2: turn: must be 1 or 2, is 3",
        "\(file):3: score: must be 1 to 10, is -1",
        "\(file):4: user_prompt: follows none of the judge's templates; the answer cannot be taken"
          + " out of it",
        "\(file):6: question 99 is not among the questions",
        "\(file):7: question 101, turn 1, \(Fixture.strong) was already graded on line 5",
      ])
  }

  @Test func `a missing grade is reported`() throws {
    try fixture.writeMTBench(judgements: Array(Fixture.judgements.dropLast()))
    let found = complaints(in: fixture.folder) { _ = try read(fixture.importer(.mtBench)) }
    #expect(
      found == [
        "mt_bench/judgements.jsonl: question 101, turn 2, \(Fixture.weakSource) is not graded"
      ])
  }

  @Test func `malformed questions are reported, all of them`() throws {
    try fixture.writeMTBench(questions: [
      Fixture.questions[0], Fixture.questions[0],
      #"{"question_id":1,"category":"x","turns":["a"]}"#,
      #"{"question_id":1000,"category":"x","turns":["a","b"]}"#, #"{"question_id":"1"}"#,
    ])
    let found = complaints(in: fixture.folder) { _ = try read(fixture.importer(.mtBench)) }
    let file = "mt_bench/question.jsonl"
    #expect(
      found == [
        "\(file):2: question 101 already stands on line 1",
        "\(file):3: turns: has 1 turns; a question has 2",
        "\(file):4: question_id: must be 1 to 999, is 1000",
        "\(file):5: question_id: must be a whole number, is `1`",
        "\(file):5: the key `category` is missing", "\(file):5: the key `turns` is missing",
      ])
  }
}
