import EvalCore
import Foundation

/// Measures how often gates and charts are wrong, on suites made of chance under fixed seeds.
///
/// Prints a table and exits 1 where an error rate is beyond what `docs/methodology.md` promises.
@main
enum Simulations {
  private struct Case: Sendable {
    let name: String
    /// Whether what is counted happened in the case that a seed makes.
    let happens: @Sendable (UInt64) -> Bool
    /// What the share must not exceed, or must reach.
    let limit: (most: Double?, least: Double?)
    /// How many suites for each one asked for.
    let factor: Int
  }

  private static let cases: [Case] = [
    Case(
      name: "no change, 114 cohorts, n 3000: any cohort blocks",
      happens: {
        SimulatedSuite(traces: 3000, discordance: 0.06, scope: .everyCohort, margin: 0.03).run(
          seed: $0
        ).verdict == .failed
      },
      limit: (0.07, nil), factor: 1),
    Case(
      name: "no change, clusters of 10: any cohort blocks",
      happens: {
        SimulatedSuite(
          traces: 3000, clusterSize: 10, discordance: 0.06, scope: .everyCohort, margin: 0.03
        ).run(seed: $0).verdict == .failed
      },
      limit: (0.07, nil), factor: 1),
    Case(
      name: "-8 points in 7 % of traffic, made up for elsewhere: found",
      happens: {
        SimulatedSuite(
          traces: 3000, discordance: 0.03, planted: (0.07, 0.08), scope: .everyCohort, margin: 0.03
        ).run(seed: $0).foundPlanted
      },
      limit: (nil, 0.70), factor: 1),
    Case(
      name: "no change, one gate, n 1000, 6 % discordant: fails",
      happens: {
        SimulatedSuite(traces: 1000, discordance: 0.06, scope: .all, margin: 0.01).run(seed: $0)
          .verdict == .failed
      },
      limit: (0.06, nil), factor: 4),
    Case(
      name: "-2 points, one gate, n 1000, 6 % discordant: fails",
      happens: {
        SimulatedSuite(
          traces: 1000, discordance: 0.06, shareOfLosses: 2.0 / 3, scope: .all, margin: 0.01
        ).run(seed: $0).verdict == .failed
      },
      limit: (nil, 0.77), factor: 4),
    Case(
      name: "nothing recorded changed, 10 recordings of 400 queries: the chart alarms",
      happens: {
        SimulatedHistory(traces: 400, varying: 0.5, recordings: 10).falls(seed: $0).last == true
      },
      limit: (0.01, nil), factor: 4),
    Case(
      name: "the same, a tenth of the routes changed at the 5th: the chart alarms",
      happens: {
        SimulatedHistory(traces: 400, varying: 0.5, recordings: 10, reroutedFrom: 5)
          .falls(seed: $0).last == true
      },
      limit: (0.01, nil), factor: 4),
    Case(
      name: "-2 standard errors from the 10th recording on: the chart alarms by the 20th",
      happens: {
        SimulatedChart(recordings: 20, drop: (10, 2)).falls(seed: $0).contains(true)
      },
      limit: (nil, 0.97), factor: 4),
  ]

  /// Runs every case; the only argument is the number of suites, 1,000 unless told, or `charts`
  /// before it for the tables of control charts.
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    let count = arguments.last.flatMap(Int.init) ?? 1_000
    if arguments.first == "charts" {
      ChartTable.show(histories: count)
      return
    }
    var isBeyond = false
    for test in cases {
      let suites = count * test.factor
      let hits = hits(test, suites: suites)
      let share = Double(hits) / Double(suites)
      // With fewer suites than the promise was made for, chance alone may go beyond it.
      let slack = count >= 1_000 ? 0 : 3 * (share * (1 - share) / Double(suites)).squareRoot()
      let holds =
        share <= (test.limit.most ?? 1) + slack && share >= (test.limit.least ?? 0) - slack
      let limit =
        test.limit.most.map { "at most \($0)" } ?? test.limit.least.map { "at least \($0)" } ?? ""
      let text = String(format: "%.4f", share)
      print("\(holds ? "ok    " : "BEYOND") \(text)  (\(limit), \(suites) suites)  \(test.name)")
      if !holds { isBeyond = true }
    }
    exit(isBeyond ? 1 : 0)
  }

  private static func hits(_ test: Case, suites: Int) -> Int {
    collect(suites, test.happens).count { $0 }
  }

  /// Returns what each of so many seeds comes to, in order.
  static func collect<Result: Sendable>(
    _ count: Int, _ result: @Sendable (UInt64) -> Result
  ) -> [Result] {
    let results = UnsafeMutableBufferPointer<Result?>.allocate(capacity: count)
    results.initialize(repeating: nil)
    defer {
      results.deinitialize()
      results.deallocate()
    }
    // Each iteration writes a place of its own.
    nonisolated(unsafe) let places = results
    DispatchQueue.concurrentPerform(iterations: count) { index in
      places[index] = result(0x5EED + UInt64(index))
    }
    return results.compactMap { $0 }
  }
}
