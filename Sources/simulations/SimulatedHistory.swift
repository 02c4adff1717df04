import EvalCore
import EvalStatistics

/// A suite's history over recordings made of chance, in which nothing ever changes.
struct SimulatedHistory: Sendable {
  var traces: Int
  /// The share of queries whose answers vary from one recording to the next; each of these is right
  /// with a probability of its own.
  var varying: Double
  /// How many recordings follow the anchor's.
  var recordings: Int
  /// The recording from which on the router sends a tenth of the queries elsewhere.
  var reroutedFrom: Int?

  /// Tells for each recording whether the chart alarms for a fall there.
  ///
  /// A recording that is not on the chart, for nothing differs, does not alarm.
  func falls(seed: UInt64) -> [Bool] {
    let chart = report(seed: seed).routers.first?.chart ?? []
    return (1...recordings).map { number in
      chart.first { $0.run == "\(number)" }?.alarm == .fall
    }
  }

  private func report(seed: UInt64) -> HistoryReport {
    var random = SplitMix64(seed: seed)
    func unit() -> Double { Double(random.next() >> 11) * 0x1p-53 }
    let chances = (0..<2).map { _ in
      (0..<traces).map { _ in unit() < varying ? unit() : (unit() < 0.5 ? 0 : 1) }
    }
    let routes = (0..<traces).map { UInt8($0 % 2) }
    let others = routes.map { _ in unit() < 0.1 }
    var options = HistoryBuilder.Options()
    options.budget = 1
    var builder: HistoryBuilder?
    for number in 0...recordings {
      let columns = chances.map { $0.map { unit() < $0 ? Int64(1_000_000) : 0 } }
      let golden = SimulatedGolden.make(
        weak: columns[0], strong: columns[1], sha256: "\(number)")
      let isRerouted = reroutedFrom.map { number >= $0 } ?? false
      let models = zip(routes, others).map { isRerouted && $1 ? 1 - $0 : $0 }
      let (run, side) = made(number, golden, Decisions(models: models))
      if builder == nil {
        builder = HistoryBuilder(
          suite: "simulated", anchor: run, side: side, origin: .oldest, options: options)
      }
      builder?.add(run, side)
    }
    guard let report = builder?.report() else { preconditionFailure("no recording") }
    return report
  }

  private func made(
    _ number: Int, _ golden: Golden, _ decisions: Decisions
  ) -> (HistoryRun, DiffSide) {
    let comparability = Comparability(
      goldenSHA256: golden.sha256, suiteSHA256: "s", pricesSHA256: "p",
      metricVersion: Comparability.currentMetricVersion, seed: 1)
    let run = HistoryRun(
      number: Int64(number), id: "\(number)", startedAt: "2026-01-01T00:00:00Z",
      verdict: .passed, tool: "", traces: golden.count, comparability: comparability, git: nil,
      routers: [
        HistoryRun.Router(name: "r", configSHA256: "c", value: .undefined("not looked at"))
      ])
    let side = DiffSide(
      title: "\(number)", comparability: comparability, golden: golden,
      pool: ModelPool(golden: golden, names: golden.models),
      routers: [DiffSide.Router(name: "r", decisions: decisions)], knowledge: .everything)
    return (run, side)
  }
}
