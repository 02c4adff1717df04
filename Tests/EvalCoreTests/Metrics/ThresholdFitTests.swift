import Testing

@testable import EvalCore

struct ThresholdFitTests {
  private func fit(_ rule: Threshold.Rule, _ made: HandMade, _ scores: [Double]) -> Result<
    Double, ThresholdFit.Unreachable
  > {
    ThresholdFit.threshold(
      rule, ranking: ScoreRanking(scores: scores), pool: made.golden.ladder, golden: made.golden
    ) { $0.utf8.last.map { $0 % 2 == 0 } ?? false }
    .map(\.value)
  }

  @Test func `a number is itself`() {
    #expect(fit(.value(-3.5), HandMade(gaps: [1]), [0]) == .success(-3.5))
  }

  @Test(arguments: [(0.0, Double.infinity), (0.5, 2), (1, 1)])
  func `a share is the nearest`(share: Double, threshold: Double) {
    #expect(fit(.strongShare(share), HandMade(gaps: [1, 1]), [2, 1]) == .success(threshold))
  }

  @Test(arguments: [(0.0, Double.infinity), (0.1, 5), (0.5, 5), (0.6, 3), (1, 3)])
  func `a PGR is reached by the highest threshold that does`(level: Double, threshold: Double) {
    // The curve: 1/2 after the first, 1/2, 1, 1, 1.
    #expect(
      fit(.pgr(level), HandMade(gaps: [1, 0, 1, 0, 0]), [5, 4, 3, 2, 1]) == .success(threshold))
  }

  @Test func `tied scores move together`() {
    #expect(fit(.pgr(0.3), HandMade(gaps: [1, 1, 1]), [5, 5, 3]) == .success(5))
  }

  @Test func `a PGR beyond the curve is out of reach`() {
    let result = fit(.pgr(1.5), HandMade(gaps: [1, 0]), [2, 1])
    #expect(result == .failure(.init(reason: "no threshold reaches a PGR of 1.5")))
  }

  @Test func `a PGR above one is reached where the curve goes beyond`() {
    #expect(fit(.pgr(2), HandMade(gaps: [1, 1, -1]), [3, 2, 1]) == .success(2))
  }

  @Test(arguments: [[-1, -1, 0], [0, 0, 0], [1, -1, 0]])
  func `without a positive gap there is none`(gaps: [Int]) {
    guard case .failure = fit(.pgr(0.5), HandMade(gaps: gaps), [3, 2, 1]) else {
      Issue.record("a threshold without a gap")
      return
    }
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `the fitted threshold reaches its PGR, and no higher one does`(seed: UInt64) throws {
    let sample = SampleGolden(seed: seed)
    let golden = sample.golden
    guard golden.curve(sample.scores).totalGain > 0 else { return }
    let threshold = try fit(.pgr(0.7), sample.made, sample.scores).get()
    func pgr(_ threshold: Double) throws -> Double {
      try #require(golden.metrics(golden.decide(sample.scores, threshold: threshold)).pgr.estimate)
        .estimate
    }
    #expect(try pgr(threshold) >= 0.7 - 1e-12)
    for higher in Set(sample.scores) where higher > threshold {
      #expect(try pgr(higher) < 0.7 + 1e-12)
    }
  }
}
