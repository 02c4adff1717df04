import EvalCore
import EvalRouters
import EvalSystem
import Testing

/// Routers that read whole conversations.
struct ContextRouterTests {
  private static let code = "```\nlet a = 1\n```"

  private func rules(
    _ rules: [ContextRules.Rule], sticky: Bool = true, reset: String? = nil
  ) -> RouterKind {
    .context(
      ContextRules(
        tiers: [
          Tier(name: "cheap", model: "small"), Tier(name: "mid", model: "mid"),
          Tier(name: "top", model: "big"),
        ], rules: rules, defaultTier: "cheap", isSticky: sticky, reset: reset))
  }

  private var usual: [ContextRules.Rule] {
    [
      ContextRules.Rule(tier: "top", codeBlocks: 3, line: 1),
      ContextRules.Rule(tier: "mid", codeBlocks: 1, line: 2),
    ]
  }

  /// A field of three models whose traces say these things.
  private func field(_ said: [[(String, String)]], _ conversations: [String]? = nil) -> TestField {
    var field = TestField(texts: said.map { _ in "" })
    field.models = ["small", "mid", "big"]
    field.said = said
    field.conversations = conversations
    return field
  }

  @Test func `code blocks of all messages are counted, one that is not closed too`() throws {
    let field = field([
      [("user", "hello")],
      [("user", Self.code)],
      [("user", Self.code), ("assistant", "\(Self.code)\n  ```swift\nopen")],
      [("user", "a ``` within a line")],
    ])
    #expect(try field.choices(rules(usual)) == ["small", "mid", "big", "small"])
  }

  @Test func `words, turns and patterns hold together or not at all`() throws {
    let both = ContextRules.Rule(tier: "top", words: 4, turns: 2, pattern: "now", line: 1)
    let field = field([
      [("user", "one two three four now")],
      [("user", "one two"), ("assistant", "three"), ("user", "now")],
      [("user", "one now"), ("assistant", "two three"), ("user", "four")],
      [("user", "one"), ("user", "now")],
    ])
    #expect(try field.choices(rules([both])) == ["small", "big", "small", "small"])
  }

  @Test func `a conversation keeps the highest tier that it reached`() throws {
    let said: [[(String, String)]] = [
      [("user", "hello")], [("user", Self.code)], [("user", "thanks")], [("user", "hello")],
    ]
    let field = field(said, ["a", "a", "a", "b"])
    #expect(try field.choices(rules(usual)) == ["small", "mid", "mid", "small"])
  }

  @Test func `without sticking every turn is judged by what was said so far`() throws {
    let long = ContextRules.Rule(tier: "top", pattern: "hard", line: 1)
    let said: [[(String, String)]] = [
      [("user", "hard")], [("user", "hard"), ("assistant", "x"), ("user", "easy")],
    ]
    #expect(
      try field(said, ["a", "a"]).choices(rules([long], sticky: false)) == ["big", "small"])
    #expect(try field(said, ["a", "a"]).choices(rules([long])) == ["big", "big"])
  }

  @Test func `turns that carry the history are not counted twice`() throws {
    let said: [[(String, String)]] = [
      [("user", Self.code)],
      [("user", Self.code), ("assistant", "ok"), ("user", Self.code)],
    ]
    #expect(try field(said, ["a", "a"]).choices(rules(usual)) == ["mid", "mid"])
  }

  @Test func `turns that carry themselves alone add up`() throws {
    let said: [[(String, String)]] = [
      [("user", Self.code)], [("user", Self.code)], [("user", Self.code)],
    ]
    #expect(try field(said, ["a", "a", "a"]).choices(rules(usual)) == ["mid", "mid", "big"])
  }

  @Test func `a reset starts anew, and what comes later starts from there`() throws {
    let said: [[(String, String)]] = [
      [("user", Self.code)],
      [("user", Self.code), ("assistant", "ok"), ("user", "/new hello")],
      [
        ("user", Self.code), ("assistant", "ok"), ("user", "/new hello"), ("assistant", "hi"),
        ("user", Self.code),
      ],
      [
        ("user", Self.code), ("assistant", "ok"), ("user", "/new hello"), ("assistant", "hi"),
        ("user", Self.code), ("assistant", "ok"), ("user", "bye"),
      ],
    ]
    let conversations = ["a", "a", "a", "a"]
    #expect(
      try field(said, conversations).choices(rules(usual, reset: "^/new\\b"))
        == ["mid", "small", "mid", "mid"])
    #expect(
      try field(said, conversations).choices(rules(usual)) == ["mid", "mid", "mid", "mid"])
  }

  @Test func `an assistant cannot reset a conversation`() throws {
    let said: [[(String, String)]] = [[("user", Self.code), ("assistant", "/new")]]
    #expect(try field(said, ["a"]).choices(rules(usual, reset: "/new")) == ["mid"])
  }

  @Test func `turns follow by the length of their history, whatever their ids`() throws {
    let said: [[(String, String)]] = [
      [("user", "a"), ("assistant", "b"), ("user", "c")], [("user", Self.code)],
    ]
    // The longer one, though its id comes first, was asked after the shorter one.
    #expect(try field(said, ["x", "x"]).choices(rules(usual)) == ["mid", "mid"])
  }

  @Test func `a default is not sure, a rule is`() throws {
    let answer = try field([[("user", "a")], [("user", Self.code)]]).run(rules(usual))
    #expect(answer.branches == BranchColumn(names: ["cheap", "mid", "top"], codes: [0, 1]))
  }
}
