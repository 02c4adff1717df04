import EvalCore
import EvalRouters
import EvalSystem
import Testing

/// The routers that read what the user wrote: rules and topics.
struct TextRouterTests {
  private static let tiers = [
    Tier(name: "small", model: "small"), Tier(name: "big", model: "big"),
    Tier(name: "weak", model: "small"), Tier(name: "strong", model: "big"),
  ]

  private func rules(
    _ rules: [(String, String)], default defaultTier: String = "weak", override: String? = nil
  ) -> RouterKind {
    .rules(
      RuleSet(
        tiers: Self.tiers,
        rules: rules.map { RuleSet.Rule(pattern: $0.0, tier: $0.1, line: 1) },
        defaultTier: defaultTier, overrideTier: override))
  }

  private func domain(
    _ domains: [(String, [String], String)], default model: String = "small"
  ) -> RouterKind {
    .domain(
      DomainMap(
        domains: domains.map {
          DomainMap.Domain(name: $0.0, patterns: $0.1, branch: .model($0.2), line: 1)
        },
        fallback: .model(model)))
  }

  @Test func `the first rule that matches wins`() throws {
    let field = TestField(texts: ["prove it", "write code", "prove code", "hello"])
    let kind = rules(
      [("prove", "strong"), ("code", "weak"), ("prove code", "weak")], default: "big")
    #expect(try field.choices(kind) == ["big", "small", "big", "big"])
  }

  @Test func `without a match the default tier decides`() throws {
    let field = TestField(texts: ["a", "b"])
    #expect(try field.choices(rules([("z", "big")])) == ["small", "small"])
    #expect(try field.choices(rules([], default: "strong")) == ["big", "big"])
  }

  @Test(arguments: [#"(a+)+$"#, #"(a|a)*$"#, #"(.*)*x"#])
  func `a pattern with too many ways to match is given up, and named`(pattern: String) {
    let field = TestField(texts: ["fine", String(repeating: "a", count: 60) + "!"])
    for kind in [rules([(pattern, "big")]), domain([("d", [pattern], "big")])] {
      let error = #expect(throws: ProblemReport.self) { try field.choices(kind) }
      let text = error?.description ?? ""
      #expect(text.contains("the pattern `\(pattern)` takes too long on trace"))
      #expect(text.contains("bound repetitions, such as .{0,200}, and repeat nothing that"))
    }
  }

  @Test func `a long text is no reason to give up`() throws {
    let text = String(repeating: "the quick brown fox ", count: 20_000)
    let field = TestField(texts: [text + "42", text])
    #expect(try field.choices(rules([(#"\w+ ?\d+$"#, "big")])) == ["big", "small"])
  }

  @Test func `an override decides whatever the text says`() throws {
    let field = TestField(texts: ["prove", "x"])
    #expect(try field.choices(rules([("prove", "weak")], override: "strong")) == ["big", "big"])
  }

  @Test(arguments: [
    ("PROVE", "please prove it", true), ("größe", "GRÖßE", true), ("a{2}", "baab", true),
    (#"\bsum\b"#, "resume", false), (#"\bsum\b"#, "the sum.", true), ("^b", "a\nb", false),
    ("SYSTEM", "hello", false), ("😀", "so 😀!", true),
    ("e\u{301}", "caf\u{e9}", false), (#"\d+ ?[-+*/=] ?\d+"#, "12 + 30", true),
  ])
  func `a pattern is looked for anywhere in the user's text, without regard to case`(
    pattern: String, text: String, matches: Bool
  ) throws {
    let field = TestField(texts: [text])
    #expect(try field.choices(rules([(pattern, "big")])) == [matches ? "big" : "small"])
  }

  @Test func `several messages of the user are one text`() throws {
    var column = MessageColumn()
    for content in ["first prove", "then add"] {
      column.roles.append("user")
      column.contents.append(content)
    }
    column.ends = [2]
    var golden = TestField(texts: ["x"]).golden
    golden.messages = column
    let field = RouterRunner.Field(
      golden: golden, pool: ModelPool(golden: golden, names: ["small", "big"]))
    let suite = Suite(
      name: "d", summary: nil, file: "s", golden: "g", ladder: ["small", "big"], cohorts: [],
      seed: 0, onInconclusive: .fail, showsRouteLLMCompat: false, routers: [], gates: [], sha256: ""
    )
    let runner = RouterRunner(suite: suite, field: field, calibration: [:])
    for pattern in ["prove", "add", #"prove\nthen"#] {
      let spec = RouterSpec(name: "x", kind: rules([(pattern, "big")]), why: nil, line: 1)
      #expect(try runner.run(spec).decisions.models == [1])
    }
  }

  @Test func `topics are tried in order, each with any of its patterns`() throws {
    let field = TestField(texts: ["integral", "loop", "loop integral", "poem"])
    let kind = domain([
      ("code", ["loop", "array"], "small"), ("math", ["integral", "sum"], "big"),
    ])
    #expect(try field.choices(kind) == ["big", "small", "small", "small"])
  }

  @Test func `without a topic the default model serves`() throws {
    #expect(try TestField(texts: ["poem"]).choices(domain([], default: "big")) == ["big"])
  }

  @Test func `routers of texts have no scores and no threshold`() throws {
    let answer = try TestField(texts: ["a"]).run(rules([]))
    #expect(answer.decisions.scores == nil)
    #expect(answer.threshold == nil)
  }

  @Test func `figures alone are refused by name`() {
    var field = TestField(texts: ["a"])
    field.texts = nil
    for kind in [rules([]), domain([])] {
      #expect(
        complaints { _ = try field.run(kind) } == [
          "suites/demo/suite.yaml:10: router x: reads the queries' text, and demo holds figures only"
        ])
    }
  }
}
