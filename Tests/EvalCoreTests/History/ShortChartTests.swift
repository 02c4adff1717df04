import Testing

@testable import EvalCore

/// Charts with too few recordings to decide.
struct ShortChartTests {
  private static let count = 100
  private let routes = (0..<count).map { UInt8($0 % 2) }

  /// Recordings whose qualities vary by ±0.05 about 0.7 and sink by a slide each time.
  private func recordings(_ count: Int, slide: Double) -> [HistoryMade.Made] {
    var draws = Draws(seed: 5)
    return (0..<count).map { number in
      func column() -> [Double] {
        (0..<Self.count).map { _ in
          let noise = Double(draws.integer(-50...50)) / 1000
          return ((0.7 + noise - slide * Double(number)) * 1e6).rounded() / 1e6
        }
      }
      var made = HistoryMade(HandMade(weak: column(), strong: column()))
      made.sha = "recording\(number)"
      return made.run(number + 1, routes)
    }
  }

  @Test(arguments: [(9, Verdict.inconclusive), (10, Verdict.failed)])
  func `an alarm decides from the tenth recording on`(since: Int, verdict: Verdict) {
    let report = HistoryMade.report(recordings(since + 1, slide: 0.02), budget: 1)
    let router = report.routers[0]
    #expect(router.chart.count == since)
    #expect(router.chart.last?.alarm == .fall)
    #expect(router.missingRecordings == 10 - since)
    #expect(router.isAlarming == (since == 10))
    #expect(router.verdict == verdict)
    #expect(report.verdict == verdict)
    #expect(
      router.reason
        == (since == 10
          ? "CUSUM alarms"
          : "CUSUM alarms; CUSUM has 9 of 10 recordings: it does not decide yet"))
  }

  @Test func `the budget decides on its own, and no chart is blamed that cannot decide`() {
    let report = HistoryMade.report(recordings(5, slide: 0.02))
    #expect(report.routers[0].chart.last?.alarm == .fall)
    #expect(report.routers[0].verdict == .failed)
    #expect(report.routers[0].reason == "the budget is spent")
  }

  @Test func `a short chart that is quiet passes and says what it lacks`() {
    let report = HistoryMade.report(recordings(3, slide: 0))
    #expect(report.verdict == .passed)
    #expect(
      report.routers[0].reason
        == "within the budget; CUSUM has 2 of 10 recordings: it does not decide yet")
    #expect(report.leastRecordings == 10)
  }

  @Test func `a router without a chart lacks no recordings`() {
    let plain = HistoryMade(HandMade(gaps: [1, 1, 0]))
    let report = HistoryMade.report([plain.run(1, [0, 1, 1]), plain.run(2, [0, 1, 1])])
    #expect(report.routers[0].missingRecordings == nil)
    #expect(report.routers[0].reason == "within the budget")
  }
}
