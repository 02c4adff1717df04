import Testing

@testable import EvalCore

/// Charts of routers whose routes changed while recordings came and went.
struct ReroutedChartTests {
  private static let count = 200

  /// Recordings of a weak model of about 0.4 and a strong one of 0.8, whose answers lose so much
  /// from the seventh recording on.
  private func recordings(_ routes: (Int) -> [UInt8], loss: Double = 0) -> [HistoryMade.Made] {
    var draws = Draws(seed: 3)
    return (0..<16).map { number in
      func column(_ level: Double) -> [Double] {
        (0..<Self.count).map { _ in
          let noise = Double(draws.integer(-50...50)) / 1000
          return ((level + noise - (number >= 6 ? loss : 0)) * 1e6).rounded() / 1e6
        }
      }
      var made = HistoryMade(HandMade(weak: column(0.4), strong: column(0.8)))
      made.sha = "recording\(number)"
      made.config = number < 6 ? "before" : "after"
      return made.run(number + 1, routes(number))
    }
  }

  /// From the seventh recording on a tenth of the queries goes to the weak model.
  private func rerouted(_ number: Int) -> [UInt8] {
    (0..<Self.count).map { number >= 6 && $0 % 10 == 0 ? 0 : 1 }
  }

  @Test func `routes that people changed are left out of the chart, and not out of the budget`() {
    let report = HistoryMade.report(recordings(rerouted), budget: 0.02)
    let router = report.routers[0]
    #expect(router.chart.count == 15)
    #expect(router.chart.allSatisfy { $0.alarm == nil })
    #expect((router.sinceAnchor?.quality ?? 0) < -0.03)
    #expect(router.budget == .spent)
    #expect(router.reason == "the budget is spent")
    // Within a larger budget nothing is wrong with it.
    #expect(HistoryMade.report(recordings(rerouted), budget: 0.1).verdict == .passed)
  }

  @Test func `answers that became worse alarm across a change of routes`() {
    // Three standard errors of a change: √(2 · 0.1²/12/200) is 0.0029.
    let report = HistoryMade.report(recordings(rerouted, loss: 0.009), budget: 0.2)
    #expect(report.routers[0].chart.last?.alarm == .fall)
    #expect(report.routers[0].reason == "CUSUM alarms")
  }

  @Test func `the answers' part and its noise are as by hand`() throws {
    // Four queries; the last one moves from the weak model to the strong one.
    func made(_ sha: String, _ weak: [Double], _ strong: [Double]) -> HistoryMade {
      var made = HistoryMade(HandMade(weak: weak, strong: strong))
      made.sha = sha
      return made
    }
    let report = HistoryMade.report([
      made("a", [0.5, 0.5, 0.5, 0.5], [1, 1, 1, 1]).run(1, [0, 0, 1, 0]),
      made("b", [0.3, 0.5, 0.5, 0.7], [1, 1, 0.8, 0.6]).run(2, [0, 0, 1, 1]),
      made("c", [0.5, 0.5, 0.5, 0.5], [1, 1, 1, 1]).run(3, [0, 0, 1, 1]),
    ])
    let points = report.routers[0].chart
    // Changes of answers: -0.2, 0, -0.2, and (0.2 - 0.4)/2 = -0.1: together -0.5 of four.
    let first = try #require(points.first)
    #expect(first.change == -0.125)
    #expect(first.change == report.runs[1].routers[0].sinceAnchor?.answers)
    // From -0.125: -0.075, 0.125, -0.075, 0.025; squares 0.0275; √(4/3 · 0.0275)/4.
    #expect((first.standardError - (4.0 / 3 * 0.0275).squareRoot() / 4).magnitude < 1e-9)
    #expect((first.z - first.change / first.standardError).magnitude < 1e-9)
    // Variances of two recordings: 0.02, 0, 0.02 and (0.02 + 0.08)/4 = 0.025, of each recording.
    let second = try #require(points.last)
    #expect(second.change == 0)
    #expect((second.standardError - (2 * 0.065).squareRoot() / 4).magnitude < 1e-9)
  }

  @Test func `a model that the anchor did not record leaves no point, and the budget stands`() {
    var runs = recordings { _ in [UInt8](repeating: 1, count: Self.count) }
    for number in 3..<runs.count {
      let names = ["weak", "newer"]
      runs[number].side.golden.models = names
      runs[number].side.pool = ModelPool(golden: runs[number].side.golden, names: names)
    }
    let report = HistoryMade.report(runs)
    #expect(report.routers[0].chart.map(\.run) == ["run2", "run3"])
    #expect(report.routers[0].budget == .holds)
    #expect(report.routers[0].missingRecordings == 8)
  }
}
