import Testing

@testable import EvalCore

struct RecordingChartTests {
  private func chart(_ changes: [Double], error: Double = 1) -> [HistoryReport.ChartPoint] {
    var chart = RecordingChart(anchorRepetitions: 1)
    for (index, change) in changes.enumerated() {
      chart.add(
        run: "\(index)", change: change, standardError: error, repetitions: (anchor: 1, now: 1))
    }
    return chart.report
  }

  @Test func `the first recording's score is its change in standard errors`() {
    let points = chart([-3], error: 2)
    #expect(points[0].z == -1.5)
    #expect(points[0].score == -1.5)
    #expect(points[0].lower == 1)
    #expect(points[0].upper == 0)
  }

  @Test func `later ones are held against the mean of all before`() {
    // The changes have variance 1, so a recording has ½; the third is -2 from a mean of 1 with
    // variance ½·(1 + ⅓).
    let points = chart([0, 3, -1])
    #expect(points[2].z == -1)
    #expect((points[2].score + 2 / (2.0 / 3).squareRoot()).magnitude < 1e-11)
  }

  @Test func `repeated recordings weigh more`() {
    var chart = RecordingChart(anchorRepetitions: 4)
    // c/4 + c/1 = 5: c is 4, and the recording's own variance with the anchor's is 5.
    chart.add(
      run: "a", change: 5, standardError: 5.0.squareRoot(), repetitions: (anchor: 4, now: 1))
    // The mean before is 5/5 = 1 with variance 4/5; this one is 4 from it, with variance 4.
    chart.add(
      run: "b", change: 5, standardError: 5.0.squareRoot(), repetitions: (anchor: 4, now: 1))
    #expect((chart.report[0].score - 5.0.squareRoot()).magnitude < 1e-11)
    #expect((chart.report[1].score - 4 / 4.8.squareRoot()).magnitude < 1e-11)
  }

  @Test func `a large step alarms at once`() {
    #expect(chart([-6]).map(\.alarm) == [.fall])
    #expect(chart([0, 0, 7]).map(\.alarm) == [nil, nil, .rise])
  }

  /// Changes against one noisy anchor are correlated: summed up as they are, one history of thirty
  /// recordings in five would alarm for a fall.
  @Test func `an unlucky anchor does not alarm`() {
    var draws = Draws(seed: 11)
    func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + draws.unit() } }
    var alarms = 0
    for _ in 0..<500 {
      let anchor = normal()
      let changes = (0..<30).map { _ in normal() - anchor }
      if chart(changes, error: 2.0.squareRoot()).contains(where: { $0.alarm == .fall }) {
        alarms += 1
      }
    }
    // About 2.5 % are to be expected.
    #expect(alarms < 30)
  }
}
