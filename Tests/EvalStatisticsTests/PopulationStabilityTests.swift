import EvalStatistics
import Testing

struct PopulationStabilityTests {
  /// The case `categorical_drift` of the known answers, which is not smoothed.
  private static let reference = [120, 300, 250, 200, 130]
  private static let current = [90, 280, 260, 250, 120]

  /// The case `psi_zero_bin` of the known answers.
  private static let zeroReference = [100, 100, 0]
  private static let zeroCurrent = [98, 100, 2]

  private static func shares(_ counts: [Int]) -> [Double] {
    let total = Double(counts.reduce(0, +))
    return counts.map { Double($0) / total }
  }

  @Test func `the raw index and its null law meet the known answer`() {
    let index = PopulationStability.index(
      referenceShares: Self.shares(Self.reference), currentShares: Self.shares(Self.current))
    #expect(isClose(index, 0.022360131377271115, relative: 1e-11))
    let estimate = StabilityEstimate(
      index: index, bins: 5, referenceCount: 1000, currentCount: 1000)
    #expect(isClose(estimate.nullExpectation, 0.008, relative: 1e-11))
    #expect(isClose(estimate.debiased, 0.014360131377271115, relative: 1e-11))
    #expect(isClose(estimate.pValue, 0.024613147887409856, relative: 1e-11))
  }

  @Test func `three rules for an empty bin meet the known answer`() throws {
    let (reference, current) = (Self.shares(Self.zeroReference), Self.shares(Self.zeroCurrent))
    let filled = PopulationStability.index(
      referenceShares: reference.map { $0 == 0 ? 1e-4 : $0 }, currentShares: current)
    #expect(isClose(filled, 0.0457932119144573, relative: 1e-12))
    let floored = PopulationStability.index(
      referenceShares: reference.map { max($0, 0.01) },
      currentShares: current.map { max($0, 0.01) })
    #expect(isClose(floored, 0.00020202707317519488, relative: 1e-12))
    let smoothed = try #require(
      PopulationStability.estimate(reference: Self.zeroReference, current: Self.zeroCurrent))
    #expect(isClose(smoothed.index, 0.016174085277967123, relative: 1e-12))
  }

  @Test(
    arguments: [([], []), ([0, 0], [1, 2]), ([3, 1], [0, 0]), ([4], [9]), ([0, 4], [0, 9])]
      as [([Int], [Int])])
  func `an empty sample and a single bin have no index`(reference: [Int], current: [Int]) {
    #expect(PopulationStability.estimate(reference: reference, current: current) == nil)
  }

  @Test func `equal counts have no index`() throws {
    let estimate = try #require(
      PopulationStability.estimate(reference: [5, 0, 9], current: [5, 0, 9]))
    #expect(estimate.index == 0)
    #expect(estimate.debiased == 0)
    #expect(estimate.pValue == 1)
  }

  @Test func `a bin that nobody is in changes nothing`() {
    #expect(
      PopulationStability.estimate(
        reference: Self.zeroReference + [0], current: Self.zeroCurrent + [0])
        == PopulationStability.estimate(
          reference: Self.zeroReference, current: Self.zeroCurrent))
  }

  @Test func `one observation of an unseen category is no alarm`() throws {
    let estimate = try #require(
      PopulationStability.estimate(reference: [500, 500, 0], current: [499, 500, 1]))
    #expect(estimate.pValue > 0.5)
    #expect(estimate.debiased == 0)
  }

  @Test func `neither the order of bins nor that of samples matters`() throws {
    let plain = try #require(
      PopulationStability.estimate(reference: Self.reference, current: Self.current))
    let reversed = try #require(
      PopulationStability.estimate(
        reference: Self.reference.reversed(), current: Self.current.reversed()))
    let swapped = try #require(
      PopulationStability.estimate(reference: Self.current, current: Self.reference))
    #expect(isClose(plain.index, reversed.index, relative: 1e-13))
    #expect(isClose(plain.index, swapped.index, relative: 1e-13))
    #expect(plain.nullExpectation == swapped.nullExpectation)
  }

  @Test func `without change the index is its expectation on average`() throws {
    var source = SeededSample(seed: 303)
    var sum = 0.0
    var alarms = 0
    for _ in 0..<2000 {
      var counts = [[Int]](repeating: [Int](repeating: 0, count: 10), count: 2)
      for side in 0..<2 { for _ in 0..<200 { counts[side][source.integer(0...9)] += 1 } }
      let estimate = try #require(
        PopulationStability.estimate(reference: counts[0], current: counts[1]))
      sum += estimate.index / 2000
      if estimate.pValue <= 0.05 { alarms += 1 }
    }
    #expect(isClose(sum, 0.09, relative: 0.05))
    #expect((alarms - 100).magnitude < 40)
  }

  @Test func `input that does not fit together is a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = PopulationStability.index(referenceShares: [0, 1], currentShares: [0.5, 0.5])
    }
    await #expect(processExitsWith: .failure) {
      _ = PopulationStability.estimate(reference: [1, 2], current: [1])
    }
    await #expect(processExitsWith: .failure) {
      _ = StabilityEstimate(index: 0, bins: 1, referenceCount: 1, currentCount: 1)
    }
  }
}
