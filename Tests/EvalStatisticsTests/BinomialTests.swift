import EvalStatistics
import Testing

/// Expected figures are those of mpmath with sixty digits, rounded once.
struct BinomialTests {
  typealias Row = (k: Int, trials: Int, probability: Double, value: Double)

  private static let upperTails: [Row] = [
    (12, 17, 0.5, 0.0245208740234375), (60, 100, 0.5, 0.017600100108852407),
    (700, 1000, 0.5, 3.766850723525808e-38), (0, 1, 0.5, 0.5),
    (3, 20, 0.1, 0.1329533234343351), (99, 100, 0.97, 0.04755250792540563),
    (5, 1_000_000, 1e-6, 0.000594178686274279),
    (500_000, 1_000_000, 0.5, 0.4996010578193341),
    (9_500_700, 10_000_000, 0.95, 0.15471959261006157), (12, 50, 0.9, 1.0),
  ]

  private static let lowerTails: [Row] = [
    (12, 17, 0.5, 0.9754791259765625), (60, 100, 0.5, 0.9823998998911476),
    (700, 1000, 0.5, 1.0), (0, 1, 0.5, 0.5), (3, 20, 0.1, 0.8670466765656649),
    (99, 100, 0.97, 0.9524474920745943), (5, 1_000_000, 1e-6, 0.9994058213137257),
    (500_000, 1_000_000, 0.5, 0.5003989421806658),
    (9_500_700, 10_000_000, 0.95, 0.8452804073899384), (12, 50, 0.9, 3.54958585658458e-28),
  ]

  private static let masses: [Row] = [
    (12, 17, 0.5, 0.047210693359375), (60, 100, 0.5, 0.010843866711637987),
    (700, 1000, 0.5, 5.065988280449261e-38), (0, 1, 0.5, 0.5),
    (3, 20, 0.1, 0.1901198713761989), (99, 100, 0.97, 0.1470696121404299),
    (5, 1_000_000, 1e-6, 0.0030656451486279906),
    (500_000, 1_000_000, 0.5, 0.0007978843613317501),
    (9_500_700, 10_000_000, 0.95, 0.0003457385309461417),
    (12, 50, 0.9, 3.428684718912784e-28), (0, 1_000_000, 1e-6, 0.3678792572316451),
    (20, 20, 0.3, 3.4867844009999975e-11),
  ]

  /// The rows of `special_functions` in the known answers, from scipy.
  private static let knownUpperTails: [Row] = [
    (12, 17, 0.5, 0.0245208740234375), (60, 100, 0.5, 0.017600100108852428),
    (700, 1000, 0.5, 3.7668507235260247e-38), (0, 1, 0.5, 0.5),
  ]

  @Test(arguments: upperTails)
  func `an upper tail agrees with mpmath`(row: Row) {
    let value = Binomial.upperTail(row.k, trials: row.trials, probability: row.probability)
    #expect(isClose(value, row.value, relative: 1e-12))
  }

  @Test(arguments: lowerTails)
  func `a cumulative probability agrees with mpmath`(row: Row) {
    let value = Binomial.cdf(row.k, trials: row.trials, probability: row.probability)
    #expect(isClose(value, row.value, relative: 1e-12))
  }

  @Test(arguments: masses)
  func `a probability agrees with mpmath`(row: Row) {
    let value = Binomial.probability(row.k, trials: row.trials, probability: row.probability)
    #expect(isClose(value, row.value, relative: 1e-12))
  }

  @Test(arguments: knownUpperTails)
  func `an upper tail meets the known answer`(row: Row) {
    let value = Binomial.upperTail(row.k, trials: row.trials, probability: row.probability)
    #expect(isClose(value, row.value, relative: 1e-10))
  }

  @Test func `numbers outside the trials have no probability`() {
    #expect(Binomial.probability(-1, trials: 5, probability: 0.5) == 0)
    #expect(Binomial.probability(6, trials: 5, probability: 0.5) == 0)
    #expect(Binomial.cdf(-1, trials: 5, probability: 0.5) == 0)
    #expect(Binomial.cdf(5, trials: 5, probability: 0.5) == 1)
    #expect(Binomial.upperTail(-1, trials: 5, probability: 0.5) == 1)
    #expect(Binomial.upperTail(5, trials: 5, probability: 0.5) == 0)
  }

  @Test func `no trials have no successes`() {
    #expect(Binomial.probability(0, trials: 0, probability: 0.3) == 1)
    #expect(Binomial.cdf(0, trials: 0, probability: 0.3) == 1)
    #expect(Binomial.upperTail(0, trials: 0, probability: 0.3) == 0)
  }

  @Test func `a certain outcome is certain`() {
    #expect(Binomial.probability(0, trials: 5, probability: 0) == 1)
    #expect(Binomial.probability(1, trials: 5, probability: 0) == 0)
    #expect(Binomial.probability(5, trials: 5, probability: 1) == 1)
    #expect(Binomial.cdf(4, trials: 5, probability: 1) == 0)
    #expect(Binomial.upperTail(4, trials: 5, probability: 1) == 1)
    #expect(Binomial.upperTail(0, trials: 5, probability: 0) == 0)
  }

  @Test(arguments: [0.02, 0.3, 0.5, 0.77, 0.999])
  func `probabilities sum to the tails`(p: Double) {
    let trials = 40
    var below = 0.0
    for k in 0...trials {
      below += Binomial.probability(k, trials: trials, probability: p)
      #expect(isClose(Binomial.cdf(k, trials: trials, probability: p), below, relative: 1e-13))
    }
    #expect(isClose(below, 1, relative: 1e-14))
  }

  @Test func `probabilities obey Pascal's rule`() {
    var sample = SeededSample(seed: 71)
    for _ in 0..<500 {
      let trials = sample.integer(2...400)
      let k = sample.integer(1...trials - 1)
      let p = sample.unit()
      let hit = Binomial.probability(k - 1, trials: trials - 1, probability: p) * p
      let miss = Binomial.probability(k, trials: trials - 1, probability: p) * (1 - p)
      let mass = Binomial.probability(k, trials: trials, probability: p)
      #expect(isClose(mass, hit + miss, relative: 1e-12) || mass < 1e-280)
    }
  }

  @Test func `both tails together are one`() {
    var sample = SeededSample(seed: 72)
    for _ in 0..<1000 {
      let trials = sample.integer(1...100_000)
      let p = sample.unit()
      let k = sample.integer(0...trials)
      let lower = Binomial.cdf(k, trials: trials, probability: p)
      let upper = Binomial.upperTail(k, trials: trials, probability: p)
      #expect(isClose(lower + upper, 1, relative: 1e-13))
    }
  }

  @Test func `successes and failures are mirror images`() {
    var sample = SeededSample(seed: 73)
    for _ in 0..<1000 {
      let trials = sample.integer(1...5000)
      let p = Double(sample.integer(1...1023)) / 1024
      let k = Int(Double(trials) * p)
      let lower = Binomial.cdf(k, trials: trials, probability: p)
      let mirrored = Binomial.upperTail(trials - k - 1, trials: trials, probability: 1 - p)
      #expect(isClose(lower, mirrored, relative: 1e-13))
    }
  }

  @Test func `a law without a probability is a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = Binomial.cdf(1, trials: 2, probability: 1.5)
    }
    await #expect(processExitsWith: .failure) {
      _ = Binomial.probability(0, trials: -1, probability: 0.5)
    }
  }
}
