import Testing

@testable import EvalCore

/// No router's metric lies beyond what the extremes come to.
struct ExtremeRoutingTests {
  @Test(arguments: 0..<40)
  func `no decisions are beyond the extremes`(seed: Int) {
    let sample = SampleGolden(seed: UInt64(seed), traces: 5...60)
    let golden = sample.golden
    let routing = ExtremeRouting(pool: golden.ladder)
    let own = golden.metrics(sample.decisions)
    for metric in MetricName.allCases {
      if metric.dividesByGap, own.weakIsStronger { continue }
      guard let value = own.value(of: metric).estimate?.estimate,
        let low = routing.decisions(metric, model: nil, highest: false),
        let high = routing.decisions(metric, model: nil, highest: true),
        let least = golden.metrics(low).value(of: metric).estimate?.estimate,
        let most = golden.metrics(high).value(of: metric).estimate?.estimate
      else { continue }
      #expect(least - 1e-9 <= value && value <= most + 1e-9, "\(metric) \(least) \(value) \(most)")
    }
  }

  @Test func `the worst choice is kept where nothing is worse`() {
    let golden = HandMade(weak: [0, 1, 0.5], strong: [1, 0, 0.5]).golden
    let routing = ExtremeRouting(pool: golden.ladder)
    #expect(routing.worst(keeping: golden.always(1)).models == [0, 1, 1])
    #expect(routing.worst(keeping: golden.always(0)).models == [0, 1, 0])
  }
}
