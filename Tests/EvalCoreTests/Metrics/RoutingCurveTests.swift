import Testing

@testable import EvalCore

struct RoutingCurveTests {
  private static let seeds: [UInt64] = Array(1...200)

  @Test(arguments: seeds)
  func `APGR's closed form is the area under the curve`(seed: UInt64) {
    let sample = SampleGolden(seed: seed)
    let curve = sample.golden.curve(sample.scores)
    guard let apgr = curve.apgr else {
      #expect(curve.totalGain == 0)
      return
    }
    let area = Direct.trapezoid(curve)
    #expect((apgr - area).magnitude <= 1e-11 * max(1, area.magnitude))
  }

  @Test(arguments: seeds)
  func `APGR of the reversed scores is what is missing to one`(seed: UInt64) {
    let sample = SampleGolden(seed: seed)
    let golden = sample.golden
    guard let apgr = golden.curve(sample.scores).apgr,
      let reversed = golden.curve(sample.scores.map { -$0 }).apgr
    else { return }
    #expect((apgr + reversed - 1).magnitude <= 1e-12 * max(1, apgr.magnitude))
  }

  @Test(arguments: seeds)
  func `scores that are all tied have an APGR of exactly one half`(seed: UInt64) {
    let sample = SampleGolden(seed: seed)
    let golden = sample.golden
    let curve = golden.curve(sample.scores.map { _ in 0.3 })
    #expect(curve.gain.count == 2)
    if curve.totalGain != 0 { #expect(curve.apgr == 0.5) }
  }

  @Test(arguments: seeds)
  func `the first crossing comes no later than the sustained one`(seed: UInt64) {
    let sample = SampleGolden(seed: seed)
    let curve = sample.golden.curve(sample.scores)
    guard curve.totalGain > 0 else { return }
    for level in [0.01, 0.2, 0.5, 0.8, 0.95, 1] {
      guard let first = curve.firstCrossing(level), let sustained = curve.sustainedCrossing(level)
      else {
        Issue.record("PGR ends at one, so every level up to one is reached")
        return
      }
      #expect(first <= sustained && first >= 0 && sustained <= 1)
    }
  }

  @Test(arguments: seeds)
  func `a crossing lies on the curve at its level`(seed: UInt64) throws {
    let sample = SampleGolden(seed: seed)
    let curve = sample.golden.curve(sample.scores)
    guard curve.totalGain > 0 else { return }
    let (shares, pgr) = Direct.points(curve)
    func height(at share: Double) -> Double {
      let point = shares.firstIndex { $0 >= share } ?? shares.count - 1
      guard point > 0 else { return pgr[0] }
      let fraction = (share - shares[point - 1]) / (shares[point] - shares[point - 1])
      return pgr[point - 1] + fraction * (pgr[point] - pgr[point - 1])
    }
    for level in [0.2, 0.5, 0.8, 0.95] {
      let first = try #require(curve.firstCrossing(level))
      let sustained = try #require(curve.sustainedCrossing(level))
      #expect((height(at: first) - level).magnitude < 1e-9)
      #expect((height(at: sustained) - level).magnitude < 1e-9)
      #expect(zip(shares, pgr).allSatisfy { $0 >= first - 1e-12 || $1 < level })
      #expect(zip(shares, pgr).allSatisfy { $0 <= sustained + 1e-12 || $1 >= level })
    }
  }

  @Test func `a level above the curve is never crossed`() {
    let curve = HandMade(gaps: [1, 0, 1]).golden.curve([3, 2, 1])
    #expect(curve.firstCrossing(1.01) == nil)
    #expect(curve.sustainedCrossing(1.01) == nil)
  }

  @Test func `a tied block moves as one, in proportion`() {
    let golden = HandMade(gaps: [1, 0, 0, 1]).golden
    let curve = golden.curve([0.5, 0.5, 0.5, 0.5])
    #expect(curve.weight == [0, 4])
    #expect(curve.firstCrossing(0.5) == 0.5)
  }

  @Test func `zero and minus zero are one score`() {
    let curve = HandMade(gaps: [1, 0]).golden.curve([0, -0.0])
    #expect(curve.weight == [0, 2])
  }

  /// 6,000 traces that stand for a million queries each: 6e9 queries, a month of a large service.
  @Test func `weights of billions of queries keep the area exact`() {
    var made = HandMade(gaps: [Int](repeating: 1, count: 6000))
    made.weights = [Int64](repeating: 1_000_000, count: 6000)
    #expect(made.golden.curve([Double](repeating: 0.5, count: 6000)).apgr == 0.5)
    let ranked = made.golden.curve((0..<6000).map { Double($0 / 3000) })
    #expect(ranked.apgr == 0.5)
  }
}
