import EvalStatistics
import Testing

struct IntervalTests {
  @Test func `an interval of one point is an interval`() {
    let point = Interval(low: 2, high: 2)
    #expect(point.low == point.high)
  }

  @Test func `an interval may be open on one side`() {
    let oneSided = Interval(low: -.infinity, high: 0.5)
    #expect(oneSided.low < oneSided.high)
  }

  @Test func `intervals with the same ends are equal`() {
    #expect(Interval(low: 1, high: 2) == Interval(low: 1, high: 2))
    #expect(Interval(low: 1, high: 2) != Interval(low: 1, high: 3))
  }

  @Test func `ends in the wrong order are a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = Interval(low: 1, high: 0)
    }
  }
}
