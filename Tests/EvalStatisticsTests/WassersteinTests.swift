import EvalStatistics
import Testing

struct WassersteinTests {
  /// The case `continuous_drift` of the known answers.
  private static let reference = [0.1, 0.2, 0.2, 0.3, 0.4, 0.4, 0.5, 0.9]
  private static let current = [0.2, 0.3, 0.4, 0.5, 0.5, 0.6, 0.7, 0.8, 0.95, 1.0]

  @Test func `both distances meet the known answer`() {
    let distance = Wasserstein.distance(reference: Self.reference, current: Self.current)
    #expect(isClose(distance, 0.21999999999999997, relative: 1e-9))
    let standardised = Wasserstein.standardisedDistance(
      reference: Self.reference, current: Self.current)
    #expect(isClose(standardised, 0.9434590306572592, relative: 1e-9))
  }

  @Test(arguments: [([], []), ([], [1, 2]), ([3], [])] as [([Double], [Double])])
  func `an empty sample is at no distance`(reference: [Double], current: [Double]) {
    #expect(Wasserstein.distance(reference: reference, current: current) == nil)
    #expect(Wasserstein.standardisedDistance(reference: reference, current: current) == nil)
  }

  @Test func `a reference that does not vary has no unit`() {
    #expect(Wasserstein.distance(reference: [2, 2, 2], current: [1, 5]) == 2)
    #expect(Wasserstein.standardisedDistance(reference: [2, 2, 2], current: [1, 5]) == nil)
    #expect(
      Wasserstein.standardisedDistance(reference: [0.1, 0.1, 0.1], current: [0.1]) == nil)
  }

  @Test func `the same shares are at no distance`() {
    #expect(Wasserstein.distance(reference: [1, 2], current: [2, 1, 2, 1]) == 0)
    #expect(Wasserstein.distance(reference: [4], current: [4, 4]) == 0)
  }

  @Test func `a shift is as far as it goes`() {
    var source = SeededSample(seed: 321)
    let values = source.integers(20, -50...50)
    let moved = values.map { $0 + 3 }
    #expect(Wasserstein.distance(reference: values, current: moved) == 3)
    #expect(Wasserstein.distance(reference: moved.reversed(), current: values) == 3)
  }

  @Test func `between samples of equal size sorted values are matched`() throws {
    var source = SeededSample(seed: 322)
    for _ in 0..<20 {
      let (one, other) = (source.normals(15), source.normals(15))
      let matched = CompensatedSum.sum(
        zip(one.sorted(), other.sorted()).map { ($0 - $1).magnitude / 15 })
      #expect(
        isClose(
          Wasserstein.distance(reference: one, current: other), matched, relative: 1e-13))
    }
  }
}
