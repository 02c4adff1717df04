import EvalStatistics
import Testing

struct LearnThenTestTests {
  typealias Row = (losses: Int, bentkus: Double, binomial: Double)

  /// The case `ltt_threshold` of the known answers: 400 queries, risk at most
  /// .05 with an error of .1, thresholds .1 to .6.
  private static let rows: [Row] = [
    (0, 1.228689411151821e-09, 1.2286894111517947e-09),
    (3, 5.967093592560686e-06, 2.1951710562489195e-06),
    (7, 0.0016862799480205231, 0.0006203477249363989),
    (10, 0.025548039358041317, 0.009398598442062254),
    (16, 0.5829409361618803, 0.21445198583118996),
    (9, 0.011494429301660307, 0.004228564228079446),
  ]

  @Test(arguments: rows)
  func `p values meet the known answer`(row: Row) {
    let binomial = LearnThenTest.binomialP(losses: row.losses, trials: 400, limit: 0.05)
    let bentkus = LearnThenTest.hoeffdingBentkusP(
      lossUnits: row.losses, trials: 400, limit: 0.05)
    #expect(isClose(binomial, row.binomial, relative: 1e-10))
    #expect(isClose(bentkus, row.bentkus, relative: 1e-10))
  }

  @Test func `the threshold meets the known answer, and a later low risk is not seen`() {
    let chosen = LearnThenTest.lastShown(
      losses: Self.rows.map(\.losses), trials: 400, limit: 0.05, error: 0.1)
    #expect(chosen == 3)
    #expect(LearnThenTest.lastShown(pValues: Self.rows.map(\.bentkus), error: 0.1) == 3)
  }

  @Test func `no losses at all leave Hoeffding's power of the limit`() {
    // exp(-n ln(1/(1-α))) = (1-α)ⁿ: 0·log 0 is zero.
    let p = LearnThenTest.hoeffdingBentkusP(lossUnits: 0, trials: 100, limit: 0.05)
    #expect(isClose(p, 0.0059205292203339975, relative: 1e-12))
  }

  @Test func `without a first threshold that is shown there is none`() {
    #expect(LearnThenTest.lastShown(pValues: [], error: 0.1) == nil)
    #expect(LearnThenTest.lastShown(pValues: [0.2, 0.01], error: 0.1) == nil)
    #expect(LearnThenTest.lastShown(losses: [0, 0], trials: 3, limit: 0.05, error: 0.1) == nil)
    #expect(LearnThenTest.lastShown(losses: [], trials: 3, limit: 0.05, error: 0.1) == nil)
  }

  @Test func `a p at the error is shown`() {
    #expect(LearnThenTest.lastShown(pValues: [0.1, 0.1, 0.100001], error: 0.1) == 1)
    #expect(LearnThenTest.lastShown(pValues: [0.01, 0.02], error: 0.1) == 1)
  }

  @Test func `without trials nothing is shown`() {
    #expect(LearnThenTest.binomialP(losses: 0, trials: 0, limit: 0.05) == 1)
    #expect(LearnThenTest.hoeffdingBentkusP(lossUnits: 0, trials: 0, limit: 0.05) == 1)
  }

  @Test func `a risk at the limit or above has a p of one`() {
    for losses in [40, 60, 100] {
      let p = LearnThenTest.hoeffdingBentkusP(lossUnits: losses, trials: 100, limit: 0.4)
      #expect(p == 1)
    }
    #expect(LearnThenTest.binomialP(losses: 100, trials: 100, limit: 0.4) == 1)
  }

  @Test func `units of a loss change nothing but the name`() {
    for losses in 0...20 {
      let counted = LearnThenTest.hoeffdingBentkusP(lossUnits: losses, trials: 90, limit: 0.2)
      let inUnits = LearnThenTest.hoeffdingBentkusP(
        lossUnits: losses * 1_000_000, unitsPerLoss: 1_000_000, trials: 90, limit: 0.2)
      #expect(counted == inUnits)
    }
  }

  @Test func `a fraction of a loss is rounded up in the binomial bound alone`() {
    func p(_ units: Int) -> Double {
      LearnThenTest.hoeffdingBentkusP(
        lossUnits: units, unitsPerLoss: 10, trials: 400, limit: 0.05)
    }
    // From 9.5 to 10 the binomial bound is the smaller one, at 9.1 Hoeffding's.
    #expect(p(95) == p(100))
    #expect(isClose(p(95), 0.025548039358041317, relative: 1e-10))
    #expect(p(91) < p(95))
    #expect(p(90) < p(91))
    #expect(p(101) > p(100))
  }

  @Test func `p rises with the losses and the bound is never below the exact p`() {
    for (trials, limit) in [(10, 0.3), (100, 0.05), (1000, 0.01), (50, 0.9)] {
      var last = 0.0
      for losses in 0...trials {
        let bound = LearnThenTest.hoeffdingBentkusP(
          lossUnits: losses, trials: trials, limit: limit)
        let exact = LearnThenTest.binomialP(losses: losses, trials: trials, limit: limit)
        #expect(bound >= last)
        #expect(bound >= exact * (1 - 1e-12))
        last = bound
      }
    }
  }

  @Test func `a risk above the limit is let through no more often than the error`() {
    // The worst case: every threshold just at the limit, all from one sample.
    var source = SeededSample(seed: 481)
    var wrong = 0
    let runs = 2000
    for _ in 0..<runs {
      var losses = 0
      for _ in 0..<200 where source.unit() < 0.05 { losses += 1 }
      let chosen = LearnThenTest.lastShown(
        losses: [losses, losses], trials: 200, limit: 0.05, error: 0.1)
      if chosen != nil { wrong += 1 }
    }
    // At most 200 expected; three standard deviations are 40.
    #expect(wrong <= 240)
  }

  @Test func `more losses than trials are a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = LearnThenTest.binomialP(losses: 3, trials: 2, limit: 0.1)
    }
    await #expect(processExitsWith: .failure) {
      _ = LearnThenTest.hoeffdingBentkusP(
        lossUnits: 21, unitsPerLoss: 10, trials: 2, limit: 0.1)
    }
    await #expect(processExitsWith: .failure) {
      _ = LearnThenTest.binomialP(losses: 1, trials: 2, limit: 0)
    }
  }
}
