import EvalCore
import EvalSystem
import Testing

@testable import EvalRouters

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
    let said = (0..<3).map { [("user", "\(Self.code)\n\($0)")] }
    #expect(try field(said, ["a", "a", "a"]).choices(rules(usual)) == ["mid", "mid", "big"])
  }

  @Test func `a request that is sent again adds nothing`() throws {
    let said = (0..<3).map { _ in [("user", Self.code)] }
    #expect(try field(said, ["a", "a", "a"]).choices(rules(usual)) == ["mid", "mid", "mid"])
  }

  @Test func `what a client trims is remembered, and what it repeats counts once`() throws {
    // Six turns of five words, of which a client sends the last three messages.
    let messages = (0..<11).map { ($0 % 2 == 0 ? "user" : "assistant", "a b c d \($0)") }
    let said = stride(from: 1, through: 11, by: 2).map { end in
      Array(messages[max(0, end - 3)..<end])
    }
    let context = try ContextRouter(
      ContextRules(
        tiers: [Tier(name: "cheap", model: "small")], rules: [], defaultTier: "cheap"))
    let field = field(said, said.map { _ in "a" })
    let golden = field.golden
    let looks = try context.steps(golden, #require(golden.messages)).map(\.look)
    #expect(looks.map(\.turns) == [1, 2, 3, 4, 5, 6])
    #expect(looks.map(\.words) == [5, 15, 25, 35, 45, 55])
  }

  @Test func `a system message counts once, whichever requests carry it`() throws {
    let said: [[(String, String)]] = [
      [("system", "one two three"), ("user", "a")],
      [("user", "a"), ("assistant", "b"), ("user", "c")],
      [("system", "one two three"), ("assistant", "b"), ("user", "c"), ("user", "d")],
    ]
    let four = [ContextRules.Rule(tier: "top", words: 7, line: 1)]
    #expect(
      try field(said, ["a", "a", "a"]).choices(rules(four)) == ["small", "small", "big"])
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

  @Test func `turns follow by their ids, numbers in them as numbers`() throws {
    let said = (0..<4).map { [("user", "\($0)")] }
    var golden = field(said, ["x", "x", "x", "x"]).golden
    golden.ids = TextColumn(["t-10", "t-2", "t-2b", "t-9"])
    #expect(Conversations(golden).turns == [[1, 2, 3, 0]])
  }

  @Test func `the names weak and strong stand at the ends of the models`() throws {
    let said: [[(String, String)]] = [[("user", "a b c")], [("user", "d")]]
    let ordered = RouterKind.context(
      ContextRules(
        tiers: [Tier(name: "weak", model: "small"), Tier(name: "mid", model: "mid")],
        rules: [ContextRules.Rule(tier: "mid", words: 3, line: 1)], defaultTier: "weak"))
    #expect(try field(said, ["a", "b"]).choices(ordered) == ["mid", "small"])
  }

  @Test func `a default is not sure, a rule is`() throws {
    let answer = try field([[("user", "a")], [("user", Self.code)]]).run(rules(usual))
    #expect(answer.branches == BranchColumn(names: ["cheap", "mid", "top"], codes: [0, 1]))
  }
}
