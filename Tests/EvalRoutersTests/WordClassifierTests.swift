import EvalCore
import EvalRouters
import EvalTestSupport
import Foundation
import Testing

/// Language models that are asked for one word, recorded and live.
struct WordClassifierTests {
  private let live: LiveField

  init() throws {
    live = try LiveField()
  }

  private func spec(
    _ source: LLMSpec.Source, prompt: String? = nil, price: ModelPrice? = Self.price
  ) -> LLMSpec {
    LLMSpec(
      prompt: prompt,
      answers: [
        LLMSpec.Answer(word: "EASY", branch: .model("small")),
        LLMSpec.Answer(word: "HARD", branch: .model("big")),
      ], fallback: .model("big"), source: source, price: price)
  }

  /// One USD for a million tokens read, four for a million written.
  private static let price = ModelPrice(inputPicoUSD: 1_000_000, outputPicoUSD: 4_000_000)

  private func recorded(_ lines: [String], prompt: String? = nil) throws -> LLMSpec {
    try live.folder.write(lines.joined(separator: "\n") + "\n", to: "answers.jsonl")
    return spec(.recorded(live.folder.file("answers.jsonl")), prompt: prompt)
  }

  private static let lines = [
    #"{"id":"t1000","answer":"easy","input_tokens":100,"output_tokens":1}"#,
    #"{"id":"t1001","answer":" **Hard**.","input_tokens":200,"output_tokens":3}"#,
    #"{"id":"t1002","answer":"I think it is HARD","input_tokens":50,"output_tokens":6}"#,
    #"{"id":"t1003","answer":"","input_tokens":50,"output_tokens":0}"#, "",
    #"{"id":"t1004","answer":"EASY","cost_usd":0.001,"latency_ms":80,"extra":1}"#,
    #"{"id":"elsewhere","answer":"EASY"}"#,
  ]

  // MARK: Recorded

  @Test func `an answer leads to its model, and what is none to the default`() throws {
    let answer = try live.run(.llm(recorded(Self.lines)))
    #expect(answer.decisions.models == [0, 1, 1, 1, 0])
    #expect(answer.branches?.names == ["EASY", "HARD", "(default)"])
    #expect(answer.branches?.codes == [0, 1, 2, 2, 0])
    #expect(answer.unusable == UnusableReport(answers: 2, traces: ["t1002", "t1003"]))
  }

  @Test func `its own tokens are charged to the route`() throws {
    let answer = try live.run(.llm(recorded(Self.lines)))
    #expect(answer.decisions.spent == [104_000, 212_000, 74_000, 50_000, 1_000_000])
    #expect(answer.spending?.calls == [1, 1, 1, 1, 1])
    #expect(answer.spending?.inputTokens == [100, 200, 50, 50, Golden.missing])
    #expect(answer.latency == RouterLatency(p50MS: 80, p95MS: 80, answers: 1))
  }

  @Test func `without a price its cost is not known`() throws {
    var spec = try recorded(Self.lines)
    spec.price = nil
    let answer = try live.run(.llm(spec))
    #expect(answer.decisions.spent?.prefix(2) == [Golden.missing, Golden.missing])
    #expect(answer.decisions.spent?.last == 1_000_000)
  }

