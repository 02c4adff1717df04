import EvalCore
import EvalSuites
import EvalSystem
import Testing

struct SuiteFitTests {
  /// Two traces of two models, with one label and one signal.
  private static func golden(messages: Bool = true) -> Golden {
    var column = MessageColumn()
    for text in ["first", "second"] {
      column.roles.append("user")
      column.contents.append(text)
      column.ends.append(column.roles.count)
    }
    return Golden(
      name: "demo", scale: QualityScale(min: 0, max: 1), models: ["small", "big"],
      prices: [nil, nil], ids: TextColumn(["a", "b"]), clusters: [0, 1], clusterCount: 2,
      weights: nil,
      labels: [
        LabelColumn(name: "category", levels: ["math", "poems"], codes: [0, 1]),
        LabelColumn(name: "turn", levels: ["1"], codes: [0, 0]),
      ],
      outcomes: [OutcomeColumns(quality: [0, 0]), OutcomeColumns(quality: [0, 0])],
      signals: [
        SignalColumn(name: "partial", values: [0.5, .nan]),
        SignalColumn(name: "score", values: [0.5, 0.6]),
      ],
      messages: messages ? column : nil)
  }

  private func complaints(_ suite: SuiteText, golden: Golden = golden()) throws -> [String] {
    let suite = try suite.decode()
    return EvalSuitesTests.complaints { try SuiteFit.check(suite, golden: golden) }
      .map { $0.replacing("suites/demo/", with: "", maxReplacements: 1) }
  }

  @Test func `a suite that fits its golden has nothing to say`() throws {
    #expect(try complaints(SuiteText()) == [])
  }

  private static let routers: [(String, Bool, String)] = [
    (
      "{name: x, kind: signal, signal: scroe, threshold: 0}", true,
      "router x: the golden demo has no signal `scroe` (did you mean `score`?); it has partial, score"
    ),
    (
      "{name: x, kind: signal, signal: partial, threshold: 0}", true,
      "router x: the signal `partial` is missing on trace b"
    ),
    (
      "{name: x, kind: rules, rules: [], default: weak}", false,
      "router x: reads the queries' text, and the golden demo holds figures only"
    ),
    (
      "{name: x, kind: domain, domains: [], default: small}", false,
      "router x: reads the queries' text, and the golden demo holds figures only"
    ),
    (
      "{name: x, kind: length, threshold: 0}", false,
      "router x: needs messages or the signal prompt_length, and the golden demo has neither"
    ),
  ]

  @Test(arguments: routers)
  func `a router that the golden cannot serve is named, with its line`(
    router: String, hasMessages: Bool, expected: String
  ) throws {
    let lines = try complaints(
      SuiteText.router(router), golden: Self.golden(messages: hasMessages))
    #expect(lines == ["suite.yaml:10: " + expected])
  }

  @Test func `routers that need no text run on figures`() throws {
    let suite = SuiteText.router("{name: x, kind: random, threshold: 0.5}")
    #expect(try complaints(suite, golden: Self.golden(messages: false)) == [])
  }

  @Test func `a prompt length may be a signal`() throws {
    var golden = Self.golden(messages: false)
    golden.signals = [
      SignalColumn(name: "prompt_length", values: [3, 4]),
      SignalColumn(name: "score", values: [0.5, 0.6]),
    ]
    #expect(try complaints(.router("{name: x, kind: length, threshold: 0}"), golden: golden) == [])
  }

  @Test func `a router that reads texts needs one of every trace`() throws {
    var golden = Self.golden()
    golden.messages?.ends = [2, 2]
    let lines = try complaints(
      .router("{name: x, kind: rules, rules: [], default: weak}"), golden: golden)
    #expect(lines.count == 1)
    #expect(lines.first?.contains("trace b has no messages") == true)
  }

  @Test func `models and labels that the golden lacks are named, with suggestions`() throws {
    var suite = SuiteText(4, "strong: bgi")
    suite.lines[5] = "cohorts: [categroy, turn]"
    let lines = try complaints(suite)
    #expect(lines.count == 2)
    #expect(
      lines.contains { $0.contains("no model `bgi` (did you mean `big`?); it has small, big") })
    #expect(
      lines.contains {
        $0.contains("no label `categroy` (did you mean `category`?); it has category")
      })
  }

  @Test func `a cohort without a trace is named, with a suggestion`() throws {
    let suite = SuiteText.gate(
      "{metric: quality, router: r, cohort: {category: maht, turn: 1}, at_least: 0}")
    let lines = try complaints(suite)
    #expect(
      lines == [
        "suite.yaml:12: cohort.category: the golden demo has no trace with category `maht`"
          + " (did you mean `math`?)"
      ])
  }

  @Test func `every mismatch is reported at once`() throws {
    var suite = SuiteText(4, "strong: huge")
    suite.lines[8] = "  - {name: r, kind: signal, signal: none, threshold: 0.5}"
    suite.lines[9] = "  - {name: q, kind: signal, signal: partial, threshold: 0.5}"
    suite.lines[11] = "  - {metric: quality, router: r, cohort: {turn: 3}, at_least: 0}"
    #expect(try complaints(suite).count == 4)
  }
}
