import Testing

@testable import EvalCore

/// Histories in which the golden was recorded anew.
struct RecordedAnewTests {
  private static let count = 400
  private let routes = (0..<count).map { UInt8($0 % 2) }

  /// Recordings whose qualities vary by ±0.05 about 0.7, the mean sinking by a slide each time.
  private func recordings(_ count: Int, slide: Double, seed: UInt64 = 7) -> [HistoryMade.Made] {
    var draws = Draws(seed: seed)
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

  @Test func `another recording is no exact step, and has a standard error`() throws {
    let report = HistoryMade.report(recordings(3, slide: 0))
    #expect(report.runs[1].events == ["golden recorded anew"])
    let first = try #require(report.runs[1].routers[0].sinceAnchor)
    #expect(!first.isExact)
    #expect(first.noise == .population)
    // Each recording has variance 0.05²/3 a query: √(2·0.05²/3/400) = 0.00204.
    let error = try #require(first.standardError)
    #expect((error - 0.00204).magnitude < 0.0002)
    // The recordings before tell the noise of the third.
    let second = try #require(report.runs[2].routers[0].sinceAnchor)
    #expect(second.noise == .floor)
    #expect((try #require(second.standardError) - 0.00204).magnitude < 0.0002)
  }

  @Test func `a slide too slow for any single recording alarms, and the run is named`() throws {
    // A third of a standard error each time: 0.0007.
    let report = HistoryMade.report(recordings(16, slide: 0.0007))
    let chart = report.routers[0].chart
    #expect(chart.count == 15)
    let alarm = try #require(chart.first { $0.alarm != nil })
    #expect(alarm.alarm == .fall)
    #expect(chart.last?.alarm == .fall)
    #expect(report.routers[0].budget == .holds)
    #expect(report.verdict == .failed)
    #expect(report.routers[0].reason == "CUSUM alarms")
  }

  @Test func `recordings that only vary do not alarm`() {
    let report = HistoryMade.report(recordings(16, slide: 0))
    #expect(report.routers[0].chart.allSatisfy { $0.alarm == nil })
    #expect(report.verdict == .passed)
  }

  @Test func `a rise alarms and is not worse`() {
    let report = HistoryMade.report(recordings(16, slide: -0.0015))
    #expect(report.routers[0].chart.last?.alarm == .rise)
    #expect(report.verdict == .passed)
  }

  @Test func `a later run on a known recording is no new evidence`() {
    let runs = recordings(3, slide: 0)
    var again = runs[1]
    again.run.number = 9
    let report = HistoryMade.report(
      [runs[0], runs[1], again, again, runs[2]].enumerated().map {
        var made = $0.element
        made.run.number = Int64($0.offset + 1)
        made.run.id = "run\($0.offset + 1)"
        return made
      })
    #expect(report.routers[0].chart.map(\.run) == ["run2", "run5"])
    #expect(report.runs[2].routers[0].sinceBefore?.isExact == true)
  }

  @Test func `other routes and other answers are told apart`() throws {
    let runs = recordings(2, slide: 0.01)
    var now = runs[1]
    now.side.routers[0].decisions.models[0] = 1 - routes[0]
    let change = try #require(
      HistoryMade.report([runs[0], now]).runs[1].routers[0].sinceBefore)
    #expect(change.flips == 1)
    let parts = try #require(change.routes) + #require(change.answers)
    #expect((parts - change.quality).magnitude < 1e-11)
  }

  @Test func `a loss that the recording's noise may be is not called one`() throws {
    func made(_ sha: String, _ losses: Int) -> HistoryMade {
      // 20 queries, each right or wrong: one more wrong is 0.05.
      var made = HistoryMade(
        HandMade(
          weak: (0..<20).map { $0 < losses ? 0 : 1 }, strong: [Double](repeating: 1, count: 20)))
      made.sha = sha
      return made
    }
    let weak = [UInt8](repeating: 0, count: 20)
    let report = HistoryMade.report([made("a", 0).run(1, weak), made("b", 1).run(2, weak)])
    #expect(report.routers[0].sinceAnchor?.quality == -0.05)
    #expect(report.routers[0].budget == .unclear)
    #expect(report.verdict == .inconclusive)
    let clear = HistoryMade.report([made("a", 0).run(1, weak), made("b", 15).run(2, weak)])
    #expect(clear.routers[0].budget == .spent)
    #expect(clear.verdict == .failed)
  }

  @Test func `qualities recorded once and thrice are compared in common units`() throws {
    var thrice = HistoryMade(HandMade(weak: [0, 1, 0, 1], strong: [1, 1, 1, 1]))
    thrice.made.scale.unitsPerPoint = 3_000_000
    thrice.sha = "b"
    let once = HistoryMade(HandMade(weak: [0, 1, 0, 0], strong: [1, 1, 1, 1]))
    let weak = [UInt8](repeating: 0, count: 4)
    let report = HistoryMade.report([once.run(1, weak), thrice.run(2, weak)])
    #expect(report.runs[1].routers[0].sinceBefore?.quality == 0.25)
  }
}
