import EvalTraces

/// Small files in the layout of RouteLLM's benchmark data.
struct RouteLLMFixture {
  static let strong = "gpt-4-1106-preview"
  static let weak = "mixtral-8x7b-instruct-v0.1"
  static let weakSource = "mistralai/Mixtral-8x7B-Instruct-v0.1"

  let folder: ImportFolder

  init() throws {
    folder = try ImportFolder()
  }

  func importer(
    _ benchmark: RouteLLMImporter.Benchmark, keepContaminated: Bool = false,
    promptsFile: String? = nil, figuresOnly: Bool = false
  ) -> RouteLLMImporter {
    RouteLLMImporter(
      benchmark: benchmark, keepContaminated: keepContaminated, promptsFile: promptsFile,
      options: ImportOptions(figuresOnly: figuresOnly))
  }

  // MARK: MT-Bench

  /// A question of category `math` is judged with a reference answer.
  static func question(_ id: Int, _ category: String, _ first: String, _ second: String) -> String {
    JSONText.object([
      ("question_id", String(id)), ("category", JSONText.string(category)),
      ("turns", JSONText.array([JSONText.string(first), JSONText.string(second)])),
    ])
  }

  static func judgement(
    _ id: Int, _ model: String, _ turn: Int, _ score: String, prompt: String
  ) -> String {
    JSONText.object([
      ("question_id", String(id)), ("model", JSONText.string(model)), ("turn", String(turn)),
      ("judge", #"["gpt-4","single-v1"]"#), ("score", score),
      ("user_prompt", JSONText.string(prompt)),
    ])
  }

  static func single(_ question: String, _ answer: String, reference: String? = nil) -> String {
    let known =
      reference.map {
        "\n\n[The Start of Reference Answer]\n\($0)\n[The End of Reference Answer]"
      } ?? ""
    return "[Instruction]\nPlease judge.\n\n[Question]\n\(question)\(known)"
      + "\n\n[The Start of Assistant's Answer]\n\(answer)\n[The End of Assistant's Answer]"
  }

  static func conversation(
    _ questions: [String], _ answers: [String], references: [String]? = nil
  ) -> String {
    let known =
      references.map {
        "<|The Start of Reference Answer|>\n\n### User:\n\(questions[0])\n\n### Reference answer:\n"
          + "\($0[0])\n\n### User:\n\(questions[1])\n\n### Reference answer:\n\($0[1])"
          + "\n\n<|The End of Reference Answer|>\n\n\n"
      } ?? ""
    return known + "<|The Start of Assistant A's Conversation with User|>"
      + "\n\n### User:\n\(questions[0])\n\n### Assistant A:\n\(answers[0])"
      + "\n\n### User:\n\(questions[1])\n\n### Assistant A:\n\(answers[1])"
      + "\n\n<|The End of Assistant A's Conversation with User|>"
  }

  /// Question 81 without, question 101 with reference answers; 101 is contaminated.
  func writeMTBench(questions: [String]? = nil, judgements: [String]? = nil) throws {
    try folder.write(
      (questions ?? Self.questions).joined(separator: "\n") + "\n", to: "mt_bench/question.jsonl")
    try folder.write(
      (judgements ?? Self.judgements).joined(separator: "\n") + "\n",
      to: "mt_bench/judgements.jsonl")
    try folder.write(
      #"{"eval_prompt":"What is 1+1?","train_prompt":"?"}"# + "\n",
      to: "mt_bench/contaminated_prompts.jsonl")
  }

  static let questions = [
    question(101, "math", "What is 1+1?", "And 2+2?"),
    question(81, "writing", " Write a line.\n", "Again!"),
  ]

  static let judgements: [String] = {
    let lines = [" Write a line.\n", "Again!"]
    let sums = ["What is 1+1?", "And 2+2?"]
    let tricky = "It is\n\n### User:\nnot so\n\n### Assistant A:\n2"
    return [
      judgement(81, strong, 1, "9", prompt: single(lines[0], "A line.\n")),
      judgement(81, weakSource, 1, "7.5", prompt: single(lines[0], "")),
      judgement(81, strong, 2, "10", prompt: conversation(lines, ["A line.\n", "Another."])),
      judgement(81, weakSource, 2, "1", prompt: conversation(lines, ["", "No"])),
      judgement(101, strong, 1, "10", prompt: single(sums[0], "2", reference: "It is 2")),
      judgement(101, weakSource, 1, "3", prompt: single(sums[0], tricky, reference: "It is 2")),
      judgement(
        101, strong, 2, "10", prompt: conversation(sums, ["2", "4"], references: ["2", "4"])),
      judgement(
        101, weakSource, 2, "2", prompt: conversation(sums, [tricky, "5"], references: ["2", "4"])),
    ]
  }()

  // MARK: GSM8K and MMLU

  func writeGSM8K(rows: String? = nil, contaminated: [String] = ["short one"]) throws {
    let header =
      "prompt,\(Self.weakSource),\(Self.strong),\(Self.weakSource)_response,"
      + "\(Self.strong)_response\n"
    let medium = String(repeating: "é", count: 180)
    let long = String(repeating: "x", count: 280)
    let table =
      rows ?? "short one,True,True,a,b\n\(medium),False,True,\"two\nlines\",\"say \"\"hi\"\"\"\n"
      + "\(long),False,False,,ok\nshort two,True,False,a,b\n"
    try folder.write(header + table, to: "gsm8k/gsm8k_responses.csv")
    try writeContaminated(contaminated, to: "gsm8k")
  }

  func writeMMLU(_ subject: String, rows: String) throws {
    try folder.write(
      "prompt,\(Self.weakSource),\(Self.strong)\n\(rows)", to: "mmlu/mmlu_\(subject).csv")
  }

  func writeContaminated(_ prompts: [String], to benchmark: String) throws {
    let lines = prompts.map { JSONText.object([("eval_prompt", JSONText.string($0))]) + "\n" }
    try folder.write(lines.joined(), to: "\(benchmark)/contaminated_prompts.jsonl")
  }
}
