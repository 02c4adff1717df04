import Testing

@testable import EvalCore

struct ComparabilityTests {
  private let base = Comparability(
    goldenSHA256: "g", suiteSHA256: "s", pricesSHA256: "p", seed: 7)

  @Test func `another suite and other prices can be compared`() {
    let other = Comparability(goldenSHA256: "g", suiteSHA256: "x", pricesSHA256: "y", seed: 7)
    #expect(base.differences(from: other, sameTraces: false).isEmpty)
  }

  @Test func `every other difference is named`() {
    let other = Comparability(
      goldenSHA256: "h", suiteSHA256: "s", pricesSHA256: "p", metricVersion: 0, seed: 8)
    let differences = base.differences(from: other, sameTraces: false)
    #expect(differences.count == 3)
    #expect(differences[1] == "metric version 1 here, 0 in the baseline")
    #expect(differences[2] == "seed 7 here, 8 in the baseline")
  }
}
