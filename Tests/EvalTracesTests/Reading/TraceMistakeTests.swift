import EvalTestSupport
import EvalTraces
import Testing

/// Mistakes inside a line: each has file, line and key path.
struct TraceMistakeTests {
  /// A line with this outcome of the big model.
  private static func outcome(_ big: String) -> String {
    #"{"id":"x","outcomes":{"big":\#(big),"small":{"quality":0}}}"#
  }

  private func complaints(_ line: String) throws -> [String] {
    try GoldenText(lines: [GoldenText.line("a"), line, GoldenText.line("z")]).complaints()
  }

  private static let traces: [(String, String)] = [
    ("[]", "must be an object, one trace a line, is a list"),
    ("5", "must be an object, one trace a line, is a number"),
    (
      #"{"outcomes":{"big":{"quality":1},"small":{"quality":0}}}"#,
      "the key `id` is missing or empty"
    ),
    (GoldenText.line(""), "the key `id` is missing or empty"),
    (
      #"{"id":5,"outcomes":{"big":{"quality":1},"small":{"quality":0}}}"#,
      "id: must be a text, is a nu"
    ),
    (#"{"id":"x"}"#, "the key `outcomes` is missing"),
    (
      GoldenText.line("x", #","oucomes":1"#),
      "unknown key `oucomes` (did you mean `outcomes`?); known h"
    ),
    (GoldenText.line("x", #","id":"y""#), "the key `id` stands here twice"),
    (GoldenText.line("x", #","weight":1,"weight":1"#), "the key `weight` stands here twice"),
    (GoldenText.line("x", #","cluster":7"#), "cluster: must be a text, is a number"),
    (GoldenText.line("x", #","user":null"#), "user: must be a text, is null"),
    (GoldenText.line("x", #","conversation":[]"#), "conversation: must be a text, is a list"),
    (GoldenText.line("x", #","weight":0"#), "weight: must be a whole number from 1 to 1000000"),
    (GoldenText.line("x", #","weight":-1"#), "weight: must be a whole number from 1 to 1000000"),
    (GoldenText.line("x", #","weight":1.5"#), "weight: must be a whole number from 1 to 1000000"),
    (
      GoldenText.line("x", #","weight":1000001"#),
      "weight: must be a whole number from 1 to 1000000"
    ),
    (
      GoldenText.line("x", #","weight":9223372036854775808"#),
      "weight: must be a whole number from 1"
    ),
    (
      GoldenText.line("x", #","cohorts":[]"#),
      "cohorts: must be an object of label and level, is a li"
    ),
    (GoldenText.line("x", #","cohorts":{"turn":1}"#), "cohorts.turn: must be a text"),
    (
      GoldenText.line("x", #","cohorts":{"k":"a","k":"b"}"#),
      "cohorts.k: the label stands here twice"
    ),
    (
      GoldenText.line("x", #","signals":3"#),
      "signals: must be an object of name and score, is a numb"
    ),
    (GoldenText.line("x", #","signals":{"s":"1"}"#), "signals.s: must be a number"),
    (GoldenText.line("x", #","signals":{"s":null}"#), "signals.s: must be a number"),
    (GoldenText.line("x", #","signals":{"s":1,"s":2}"#), "signals.s: the signal stands here twice"),
    (GoldenText.line("x", #","messages":"hi""#), "messages: must be a list of messages, is a text"),
    (
      GoldenText.line("x", #","messages":["hi"]"#),
      "messages[0]: needs a role and a content, both texts"
    ),
    (
      GoldenText.line("x", #","messages":[{"role":"user","content":"a"},{"role":"user"}]"#),
      "messages[1]: needs a role and a content, both texts"
    ),
    (
      GoldenText.line("x", #","messages":[{"role":"user","content":[{"type":"text"}]}]"#),
      "messages[0]: needs a role and a content, both texts"
    ),
    (
      GoldenText.line("x", #","messages":[{"role":"user","content":"a","nmae":"b"}]"#),
      "messages[0]: unknown key `nmae`; known here: content, role"
    ),
    (
      GoldenText.line("x", #","messages":[{"role":"user","content":"a","content":"b"}]"#),
      "messages[0]: the key `content` stands here twice"
    ),
  ]

  @Test(arguments: traces)
  func `a mistake in a trace has its line and key`(line: String, expected: String) throws {
    let complaints = try complaints(line)
    #expect(complaints.count == 1, "\(complaints)")
    #expect(complaints.first?.hasPrefix("traces.jsonl:2: " + expected) == true, "\(complaints)")
  }

  private static let outcomes: [(String, String)] = [
    (#"{"id":"x","outcomes":[]}"#, "outcomes: must be an object of model and outcome, is a list"),
    (
      #"{"id":"x","outcomes":{"big":{"quality":1}}}"#,
      "outcomes.small: the model has no outcome here"
    ),
    (outcome("[]"), "outcomes.big: the model has no outcome here"),
    (
      #"{"id":"x","outcomes":{"big":{"quality":1},"small":{"quality":1},"bgi":{"quality":1}}}"#,
      "outcomes.bgi: the manifest has no such model (did you mean `big`?); it has big, small"
    ),
    (
      #"{"id":"x","outcomes":{"big":{"quality":1},"small":{"quality":1},"big":{"quality":1}}}"#,
      "outcomes.big: the model stands here twice"
    ),
    (outcome("3"), "outcomes.big: must be an object, is a number"),
    (outcome("[3]"), "outcomes.big: must be an object, is a number"),
    (outcome("{}"), "outcomes.big: the key `quality` is missing"),
    (outcome(#"{"quality":"1"}"#), "outcomes.big.quality: must be a number, is a text"),
    (outcome(#"{"quality":null}"#), "outcomes.big.quality: must be a number, is null"),
    (outcome(#"{"quality":true}"#), "outcomes.big.quality: must be a number, is true or false"),
    (
      outcome(#"{"quality":1.0000001}"#),
      "outcomes.big.quality: is 1.0000001, outside the manifest's"
    ),
    (
      outcome(#"{"quality":-0.1}"#),
      "outcomes.big.quality: is -0.1, outside the manifest's scale 0 to 1"
    ),
    (
      outcome(#"{"quality":1e308}"#),
      "outcomes.big.quality: is 1e308, outside the manifest's scale"
    ),
    (
      outcome(#"{"quality":18446744073709551615}"#),
      "outcomes.big.quality: is 18446744073709552000, outside"
    ),
    (outcome(#"{"quality":1,"quality":1}"#), "outcomes.big: the key `quality` stands here twice"),
    (
      outcome(#"{"quality":1,"latncy_ms":1}"#),
      "outcomes.big: unknown key `latncy_ms` (did you mean `latency_ms`?); known here: cached_input"
    ),
    (
      outcome(#"{"quality":1,"input_tokens":-1}"#),
      "outcomes.big.input_tokens: must be a whole number of tokens, 0 or more"
    ),
    (
      outcome(#"{"quality":1,"output_tokens":1.5}"#),
      "outcomes.big.output_tokens: must be a whole numb"
    ),
    (
      outcome(#"{"quality":1,"total_tokens":"3"}"#),
      "outcomes.big.total_tokens: must be a whole number"
    ),
    (
      outcome(#"{"quality":1,"reasoning_tokens":1000000000001}"#),
      "outcomes.big.reasoning_tokens: must be a whole number"
    ),
    (
      outcome(#"{"quality":1,"cost_usd":-0.01}"#),
      "outcomes.big.cost_usd: must be a number from 0 to"
    ),
    (
      outcome(#"{"quality":1,"cost_usd":1000.01}"#),
      "outcomes.big.cost_usd: must be a number from 0 to 1000"
    ),
    (
      outcome(#"{"quality":1,"latency_ms":1e10}"#),
      "outcomes.big.latency_ms: must be a number from 0"
    ),
    (
      outcome(#"{"quality":1,"latency_ms":"fast"}"#),
      "outcomes.big.latency_ms: must be a number from"
    ),
    (
      outcome(#"{"quality":1,"confidence":1.1}"#),
      "outcomes.big.confidence: must be a number from 0 to"
    ),
    (outcome(#"{"quality":1,"rating":0}"#), "outcomes.big.rating: must be a number from 1 to 5"),
    (outcome(#"{"quality":1,"seed":"a"}"#), "outcomes.big.seed: must be a whole number"),
    (outcome(#"{"quality":1,"response":{}}"#), "outcomes.big.response: must be a text"),
    (
      outcome(#"[{"quality":1,"seed":1},{"quality":0,"latency_ms":3}]"#),
      "outcomes.big: every recording of a query must have the same keys"
    ),
    (
      outcome(#"[{"quality":1,"input_tokens":1},{"quality":0}]"#),
      "outcomes.big: every recording of a query must have the same keys"
    ),
  ]

  @Test(arguments: outcomes)
  func `a mistake in an outcome has its line and key`(line: String, expected: String) throws {
    let complaints = try complaints(line)
    #expect(complaints.count == 1, "\(complaints)")
    #expect(complaints.first?.hasPrefix("traces.jsonl:2: " + expected) == true, "\(complaints)")
  }

  private static let broken: [String] = [
    "{", #"{"id":"x""#, #"{"id":"x",}"#, "{'id':'x'}", "nonsense", #"{"id":"x"} {"id":"y"}"#,
    outcome(#"{"quality":NaN}"#), outcome(#"{"quality":Infinity}"#), outcome(#"{"quality":-inf}"#),
    outcome(#"{"quality":1e400}"#), outcome(#"{"quality":-1e400}"#), outcome(#"{"quality":01}"#),
    outcome(#"{"quality":.5}"#), outcome(#"{"quality":+1}"#), outcome(#"{"quality":1.}"#),
    outcome(#"{"quality":1,"input_tokens":99999999999999999999}"#),
    outcome("{\"quality\":1,\"response\":\"tab\there\"}"),
    outcome("{\"quality\":1,\"response\":\"\u{0}\"}"),
    outcome(#"{"quality":1,"response":"\ud800"}"#),
    outcome(#"{"quality":1,"response":"\x"}"#), "\u{0}", "// comment",
  ]

  @Test(arguments: broken)
  func `what is not JSON is named by line`(line: String) throws {
    let complaints = try complaints(line)
    #expect(complaints.count == 1, "\(complaints)")
    #expect(complaints.first?.hasPrefix("traces.jsonl:2: is not JSON: ") == true, "\(complaints)")
  }

  @Test(
    arguments: [[0xFF], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80]] as [[UInt8]])
  func `what is not UTF-8 is named by line`(bytes: [UInt8]) throws {
    let line = Array(#"{"id":"x"#.utf8) + bytes + Array(#"","outcomes":{}}"#.utf8)
    let text = Array((GoldenText.line("a") + "\n").utf8) + line + [0x0A]
    let complaints = try GoldenText(bytes: text).complaints()
    #expect(complaints.count == 1)
    #expect(complaints.first?.hasPrefix("traces.jsonl:2: is not JSON: ") == true, "\(complaints)")
  }

  @Test(arguments: [2000, 100_000])
  func `deep nesting is refused without a crash`(depth: Int) throws {
    let lists = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    let objects =
      String(repeating: #"{"a":"#, count: depth) + "1" + String(repeating: "}", count: depth)
    for deep in [lists, objects, String(repeating: "[", count: depth)] {
      let complaints = try complaints(GoldenText.line("x", #","extra":\#(deep)"#))
      #expect(complaints.count == 1)
      #expect(complaints.first?.hasPrefix("traces.jsonl:2: is not JSON: ") == true)
    }
  }

  @Test func `some nesting is fine`() throws {
    let deep = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
    #expect(try complaints(GoldenText.line("x", #","extra":\#(deep)"#)) == [])
  }

  @Test func `every mistake of a file is reported at once, in line order`() throws {
    let lines = [
      GoldenText.line("a", big: "2", small: "-1"), "{", GoldenText.line("b"), "[]",
      GoldenText.line("c", #","weight":0,"typo":1"#),
    ]
    let complaints = try GoldenText(lines: lines).complaints()
    let places = complaints.map { $0.split(separator: ":")[1] }
    #expect(places == ["1", "1", "2", "4", "5", "5"])
  }

  /// Forty thousand lines, every thousandth out of scale: they span several blocks.
  private static let long = GoldenText(
    lines: (0..<40_000).map { GoldenText.line("t\($0)", big: $0 % 1000 == 999 ? "7" : "1") })

  @Test(arguments: [1, 2, 5])
  func `beyond twenty mistakes the rest are counted, whatever the jobs`(jobs: Int) throws {
    let complaints = try Self.long.complaints(jobs: jobs)
    #expect(complaints.count == 21)
    #expect(complaints.first?.hasPrefix("traces.jsonl:1000: outcomes.big.quality: is 7,") == true)
    #expect(complaints[19].hasPrefix("traces.jsonl:20000: "))
    #expect(complaints.last == "traces.jsonl: and 20 more like these")
  }

  @Test func `a hostile id or key is quoted whole but short`() throws {
    let key = String(repeating: "k", count: 5000)
    let complaints = try complaints(GoldenText.line("x", #","\#(key)":1"#))
    #expect(complaints.count == 1)
    #expect((complaints.first?.count ?? 0) < 400)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `lines with any bytes changed are read or refused, never a crash`(seed: UInt64) throws {
    let good = GoldenText.line(
      "x", #","cohorts":{"a":"b"},"signals":{"s":0.5},"messages":[{"role":"user","content":"é"}]"#)
    var state = seed
    var text: [UInt8] = []
    for _ in 0..<20 {
      var bytes = Array(good.utf8)
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
      }
      text += bytes + [0x0A]
    }
    #expect(try !GoldenText(bytes: text).complaints(jobs: 1).isEmpty)
  }
}
