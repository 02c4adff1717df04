import EvalCore
import EvalRouters
import EvalTestSupport
import Foundation
import Testing

/// Routers behind a server, asked over real connections on loopback.
@Suite(.enabled(if: Tool.hasPython, "python3 is not installed"))
struct HTTPRouterTests {
  private let live: LiveField
  private let server: ChatServer

  init() throws {
    live = try LiveField()
    server = try ChatServer()
  }

  /// A router at one of the server's paths.
  private func spec(_ path: String) -> HTTPSpec {
    var spec = HTTPSpec(url: "http://127.0.0.1:\(server.port)/\(path)")
    spec.aliases = [HTTPSpec.Alias(name: "big-2024", model: "big")]
    spec.timeout = 10
    return spec
  }

  private func complaint(_ spec: HTTPSpec) -> String {
    live.complaint { _ = try live.run(.http(spec)) }
  }

  @Test func `the response's model is the choice, under the suite's name for it`() throws {
    let answer = try live.run(.http(spec("model")))
    #expect(answer.decisions.models == [0, 1, 0, 1, 1])
    #expect(answer.decisions.scores == nil)
    #expect(answer.latency?.answers == 5)
    #expect(answer.faults == FaultReport(counts: [:], fallbacks: 0, allowed: 0, traces: []))
  }

  @Test func `a request is a chat completion with the trace's messages`() throws {
    var spec = spec("model")
    spec.concurrency = 1
    spec.model = "my \"router\""
    setenv("EVALROUTE_TEST_KEY", "s3cret", 1)
    spec.headers = [
      HTTPSpec.Header(name: "Authorization", value: "Bearer ${EVALROUTE_TEST_KEY}", line: 3),
      HTTPSpec.Header(name: "content-type", value: "application/json; charset=utf-8", line: 4),
    ]
    _ = try live.run(.http(spec))
    let requests = try server.requests
    #expect(requests.count == 5)
    let body = try #require(requests[1]["body"] as? [String: Any])
    #expect(body.keys.sorted() == ["messages", "model"])
    #expect(body["model"] as? String == "my \"router\"")
    let messages = try #require(body["messages"] as? [[String: String]])
    #expect(
      messages == [
        ["role": "system", "content": "SYSTEM PROMPT"], ["role": "user", "content": "bb \"q\"\n"],
      ])
    let headers = try #require(requests[1]["headers"] as? [String: String])
    #expect(headers["authorization"] == "Bearer s3cret")
    #expect(headers["content-type"] == "application/json; charset=utf-8")
  }

  @Test func `the answer may stand in a header or at a pointer, and a score with it`() throws {
    var header = spec("header")
    header.answer = .header("x-routed-model")
    #expect(try live.run(.http(header)).decisions.models == [0, 1, 0, 1, 1])
    var ranked = spec("model")
    ranked.scorePointer = "/router/score"
    let both = try live.run(.http(ranked)).decisions
    #expect(both.models == [0, 1, 0, 1, 1])
    #expect(both.scores == [0.1, 0.7, 0.3, 0.7, 0.5])
    #expect(both.threshold == nil)
    var scored = spec("score")
    scored.scorePointer = "/router/score"
    scored.threshold = Threshold(.value(0.5))
    let decided = try live.run(.http(scored))
    #expect(decided.decisions.models == [0, 1, 0, 1, 1])
    #expect(decided.threshold?.value == 0.5)
  }

  @Test(arguments: [1, 3, 8])
  func `the order in which answers come changes nothing`(_ concurrency: Int) throws {
    var late = spec("late")
    late.concurrency = concurrency
    #expect(try live.run(.http(late)).decisions.models == [0, 1, 0, 1, 1])
  }

  private static let faults: [(String, String)] = [
    ("error", "fault http_status: trace t1002: the server answered 401 (`invalid_api_key`)"),
    ("redirect", "fault http_status: trace t1000: the server answered 302"),
    ("garbage", "fault not_json: trace t1000: the response is not JSON"),
    ("long", "fault too_long: trace t1000: the response is longer than 16 MiB"),
    ("slow", "fault time_out: trace t1002: there was no answer within 1 s"),
    (
      "score",
      "fault unknown_model: trace t1000: the server chose `someone`, which is neither in"
        + " `model_map` nor one of small, big"
    ),
    ("header", "fault bad_answer: trace t1000: the response has no text at `/model`"),
  ]

  @Test(arguments: faults)
  func `what a server does wrong is named, with the first trace`(
    _ path: String, _ message: String
  ) {
    var spec = spec(path)
    if path == "slow" { spec.timeout = 1 }
    #expect(complaint(spec) == message)
  }

  @Test func `a connection that breaks, and one that is refused, are faults`() {
    #expect(complaint(spec("closed")).hasPrefix("fault connection: trace t1000: "))
    var nobody = spec("")
    nobody.url = "http://127.0.0.1:1/"
    #expect(complaint(nobody).hasPrefix("fault connection: trace t1000: "))
    nobody.url = "file:///etc/passwd"
    #expect(complaint(nobody).hasPrefix("fault connection: "))
  }

  @Test func `a score that is missing, and a header that is missing, are faults`() {
    var spec = spec("model")
    spec.scorePointer = "/score"
    #expect(
      complaint(spec) == "fault bad_answer: trace t1000: the response has no number at `/score`")
    spec.scorePointer = nil
    spec.answer = .header("X-None")
    #expect(
      complaint(spec) == "fault bad_answer: trace t1000: the response has no header `X-None`")
  }

  @Test func `traces without a valid answer fall back where the suite allows it`() throws {
    var spec = spec("error")
    spec.allowedFaults = 1
    let answer = try live.run(.http(spec))
    #expect(answer.decisions.models == [0, 1, 1, 1, 1])
    #expect(answer.faults?.counts == ["http_status": 1])
    #expect(answer.faults?.traces == ["t1002"])
    spec.url = spec.url.replacing("error", with: "garbage")
    #expect(
      complaint(spec)
        == "fault not_json: trace t1001: the response is not JSON; allow_faults is 1, and that is"
        + " exceeded now")
  }

  @Test func `a variable that is not set is named, and none is ever shown`() {
    var spec = spec("error")
    spec.headers = [HTTPSpec.Header(name: "X-Key", value: "${EVALROUTE_NOT_SET}", line: 3)]
    #expect(
      complaint(spec) == "headers.X-Key: the environment variable EVALROUTE_NOT_SET is not set")
    setenv("EVALROUTE_TEST_BREAK", "a\nb: c", 1)
    spec.headers[0].value = "${EVALROUTE_TEST_BREAK}"
    #expect(
      complaint(spec)
        == "headers.X-Key: the environment variable EVALROUTE_TEST_BREAK holds a line break")
  }
}
