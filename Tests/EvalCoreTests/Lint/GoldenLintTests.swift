import Testing

@testable import EvalCore

struct GoldenLintTests {
  /// Thirty traces with nothing to complain of.
  private static func clean() -> Golden {
    var golden = HandMade(gaps: (0..<30).map { $0 % 3 == 0 ? 0 : 1 }).golden
    for model in golden.outcomes.indices {
      golden.outcomes[model].inputTokens = (0..<30).map { Int64(10 + $0) }
      golden.outcomes[model].outputTokens = (0..<30).map { Int64(100 + $0 * 7 % 13) }
      golden.outcomes[model].recordedCost = (0..<30).map { Int64(1000 + $0) * Int64(model + 1) }
    }
    golden.signals = [SignalColumn(name: "score", values: (0..<30).map { Double($0) / 30 })]
    return golden
  }

  private func findings(_ golden: Golden, ladder: [String]? = nil, wrongTotals: Int = 0)
    -> [Finding]
  {
    GoldenLint(golden).warnings(ladder: ladder, wrongTotals: wrongTotals)
  }

  @Test func `a clean golden has no findings`() {
    #expect(findings(Self.clean()).isEmpty)
  }

  @Test func `cohorts where the weak model beats the strong one, the worst first`() throws {
    var golden = Self.clean()
    golden.outcomes[0].quality = (0..<30).map { $0 < 12 ? 1_000_000 : 0 }
    golden.outcomes[1].quality = (0..<30).map { $0 < 2 || $0 >= 10 ? 1_000_000 : 0 }
    golden.labels = [
      HandMade.column(("topic", (0..<30).map { $0 < 10 ? "worst" : $0 < 20 ? "fine" : "good" }))
    ]
    let finding = try #require(findings(golden).first)
    #expect(finding.code == .weakBeatsStrong && finding.severity == .warning)
    #expect(finding.count == 1)
    #expect(finding.examples == ["topic=worst: strong right on 2 of 10, weak right on 10 of 10"])
  }

  @Test func `a ladder says who is weak; without one the cheaper is`() {
    var golden = Self.clean()
    golden.labels = [HandMade.column(("topic", [String](repeating: "t", count: 30)))]
    #expect(findings(golden).isEmpty)
    #expect(findings(golden, ladder: ["strong", "weak"]).map(\.code) == [.weakBeatsStrong])
    for model in golden.outcomes.indices { golden.outcomes[model].recordedCost = nil }
    let (cheap, dear) = (
      ModelPrice(inputPicoUSD: 1, outputPicoUSD: 1), ModelPrice(inputPicoUSD: 5, outputPicoUSD: 5)
    )
    for model in golden.outcomes.indices { golden.outcomes[model].inputTokens = nil }
    golden.prices = [cheap, dear]
    #expect(!findings(golden).map(\.code).contains(.weakBeatsStrong))
    golden.prices = [dear, cheap]
    #expect(findings(golden).map(\.code).contains(.weakBeatsStrong))
  }

  @Test func `graded qualities are told as means`() throws {
    var golden = Self.clean()
    golden.scale = QualityScale(min: 1, max: 10)
    golden.outcomes[0].quality = [Int64](repeating: 7_250_000, count: 30)
    golden.outcomes[1].quality = [Int64](repeating: 6_500_000, count: 30)
    golden.labels = [HandMade.column(("topic", [String](repeating: "t", count: 30)))]
    let finding = try #require(findings(golden).first)
    #expect(finding.examples == ["topic=t: strong mean 6.5 over 30, weak mean 7.25 over 30"])
  }

  @Test(arguments: [0, Golden.missing])
  func `blank tokens are named by trace`(value: Int64) throws {
    var golden = Self.clean()
    golden.outcomes[1].outputTokens?[3] = value
    golden.outcomes[1].outputTokens?[9] = value
    let finding = try #require(findings(golden).first)
    #expect(finding.code == .blankTokens)
    #expect(finding.count == 2)
    #expect(finding.examples == ["t0003", "t0009"])
    #expect(finding.text.hasPrefix("output_tokens of strong are blank or zero on 2 traces: t0003"))
  }

  @Test func `constant tokens are suspicious from twenty traces on`() {
    var golden = Self.clean()
    golden.outcomes[0].inputTokens = [Int64](repeating: 12, count: 30)
    #expect(findings(golden).map(\.code) == [.constantTokens])
    #expect(findings(golden).first?.message == "input_tokens of weak are 12 on every trace")
    var few = HandMade(gaps: [Int](repeating: 1, count: 19)).golden
    few.outcomes[0].inputTokens = [Int64](repeating: 12, count: 19)
    #expect(findings(few).isEmpty)
  }

  @Test func `an answer at no cost is named, an empty one is not`() {
    var golden = Self.clean()
    golden.outcomes[0].recordedCost?[4] = 0
    #expect(findings(golden).map(\.code) == [.zeroCost])
    #expect(findings(golden).first?.examples == ["t0004"])
    golden.outcomes[0].outputTokens?[4] = 0
    #expect(findings(golden).map(\.code) == [.blankTokens])
  }

