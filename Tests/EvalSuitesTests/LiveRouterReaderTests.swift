import EvalCore
import EvalSuites
import EvalSystem
import Testing

/// Routers outside the program, as suites declare them.
struct LiveRouterReaderTests {
  private func kind(_ router: String) throws -> RouterKind? {
    try SuiteText.router(router).decode().routers.last?.kind
  }

  @Test func `a program is its command, with a time-out and no faults allowed`() throws {
    #expect(
      try kind("{name: x, kind: exec, command: [python3, router.py, 5]}")
        == .exec(ExecSpec(command: ["python3", "router.py", "5"])))
    #expect(
      try kind(
        "{name: x, kind: exec, command: router, threshold: 0.5, timeout_seconds: 2, allow_faults: 3}"
      )
        == .exec(
          ExecSpec(
            command: ["router"], threshold: Threshold(.value(0.5)), timeout: 2, allowedFaults: 3)))
    #expect(
      try kind(
        "{name: x, kind: exec, command: [r], threshold: {strong_share: 0.3}, calibrate_on: g}")
        == .exec(
          ExecSpec(
            command: ["r"],
            threshold: Threshold(.strongShare(0.3), calibrateOn: "suites/demo/g"))))
  }

  @Test func `a server is its address, and the rest has defaults`() throws {
    let bare = HTTPSpec(url: "http://127.0.0.1:4000/v1/chat/completions")
    #expect(bare.model == "auto")
    #expect(bare.answer == .pointer("/model"))
    #expect(bare.timeout == 30)
    #expect(bare.concurrency == 8)
    #expect(
      try kind("{name: x, kind: http, url: http://127.0.0.1:4000/v1/chat/completions}")
        == .http(bare))
    var full = HTTPSpec(url: "https://router.example/v1")
    full.model = "router"
    full.headers = [HTTPSpec.Header(name: "Authorization", value: "Bearer ${KEY}", line: 10)]
    full.answer = .header("X-Model")
    full.scorePointer = "/score"
    full.aliases = [HTTPSpec.Alias(name: "gpt", model: "big")]
    full.threshold = Threshold(.value(0.5))
    full.timeout = 5.5
    full.concurrency = 2
    full.allowedFaults = 1
    #expect(
      try kind(
        "{name: x, kind: http, url: https://router.example/v1, model: router,"
          + " headers: {Authorization: \"Bearer ${KEY}\"}, answer: {header: X-Model},"
          + " score_pointer: /score, model_map: {gpt: big}, threshold: 0.5, timeout_seconds: 5.5,"
          + " concurrency: 2, allow_faults: 1}") == .http(full))
  }

  private static let mistakes: [(String, String)] = [
    ("kind: exec", "routers[1]: the key `command` is missing"),
    (
      "kind: exec, command: []",
      "routers[1].command: must name a program, such as [python3, router.py]"
    ),
    (
      "kind: exec, command: ''",
      "routers[1].command: must name a program, such as [python3, router.py]"
    ),
    (
      "kind: exec, command: python3 router.py",
      "routers[1].command: is one word, `python3 router.py`: write a list, such as [python3, router.py]"
    ),
    ("kind: exec, command: {a: b}", "routers[1].command: must be a list, is a mapping"),
    (
      "kind: exec, command: [r], timeout_seconds: 0",
      "routers[1].timeout_seconds: must be 0.001 to 86400 seconds"
    ),
    ("kind: exec, command: [r], allow_faults: -1", "routers[1].allow_faults: must be 0 or more"),
    (
      "kind: exec, command: [r], calibrate_on: g",
      "routers[1].calibrate_on: `calibrate_on` needs a `threshold` that is calibrated"
    ),
    (
      "kind: exec, command: [r], env: {A: b}",
      "routers[1]: unknown key `env`; known here: allow_faults, branches, calibrate_on, command,"
        + " imitates, kind, name, threshold, timeout_seconds, why"
    ),
    ("kind: http", "routers[1]: the key `url` is missing"),
    (
      "kind: http, url: localhost",
      "routers[1].url: must be an address such as http://127.0.0.1:4000/v1/chat/completions"
    ),
    (
      "kind: http, url: 'http://me:secret@host/'",
      "routers[1].url: may hold no user or password: put them into `headers` as ${NAME}"
    ),
    ("kind: http, url: http://a, concurrency: 0", "routers[1].concurrency: must be 1 to 256"),
    (
      "kind: http, url: http://a, threshold: 0.5",
      "routers[1].threshold: needs `score_pointer`: where in the response the score stands"
    ),
    (
      "kind: http, url: http://a, answer: {header: a, pointer: /b}",
      "routers[1].answer: must be {header: NAME} or {pointer: /json/pointer}"
    ),
    (
      "kind: http, url: http://a, score_pointer: score",
      "routers[1].score_pointer: must be a JSON pointer, such as /model or /choices/0/score"
    ),
    (
      "kind: http, url: http://a, model_map: {gpt: huge}",
      "routers[1].model_map.gpt: `huge` is not one of the suite's models (`strong`, `weak` or"
        + " `ladder`): small, big"
    ),
    (
      "kind: http, url: http://a, headers: {X-Key: '${KEY'}",
      "routers[1].headers.X-Key: `${` must be followed by a variable's name and `}`"
    ),
    (
      "kind: http, url: http://a, headers: {'X Key': a}",
      "routers[1].headers.X Key: `X Key` is no name of a header"
    ),
  ]

  @Test(arguments: mistakes)
  func `a mistake has its place`(_ keys: String, _ complaint: String) {
    #expect(
      SuiteText.router("{name: x, \(keys)}").complaints == ["suite.yaml:10: \(complaint)"])
  }
}
