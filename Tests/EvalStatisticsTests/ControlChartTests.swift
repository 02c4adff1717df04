import EvalStatistics
import Testing

struct ControlChartTests {
  /// The case `cusum_page_hinkley` of the known answers.
  private static let history = [0.1, -0.3, 0.2, 0.4, -0.1, 1.2, 0.9, 1.4, 0.8, 1.1, 1.3, 0.7]

  @Test func `the CUSUM meets the known answer`() {
    let chart = ControlChart.cusum(Self.history, k: 0.5, h: 2.1)
    let expected = [0, 0, 0, 0, 0, 0.7, 1.1, 2.0, 2.3, 2.9, 3.7, 3.9000000000000004]
    #expect(chart.upper.statistics.count == expected.count)
    for (value, answer) in zip(chart.upper.statistics, expected) {
      #expect(isClose(value, answer, relative: 1e-12))
    }
    #expect(chart.upper.firstAlarm == 8)
    #expect(chart.upper.alarms == [8, 9, 10, 11])
    #expect(chart.lower.alarms.isEmpty)
    #expect(chart.lower.firstAlarm == nil)
  }

  @Test func `Page-Hinkley meets the known answer`() {
    let path = ControlChart.pageHinkley(Self.history, delta: 0.05, lambda: 2)
    let expected = [
      0.0, 0.0, 0.15000000000000002, 0.4, 0.19, 1.0899999999999999, 1.5971428571428572,
      2.472142857142857, 2.711031746031746, 3.191031746031746, 3.8046681096681096,
      3.813001443001443,
    ]
    #expect(path.statistics.count == expected.count)
    for (value, answer) in zip(path.statistics, expected) {
      #expect(isClose(value, answer, relative: 1e-12))
    }
    #expect(path.firstAlarm == 7)
    #expect(path.alarms == [7, 8, 9, 10, 11])
  }

  @Test func `no history has no alarm`() {
    let chart = ControlChart.cusum([], k: 0.5, h: 5)
    #expect(chart.upper.statistics.isEmpty)
    #expect(chart.lower.firstAlarm == nil)
    #expect(ControlChart.pageHinkley([], delta: 0, lambda: 1).alarms.isEmpty)
  }

  @Test func `a history turned over changes sides`() {
    let chart = ControlChart.cusum(Self.history, k: 0.5, h: 2.1)
    let turned = ControlChart.cusum(Self.history.map { -$0 }, k: 0.5, h: 2.1)
    #expect(chart.upper == turned.lower)
    #expect(chart.lower == turned.upper)
  }

  @Test func `the limit itself is no alarm`() {
    let chart = ControlChart.cusum([1.5, 1.5, 1.5], k: 0.5, h: 2)
    #expect(chart.upper.statistics == [1, 2, 3])
    #expect(chart.upper.alarms == [2])
    // Sums 0, ½, 1: the running means are 0, ½ and 1 of the values 0, 1, 2.
    let path = ControlChart.pageHinkley([0, 1, 2], delta: 0, lambda: 0.5)
    #expect(path.statistics == [0, 0.5, 1.5])
    #expect(path.alarms == [2])
  }

  @Test func `a constant history never leaves zero`() {
    let path = ControlChart.pageHinkley([3, 3, 3, 3], delta: 0, lambda: 1)
    #expect(path.statistics == [0, 0, 0, 0])
    let chart = ControlChart.cusum([0.5, -0.5, 0.5], k: 0.5, h: 1)
    #expect(chart.upper.statistics == [0, 0, 0])
    #expect(chart.lower.statistics == [0, 0, 0])
  }

  @Test func `a level that came back is forgotten`() {
    let chart = ControlChart.cusum([4, 4, -4, -4, 0, 0], k: 0.5, h: 5)
    #expect(chart.upper.statistics == [3.5, 7, 2.5, 0, 0, 0])
    #expect(chart.upper.alarms == [1])
    #expect(chart.lower.alarms == [3, 4, 5])
  }

  @Test func `unchanged values alarm about as seldom as the textbook says`() {
    var source = SeededSample(seed: 371)
    var length = 0
    for _ in 0..<100 {
      let values = source.normals(2500)
      let chart = ControlChart.cusum(values, k: 0.5, h: 5)
      length += min(chart.upper.firstAlarm ?? 2500, chart.lower.firstAlarm ?? 2500) + 1
    }
    // 465 with a standard error of 46.
    #expect((length / 100 - 465).magnitude < 140)
  }

  @Test func `limits that are none are a programming error`() async {
    await #expect(processExitsWith: .failure) { _ = ControlChart.cusum([1], k: -1, h: 1) }
    await #expect(processExitsWith: .failure) { _ = ControlChart.cusum([.nan], k: 1, h: 1) }
    await #expect(processExitsWith: .failure) {
      _ = ControlChart.pageHinkley([1], delta: 0, lambda: 0)
    }
  }
}
