import EvalStatistics
import Testing

struct CategoricalDriftTests {
  /// The case `categorical_drift` of the known answers.
  private static let reference = [120, 300, 250, 200, 130]
  private static let current = [90, 280, 260, 250, 120]

  @Test func `both tests meet the known answer`() throws {
    let pearson = try #require(
      CategoricalDrift.chiSquaredTest(reference: Self.reference, current: Self.current))
    #expect(isClose(pearson.statistic, 11.127003445056182, relative: 1e-11))
    #expect(pearson.degreesOfFreedom == 4)
    #expect(isClose(pearson.pValue, 0.025173146623077132, relative: 1e-11))
    let likelihood = try #require(
      CategoricalDrift.gTest(reference: Self.reference, current: Self.current))
    #expect(isClose(likelihood.statistic, 11.153445071031115, relative: 1e-11))
    #expect(likelihood.degreesOfFreedom == 4)
    #expect(isClose(likelihood.pValue, 0.02489256762123465, relative: 1e-11))
  }

  @Test func `the distances meet the known answer`() {
    let (reference, current) = (Self.reference, Self.current)
    let expected: [(Double?, Double)] = [
      (
        CategoricalDrift.totalVariation(reference: reference, current: current),
        0.059999999999999984
      ),
      (
        CategoricalDrift.correctedCramersV(reference: reference, current: current),
        0.05970162691185853
      ),
      (
        CategoricalDrift.jensenShannonDistance(reference: reference, current: current),
        0.06342519194453453
      ),
      (
        CategoricalDrift.jensenShannonDistanceInNats(reference: reference, current: current),
        0.052804936016984286
      ),
    ]
    for (value, answer) in expected { #expect(isClose(value, answer, relative: 1e-11)) }
  }

  @Test(arguments: [([], []), ([0, 0], [1, 2]), ([3, 1], [0, 0])] as [([Int], [Int])])
  func `an empty sample is at no distance`(reference: [Int], current: [Int]) {
    #expect(CategoricalDrift.chiSquaredTest(reference: reference, current: current) == nil)
    #expect(CategoricalDrift.gTest(reference: reference, current: current) == nil)
    #expect(CategoricalDrift.totalVariation(reference: reference, current: current) == nil)
    #expect(CategoricalDrift.correctedCramersV(reference: reference, current: current) == nil)
    #expect(
      CategoricalDrift.jensenShannonDistance(reference: reference, current: current) == nil)
    #expect(
      CategoricalDrift.jensenShannonDistanceInNats(reference: reference, current: current)
        == nil)
  }

  @Test func `one category leaves nothing to test and no distance`() {
    #expect(CategoricalDrift.chiSquaredTest(reference: [7], current: [3]) == nil)
    #expect(CategoricalDrift.gTest(reference: [0, 7], current: [0, 3]) == nil)
    #expect(CategoricalDrift.correctedCramersV(reference: [7], current: [3]) == nil)
    #expect(CategoricalDrift.totalVariation(reference: [7], current: [3]) == 0)
    #expect(CategoricalDrift.jensenShannonDistance(reference: [7], current: [3]) == 0)
  }

  @Test func `equal shares differ by exactly zero`() throws {
    let (reference, current) = ([3, 7, 11, 1], [9, 21, 33, 3])
    let test = try #require(
      CategoricalDrift.chiSquaredTest(reference: reference, current: current))
    #expect(test.statistic == 0)
    #expect(test.pValue == 1)
    #expect(CategoricalDrift.totalVariation(reference: reference, current: current) == 0)
    #expect(CategoricalDrift.correctedCramersV(reference: reference, current: current) == 0)
    let g = try #require(CategoricalDrift.gTest(reference: reference, current: current))
    #expect(g.statistic < 1e-14)
  }

  @Test func `samples without a common category are as far as can be`() throws {
    let (reference, current) = ([40, 60, 0, 0], [0, 0, 25, 25])
    let test = try #require(
      CategoricalDrift.chiSquaredTest(reference: reference, current: current))
    #expect(isClose(test.statistic, 150, relative: 1e-14))
    let g = try #require(CategoricalDrift.gTest(reference: reference, current: current))
    // 2 Σ O ln(O/E) is twice the entropy of the sides, 150 times.
    let entropy = -(Elementary.log(2.0 / 3) * 2 + Elementary.log(1.0 / 3)) / 3
    #expect(isClose(g.statistic, 300 * entropy, relative: 1e-14))
    #expect(CategoricalDrift.totalVariation(reference: reference, current: current) == 1)
    #expect(
      isClose(
        CategoricalDrift.jensenShannonDistance(reference: reference, current: current), 1,
        relative: 1e-15))
    #expect(
      isClose(
        CategoricalDrift.correctedCramersV(reference: reference, current: current), 1,
        relative: 0.01))
  }

  @Test func `one observation of an unseen category is no alarm`() throws {
    let test = try #require(
      CategoricalDrift.chiSquaredTest(reference: [500, 500, 0], current: [499, 500, 1]))
    #expect(test.degreesOfFreedom == 2)
    #expect(test.pValue > 0.5)
    let g = try #require(
      CategoricalDrift.gTest(reference: [500, 500, 0], current: [499, 500, 1]))
    #expect(g.pValue > 0.4)
  }

  @Test func `a category that nobody has changes nothing`() {
    let (reference, current) = (Self.reference + [0, 0], Self.current + [0, 0])
    #expect(
      CategoricalDrift.chiSquaredTest(reference: reference, current: current)
        == CategoricalDrift.chiSquaredTest(reference: Self.reference, current: Self.current))
    #expect(
      CategoricalDrift.correctedCramersV(reference: reference, current: current)
        == CategoricalDrift.correctedCramersV(
          reference: Self.reference, current: Self.current))
  }

  @Test func `categories of one observation each have no corrected V`() {
    #expect(CategoricalDrift.correctedCramersV(reference: [1, 0], current: [0, 1]) == nil)
    #expect(
      CategoricalDrift.correctedCramersV(reference: [1, 1, 0, 0], current: [0, 0, 1, 1]) == nil)
  }

  @Test func `neither the order of categories nor that of samples matters`() throws {
    var source = SeededSample(seed: 301)
    for _ in 0..<50 {
      let reference = (0..<6).map { _ in source.integer(0...40) } + [1]
      let current = (0..<6).map { _ in source.integer(0...40) } + [1]
      let one = try Self.all(reference, current)
      let reversed = try Self.all(reference.reversed(), current.reversed())
      let swapped = try Self.all(current, reference)
      for (value, other) in zip(one, reversed) {
        #expect(isClose(value, other, relative: 1e-12))
      }
      for (value, other) in zip(one, swapped) {
        #expect(isClose(value, other, relative: 1e-12))
      }
    }
  }

  @Test func `the test keeps its level where both sides are samples`() throws {
    var source = SeededSample(seed: 302)
    var alarms = 0
    for _ in 0..<2000 {
      var counts = [[Int]](repeating: [0, 0, 0, 0], count: 2)
      for side in 0..<2 { for _ in 0..<200 { counts[side][source.integer(0...3)] += 1 } }
      let test = try #require(
        CategoricalDrift.chiSquaredTest(reference: counts[0], current: counts[1]))
      if test.pValue <= 0.05 { alarms += 1 }
    }
    #expect((alarms - 100).magnitude < 40)
  }

  @Test func `counts that do not fit together are a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = CategoricalDrift.totalVariation(reference: [1, 2], current: [1])
    }
    await #expect(processExitsWith: .failure) {
      _ = CategoricalDrift.gTest(reference: [1, -2], current: [1, 2])
    }
  }

  /// Every figure for two samples.
  private static func all(_ reference: [Int], _ current: [Int]) throws -> [Double] {
    [
      try #require(CategoricalDrift.chiSquaredTest(reference: reference, current: current))
        .statistic,
      try #require(CategoricalDrift.gTest(reference: reference, current: current)).statistic,
      try #require(CategoricalDrift.totalVariation(reference: reference, current: current)),
      try #require(CategoricalDrift.correctedCramersV(reference: reference, current: current)),
      try #require(
        CategoricalDrift.jensenShannonDistance(reference: reference, current: current)),
    ]
  }
}