  @Test func `a trace without an answer is named`() throws {
    let spec = try recorded(Array(Self.lines.prefix(3)))
    let complaint = complaints { _ = try live.run(.llm(spec)) }
    #expect(
      complaint == [
        "\(live.folder.path)/answers.jsonl: has no answer for 2 of 5 traces (t1003, t1004):"
          + " record them"
      ])
  }

  @Test(arguments: [
    ("nonsense", "is no JSON object"), ("[]", "is no JSON object"),
    (#"{"answer":"HARD"}"#, "needs an `id`, a text"),
    (#"{"id":"t1000"}"#, "needs an `answer`, a text"),
    (#"{"id":"t1000","answer":1}"#, "needs an `answer`, a text"),
    (#"{"id":"t1001","answer":"x"}"#, "`t1001` was answered before"),
    (#"{"id":"t1000","answer":"x","input_tokens":1.5}"#, "`input_tokens` is no whole number"),
    (#"{"id":"t1000","answer":"x","cost_usd":-1}"#, "`cost_usd` is no number from 0 on"),
    (#"{"id":"t1000","answer":"x","prompt_sha256":7}"#, "`prompt_sha256` is not a text"),
  ])
  func `a broken line is named`(line: String, expected: String) throws {
    var lines = Self.lines
    lines[0] = line
    lines.swapAt(0, 1)
    let spec = try recorded(lines)
    let complaint = complaints { _ = try live.run(.llm(spec)) }
    #expect(complaint == ["\(live.folder.path)/answers.jsonl:2: \(expected)"])
  }

  @Test func `answers to another prompt are refused`() throws {
    // Python: hashlib.sha256(b"Hard or easy? {query}").hexdigest()
    let hash = "405997cc4638eec634419771bbc0eda2324251815a85091386e95a3beb3e04e8"
    let lines = (1000...1004).map {
      #"{"id":"t\#($0)","answer":"HARD","prompt_sha256":"\#(hash)"}"#
    }
    let same = try recorded(lines, prompt: "Hard or easy? {query}")
    #expect(try live.run(.llm(same)).decisions.models == [1, 1, 1, 1, 1])
    let other = try recorded(lines, prompt: "Easy or hard? {query}")
    let complaint = complaints { _ = try live.run(.llm(other)) }
    #expect(complaint.count == 5)
    #expect(complaint[0].contains(":1: was recorded with another prompt than the suite's"))
  }
}

/// A language model behind a server on loopback.
@Suite(.enabled(if: Tool.hasPython, "python3 is not installed"))
struct LiveWordClassifierTests {
  private let live: LiveField
  private let server: ChatServer

  init() throws {
    live = try LiveField()
    server = try ChatServer()
  }

  private func spec(_ path: String, allowed: Int = 0) -> LLMSpec {
    var http = HTTPSpec(url: "http://127.0.0.1:\(server.port)/\(path)", model: "judge-1")
    http.timeout = 10
    http.allowedFaults = allowed
    return LLMSpec(
      prompt: "Say EASY or HARD.\n{query}\nOne word:",
      answers: [
        LLMSpec.Answer(word: "EASY", branch: .model("small")),
        LLMSpec.Answer(word: "HARD", branch: .model("big")),
      ], fallback: .model("big"), source: .live(http),
      price: ModelPrice(inputPicoUSD: 1_000_000, outputPicoUSD: 2_000_000))
  }

  @Test func `it is asked with the prompt, and its word decides`() throws {
    let answer = try live.run(.llm(spec("word")))
    // The server says EASY up to three letters, HARD from four on, and nonsense for five.
    #expect(answer.decisions.models == [0, 1, 0, 1, 1])
    #expect(answer.unusable == UnusableReport(answers: 1, traces: ["t1004"]))
    #expect(answer.decisions.spent == [12_000, 12_000, 12_000, 12_000, 12_000])
    #expect(answer.latency?.answers == 5)
    #expect(answer.faults == FaultReport(counts: [:], fallbacks: 0, allowed: 0, traces: []))
    let body = try #require(
      server.requests.compactMap { $0["body"] as? [String: Any] }.first { body in
        "\(body["messages"] ?? "")".contains("ccc")
      })
    #expect(body["model"] as? String == "judge-1")
    #expect(body["temperature"] as? Int == 0)
    #expect(
      body["messages"] as? [[String: String]]
        == [["role": "user", "content": "Say EASY or HARD.\nccc\nOne word:"]])
  }

  @Test func `a fault ends the run, or leads to the default where it is allowed`() throws {
    let complaint = live.complaint { _ = try live.run(.llm(spec("word-error"))) }
    #expect(complaint.contains("fault http_status: trace t1002: the server answered 500"))
    let answer = try live.run(.llm(spec("word-error", allowed: 1)))
    #expect(answer.decisions.models == [0, 1, 1, 1, 1])
    #expect(answer.faults?.counts == ["http_status": 1])
    #expect(answer.decisions.spent?[2] == Golden.missing)
    #expect(answer.unusable?.traces == ["t1004"])
  }
}
