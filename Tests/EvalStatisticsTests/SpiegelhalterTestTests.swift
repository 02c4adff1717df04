import EvalStatistics
import Testing

struct SpiegelhalterTestTests {
  @Test func `statistic and p meet the known answer`() throws {
    let statistic = try #require(
      SpiegelhalterTest.statistic(
        scores: CalibrationCase.scores, labels: CalibrationCase.labels))
    #expect(isClose(statistic, 0.3516764938852827, relative: 1e-10))
    let p = SpiegelhalterTest.pValue(statistic: statistic)
    #expect(isClose(p, 0.7250808910033084, relative: 1e-10))
  }

  @Test func `scores that can tell nothing have no statistic`() {
    #expect(SpiegelhalterTest.statistic(scores: [], labels: []) == nil)
    #expect(SpiegelhalterTest.statistic(scores: [0, 1, 0.5], labels: [1, 0, 1]) == nil)
  }

  @Test func `scores too extreme lie above zero, scores too timid below`() throws {
    let labels: [Double] = [0, 0, 0, 1, 1, 1, 1, 0]
    let extreme = try #require(
      SpiegelhalterTest.statistic(
        scores: [0.05, 0.05, 0.05, 0.05, 0.95, 0.95, 0.95, 0.95], labels: labels))
    let timid = try #require(
      SpiegelhalterTest.statistic(
        scores: [0.45, 0.45, 0.45, 0.45, 0.55, 0.55, 0.55, 0.55], labels: labels))
    #expect(extreme > 0 && timid < 0)
  }

  @Test func `exchanging the classes changes nothing`() throws {
    let flipped = SpiegelhalterTest.statistic(
      scores: CalibrationCase.scores.map { 1 - $0 },
      labels: CalibrationCase.labels.map { 1 - $0 })
    #expect(isClose(flipped, 0.3516764938852827, relative: 1e-10))
  }

  @Test func `a calibrated score is refused as often as the level says`() throws {
    var source = SeededSample(seed: 441)
    var refused = 0
    for _ in 0..<2000 {
      let scores = (0..<80).map { _ in source.unit() }
      let labels = scores.map { source.unit() < $0 ? 1.0 : 0 }
      let statistic = try #require(
        SpiegelhalterTest.statistic(scores: scores, labels: labels))
      if SpiegelhalterTest.pValue(statistic: statistic) <= 0.05 { refused += 1 }
    }
    // 100 expected; four standard deviations are 39.
    #expect(60...140 ~= refused)
  }
}
