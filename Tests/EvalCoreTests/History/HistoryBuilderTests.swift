import Testing

@testable import EvalCore

struct HistoryBuilderTests {
  /// A hundred queries of which the strong model alone answers every one.
  private let plain = HistoryMade(HandMade(gaps: [Int](repeating: 1, count: 100)))

  /// The first so many queries go to the weak model.
  private func weak(_ count: Int, of total: Int = 100) -> [UInt8] {
    (0..<total).map { $0 < count ? 0 : 1 }
  }

  private func entry(_ report: HistoryReport, _ run: Int) -> HistoryReport.Entry {
    report.runs[run].routers[0]
  }

  // MARK: Replays of one recording

  @Test func `a step on one recording is exact, and has no test`() throws {
    let report = HistoryMade.report([
      plain.run(1, weak(10)), plain.run(2, weak(11)), plain.run(3, weak(9)),
    ])
    let second = try #require(entry(report, 1).sinceBefore)
    #expect(second == HistoryReport.Change(flips: 1, quality: -0.01, isExact: true))
    #expect(entry(report, 2).sinceBefore?.quality == 0.02)
    #expect(entry(report, 2).sinceAnchor?.quality == 0.01)
    #expect(entry(report, 2).change == 0.02)
    #expect(entry(report, 0).sinceBefore == nil)
    #expect(report.routers[0].chart.isEmpty)
    #expect(report.verdict == .passed)
    #expect(report.exitCode == .passed)
  }

  @Test func `a run in which nothing changed has not moved`() {
    let report = HistoryMade.report([plain.run(1, weak(10)), plain.run(2, weak(10))])
    #expect(!report.runs[1].hasMoved)
    #expect(report.runs[1].events.isEmpty)
    #expect(entry(report, 1).configChanged == false)
  }

  @Test func `flips that cancel out are a move of zero`() {
    var other = weak(10)
    other[0] = 1
    other[50] = 0
    let report = HistoryMade.report([plain.run(1, weak(10)), plain.run(2, other)])
    #expect(entry(report, 1).sinceBefore?.flips == 2)
    #expect(entry(report, 1).sinceBefore?.quality == 0)
    #expect(report.runs[1].hasMoved)
  }

  // MARK: The budget

  @Test func `drops that are small one by one spend the budget together`() {
    let runs = (1...4).map { plain.run($0, weak(9 + $0)) }
    #expect(HistoryMade.report(Array(runs.prefix(3))).verdict == .passed)
    let report = HistoryMade.report(runs)
    #expect(report.routers[0].sinceAnchor?.quality == -0.03)
    #expect(report.routers[0].budget == .spent)
    #expect(report.verdict == .failed)
    #expect(report.exitCode == .failed)
  }

  @Test func `a drop of the budget itself is within it`() {
    let report = HistoryMade.report([plain.run(1, weak(10)), plain.run(2, weak(12))])
    #expect(report.routers[0].sinceAnchor?.quality == -0.02)
    #expect(report.routers[0].budget == .holds)
  }

  @Test func `a drop that was made good again is not held against anyone`() {
    let report = HistoryMade.report([
      plain.run(1, weak(10)), plain.run(2, weak(40)), plain.run(3, weak(10)),
    ])
    #expect(report.verdict == .passed)
  }

  @Test func `runs before the anchor are shown and not judged`() {
    let runs = [plain.run(1, weak(0)), plain.run(2, weak(40)), plain.run(3, weak(41))]
    let report = HistoryMade.report(runs, anchor: 1)
    #expect(report.runs.map(\.isAnchor) == [false, true, false])
    #expect(entry(report, 1).sinceBefore?.quality == -0.4)
    #expect(entry(report, 1).sinceAnchor == nil)
    #expect(report.routers[0].sinceAnchor?.quality == -0.01)
    #expect(report.verdict == .passed)
  }

  @Test func `a single run decides nothing`() {
    let report = HistoryMade.report([plain.run(1, weak(10))])
    #expect(report.verdict == .inconclusive)
    #expect(report.exitCode == .inconclusive)
    #expect(report.routers[0].verdict == nil)
  }

  @Test func `where the anchor is the newest of several runs nothing has been lost since`() {
    let runs = [plain.run(1, weak(0)), plain.run(2, weak(40))]
    #expect(HistoryMade.report(runs, anchor: 1).verdict == .passed)
  }

  // MARK: Routers that come and go

  @Test func `a router that the suite dropped is not judged any more`() {
    var later = plain
    later.suite = "t"
    let report = HistoryMade.report([
      plain.run(1, weak(0), routers: ["q", "r"]), plain.run(2, weak(50), routers: ["q", "r"]),
      later.run(3, weak(0), routers: ["r"]),
    ])
    #expect(report.runs[2].events == ["suite changed", "1 router removed: q"])
    #expect(report.routers.map(\.router) == ["r", "q"])
    #expect(report.routers[1].verdict == nil)
    #expect(report.verdict == .passed)
  }

  @Test func `a router that only the newest run left out is still judged`() {
    let report = HistoryMade.report([
      plain.run(1, weak(0), routers: ["q", "r"]), plain.run(2, weak(50), routers: ["q"]),
      plain.run(3, weak(0), routers: ["r"]),
    ])
    #expect(report.routers.map(\.verdict) == [.passed, .failed])
    #expect(report.verdict == .failed)
  }

  @Test func `a router that the anchor does not have has no budget`() {
    let report = HistoryMade.report([
      plain.run(1, weak(0)), plain.run(2, weak(50), routers: ["r2"]),
    ])
    #expect(report.routers.first { $0.router == "r2" }?.verdict == nil)
    #expect(report.verdict == .inconclusive || report.verdict == .failed)
  }

  // MARK: What cannot be compared

  @Test func `other traces are shown, not compared, and leave the question open`() {
    let other = HistoryMade(HandMade(gaps: [Int](repeating: 1, count: 90)))
    var extended = other
    extended.sha = "b"
    let report = HistoryMade.report([
      plain.run(1, weak(10)), extended.run(2, weak(10, of: 90)),
      extended.run(3, weak(19, of: 90)),
    ])
    #expect(report.runs[1].events == ["other traces: not compared"])
    #expect(report.runs[1].notComparedWithAnchor == "other traces: not compared")
    #expect(entry(report, 1).sinceBefore == nil)
    #expect(entry(report, 1).change == nil)
    // Among themselves the later runs are compared.
    #expect(entry(report, 2).sinceBefore?.quality == -0.1)
    #expect(report.routers[0].verdict == .inconclusive)
    #expect(report.verdict == .inconclusive)
  }

  @Test func `what changed around the routers is named`() {
    var later = plain
    later.suite = "t"
    later.config = "d"
    later.metricVersion = 2
    let report = HistoryMade.report([plain.run(1, weak(10)), later.run(2, weak(10))])
    #expect(
      report.runs[1].events == ["suite changed", "engine changed: metric version 2, was 1"])
    #expect(entry(report, 1).configChanged == true)
    // Two versions' figures are not set side by side; replays are.
    #expect(entry(report, 1).change == nil)
    #expect(entry(report, 1).sinceBefore?.isNothing == true)
  }
}
