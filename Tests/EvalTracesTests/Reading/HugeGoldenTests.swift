import EvalCore
import EvalTestSupport
import EvalTraces
import Testing

/// The largest numbers that a golden may hold, added up: in a process of its own, for a sum that
/// passes 64 bits would end it.
struct HugeGoldenTests {
  /// Two hundred traces of a million queries each.
  private static func text(_ big: String, scale: String) -> GoldenText {
    var text = GoldenText(
      lines: (0..<200).map { index in
        #"{"id":"t\#(1000 + index)","weight":1000000,"outcomes":{"big":{\#(big)},"#
          + #""small":{"quality":0}}}"#
      })
    text.manifest[2] = "quality: {\(scale)}"
    return text
  }

  /// Reads and measures; a golden that is refused is fine too.
  private static func measure(_ text: GoldenText) {
    guard let golden = try? text.read().golden else { return }
    let pool = ModelPool(golden: golden, names: ["small", "big"])
    let scores = (0..<golden.count).map(Double.init)
    let traces = RoutedTraces(
      pool: pool, scale: golden.scale, weights: golden.weights,
      decisions: Decisions(scores: scores, threshold: 0, strong: 1, weak: 0))
    let metrics = RouterEvaluation.metrics(of: traces, over: .all(of: golden))[0]
    for metric in MetricName.allCases { _ = metrics.value(of: metric) }
    let apgr = metrics.apgr.estimate?.estimate ?? 0.5
    let tokens = metrics.value(of: .tokens).estimate?.estimate ?? 0
    precondition((apgr - 0.5).magnitude < 1e-9 && tokens >= 0, "\(apgr) \(tokens)")
  }

  @Test func `the widest scale at the largest weights`() async {
    await #expect(processExitsWith: .success) {
      Self.measure(Self.text(#""quality":100000"#, scale: "min: 0, max: 100000"))
    }
  }

  @Test func `the most tokens at the largest weights`() async {
    await #expect(processExitsWith: .success) {
      Self.measure(
        Self.text(
          #""quality":1,"input_tokens":1000000000000,"output_tokens":1000000000000"#,
          scale: "min: 0, max: 1"))
    }
  }

  @Test func `the dearest calls at the largest weights`() async {
    await #expect(processExitsWith: .success) {
      Self.measure(Self.text(#""quality":1,"cost_usd":1000"#, scale: "min: 0, max: 1"))
    }
  }

  @Test func `the slowest calls`() async {
    await #expect(processExitsWith: .success) {
      Self.measure(Self.text(#""quality":1,"latency_ms":1000000000"#, scale: "min: 0, max: 1"))
    }
  }
}
