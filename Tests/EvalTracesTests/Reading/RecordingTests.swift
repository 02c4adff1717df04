import EvalCore
import EvalTraces
import Testing

/// Repeated recordings of one query.
struct RecordingTests {
  private func line(_ id: String, _ big: String) -> String {
    #"{"id":"\#(id)","outcomes":{"big":\#(big),"small":{"quality":0}}}"#
  }

  private func recordings(_ qualities: [Double]) -> String {
    "[" + qualities.map { #"{"quality":\#($0)}"# }.joined(separator: ",") + "]"
  }

  @Test func `means are exact in units of the common multiple`() throws {
    let golden = try GoldenText(lines: [
      line("a", recordings([0, 0, 1])), line("b", recordings([1, 0])), line("c", #"{"quality":1}"#),
    ]).read().golden
    #expect(golden.scale.unitsPerPoint == 6_000_000)
    #expect(golden.outcomes[0].quality == [2_000_000, 3_000_000, 6_000_000])
    #expect(golden.outcomes[0].recordings == [3, 2, 1])
    #expect(golden.outcomes[1].recordings == nil)
    #expect(golden.outcomes[1].quality == [0, 0, 0])
  }

  @Test func `the quality of a run is the exact mean`() throws {
    let golden = try GoldenText(lines: [
      line("a", recordings([0, 0, 1])), line("b", recordings([1, 1, 0])),
    ]).read().golden
    let pool = ModelPool(golden: golden, names: ["small", "big"])
    let traces = RoutedTraces(
      pool: pool, scale: golden.scale, weights: nil, decisions: Decisions(models: [1, 1]))
    let metrics = RouterEvaluation.metrics(of: traces, over: .all(of: golden))[0]
    #expect(metrics.quality.estimate?.estimate == 0.5)
  }

  @Test func `the spread is the sum of squared deviations, nothing for one recording`() throws {
    let golden = try GoldenText(lines: [
      line("a", #"{"quality":0.9}"#), line("b", recordings([1, 0, 0.5])),
      line("c", #"{"quality":0.7}"#), line("d", recordings([0.25, 0.25])),
      line("e", #"[{"quality":0.6}]"#),
    ]).read().golden
    let spread = golden.outcomes[0].recordingSpread ?? []
    #expect(spread.count == 5)
    for (value, expected) in zip(spread, [0, 0.5, 0, 0, 0]) {
      #expect((value - expected).magnitude < 1e-12, "\(spread)")
    }
  }

  @Test func `the order of lines changes no spread`() throws {
    let lines = [
      line("a", recordings([1, 0])), line("b", #"{"quality":0.9}"#), line("c", #"{"quality":0.3}"#),
    ]
    let columns = try [lines, lines.reversed(), [lines[1], lines[0], lines[2]]].map {
      try GoldenText(lines: $0).read().golden.outcomes[0]
    }
    #expect(columns[0] == columns[1] && columns[0] == columns[2])
  }

  @Test func `a list of one recording is one recording`() throws {
    let list = try GoldenText(lines: [line("a", #"[{"quality":0.5}]"#)]).read().golden
    let plain = try GoldenText(lines: [line("a", #"{"quality":0.5}"#)]).read().golden
    #expect(facts(list) == facts(plain))
  }

  @Test func `tokens, costs and latencies are means, rounded half up`() throws {
    let golden = try GoldenText(lines: [
      line(
        "a",
        #"[{"quality":1,"input_tokens":3,"output_tokens":10,"cost_usd":0.000000001,"latency_ms":1},"#
          + #"{"quality":1,"input_tokens":4,"output_tokens":20,"cost_usd":0.000000002,"latency_ms":2}]"#
      )
    ]).read().golden
    #expect(golden.outcomes[0].inputTokens == [4])
    #expect(golden.outcomes[0].outputTokens == [15])
    #expect(golden.outcomes[0].recordedCost == [2])
    #expect(golden.outcomes[0].latency == [1500])
  }

  @Test func `recordings are priced before they are averaged`() throws {
    let text = GoldenText(lines: [
      line(
        "a",
        #"[{"quality":1,"input_tokens":3,"output_tokens":0,"cached_input_tokens":1},"#
          + #"{"quality":1,"input_tokens":4,"output_tokens":1,"cached_input_tokens":0}]"#)
    ])
    var golden = try text.read().golden
    golden.prices[0] = ModelPrice(
      inputPicoUSD: 2_000_000, outputPicoUSD: 8_000_000, cachedInputPicoUSD: 1_000_000)
    let pool = ModelPool(golden: golden, names: ["small", "big"])
    // (2·2 + 1·1 + 4·2 + 1·8) / 2 micro-dollars, where the rounded means would say 16 / 2.
    #expect(pool.cost[1] == [10_500])
    #expect(pool.inputTokens[1] == [4])
  }

  @Test func `negative qualities have exact means too`() throws {
    var text = GoldenText(lines: [
      line("a", recordings([-1, 0, 0])), line("b", recordings([-1, -1])),
    ])
    text.manifest[2] = "quality: {min: -1, max: 1}"
    #expect(try text.read().golden.outcomes[0].quality == [-2_000_000, -6_000_000])
  }

  @Test func `recordings without a common multiple in reach are rounded to a millionth`() throws {
    let primes = [2, 3, 5, 7, 11, 13, 17, 19, 23]
    let lines = primes.map { prime in
      line("t\(100 + prime)", recordings((0..<prime).map { $0 == 0 ? 1 : 0 }))
    }
    let golden = try GoldenText(lines: lines).read().golden
    #expect(golden.scale.unitsPerPoint == 1_000_000)
    #expect(
      golden.outcomes[0].quality
        == primes.map { Int64((1e6 / Double($0)).rounded(.toNearestOrAwayFromZero)) })
  }
}