  @Test func `a price without the tokens that it is for is named`() throws {
    var golden = Self.clean()
    golden.prices = [nil, ModelPrice(inputPicoUSD: 1, outputPicoUSD: 1)]
    golden.outcomes[0].inputTokens = nil
    golden.outcomes[1].inputTokens = nil
    #expect(findings(golden).isEmpty)
    golden.outcomes[1].recordedCost?[4] = Golden.missing
    var finding = try #require(findings(golden).first)
    #expect(finding.code == .unknownCost && finding.examples == ["t0004"])
    golden.outcomes[1].recordedCost = nil
    finding = try #require(findings(golden).first)
    #expect(
      finding.message
        == "strong has a price, but 30 calls have no input_tokens or no output_tokens: no cost can be told"
    )
    golden.outcomes[1].inputTokens = Self.clean().outcomes[1].inputTokens
    #expect(findings(golden).isEmpty)
  }

  @Test func `wrong totals are counted`() {
    #expect(findings(Self.clean(), wrongTotals: 3).map(\.code) == [.wrongTotal])
    #expect(findings(Self.clean(), wrongTotals: 3).first?.count == 3)
  }

  private static let signals: [([Double], Bool)] = [
    ([Double](repeating: 0.5, count: 30), true),
    ((0..<30).map { $0 == 0 ? 0.9 : 0.5 }, true),
    ((0..<30).map { $0 < 2 ? 0.9 : 0.5 }, false),
    ((0..<30).map { 0.5 + 0.0001 * Double($0) }, true),
    ((0..<30).map { 0.5 + 0.01 * Double($0) }, false),
    ((0..<30).map { 500 + 0.0001 * Double($0) }, false),
    ((0..<30).map { $0 < 15 ? 0.5 : .nan }, false),
  ]

  @Test(arguments: signals)
  func `a collapsed signal is nearly constant`(values: [Double], isCollapsed: Bool) {
    var golden = Self.clean()
    golden.signals = [SignalColumn(name: "score", values: values)]
    #expect(findings(golden).map(\.code) == (isCollapsed ? [.collapsedSignal] : []))
  }

  @Test func `traces without a label are named`() {
    var golden = Self.clean()
    golden.labels = [HandMade.column(("topic", (0..<30).map { $0 == 7 ? "∅" : "a" }))]
    let finding = findings(golden).first
    #expect(finding?.code == .absentLabel)
    #expect(finding?.examples == ["t0007"])
  }

  @Test func `turns of one conversation in different clusters are named by conversation`() throws {
    var made = HandMade(gaps: [1, 1, 1, 1, 1, 1, 1])
    made.clusters = [0, 1, 0, 0, 2, 3, 4]
    var golden = made.golden
    golden.conversations = TextColumn(["a", "b", "a", "b", "b", "", ""])
    var finding = try #require(findings(golden).first)
    #expect(finding.code == .splitConversations && finding.severity == .warning)
    #expect(finding.count == 1)
    #expect(
      finding.text
        == "1 conversation has turns in different clusters: turns of one conversation are not independent,"
        + " give them one `cluster`: b (t0001, t0003)")
    golden.conversations = TextColumn((0..<7).map { $0 < 4 ? "c\($0 % 2)" : "last" })
    finding = try #require(findings(golden).first)
    #expect(finding.count == 2)
    #expect(finding.examples == ["c1 (t0001, t0003)", "last (t0004, t0005)"])
  }

  @Test func `a conversation in one cluster is fine, and so is a trace without one`() {
    var made = HandMade(gaps: [1, 1, 1, 1])
    made.clusters = [0, 0, 1, 2]
    var golden = made.golden
    golden.conversations = TextColumn(["a", "a", "", ""])
    #expect(findings(golden).isEmpty)
    golden.conversations = nil
    #expect(findings(golden).isEmpty)
  }

  // MARK: Prompts

  private static func prompts(_ texts: [String?]) -> MessageColumn {
    var column = MessageColumn()
    for text in texts {
      if let text {
        column.roles.append("user")
        column.contents.append(text)
      }
      column.ends.append(column.roles.count)
    }
    return column
  }

  @Test func `repeated prompts are told apart by their clusters`() throws {
    var made = HandMade(gaps: [1, 1, 1, 1, 1])
    made.clusters = [0, 0, 1, 2, 3]
    var golden = made.golden
    golden.messages = Self.prompts(["same", "same", "same", "other", nil])
    let finding = try #require(findings(golden).first)
    #expect(finding.code == .duplicatePrompts)
    #expect(finding.count == 2)
    #expect(finding.examples == ["t0001 = t0000", "t0002 = t0000"])
    #expect(finding.message.contains("1 of them in another cluster"))
    golden.messages = Self.prompts(["same", "same", "a", "b", "c"])
    #expect(findings(golden).first?.message.hasSuffix("all in one cluster with the first") == true)
  }

  @Test func `traces without messages do not repeat each other`() {
    var golden = HandMade(gaps: [1, 1, 1]).golden
    golden.messages = Self.prompts([nil, nil, "a"])
    #expect(findings(golden).isEmpty)
  }

  @Test func `prompts that a training golden holds are named`() throws {
    var golden = HandMade(gaps: [1, 1, 1]).golden
    golden.messages = Self.prompts(["a", "b", nil])
    var training = HandMade(gaps: [1, 1]).golden
    training.name = "train"
    training.messages = Self.prompts(["b", nil])
    let finding = try #require(GoldenLint(golden).sharedPrompts(with: training))
    #expect(finding.code == .sharedWithTraining)
    #expect(finding.examples == ["t0001"], "a trace without messages is no prompt")
    training.messages = Self.prompts(["x", "y"])
    #expect(GoldenLint(golden).sharedPrompts(with: training) == nil)
    training.messages = nil
    #expect(GoldenLint(golden).sharedPrompts(with: training) == nil)
  }
}
