import EvalStatistics
import Testing

struct ProportionTests {
  typealias Row = (successes: Int, trials: Int, wilson: [Double], clopperPearson: [Double])

  /// The case `binomial_ci` of the known answers, from statsmodels.
  private static let known: [Row] = [
    (0, 20, [0.0, 0.1611251580528194], [0.0, 0.16843347098308534]),
    (
      3, 20, [0.052368745896216595, 0.36041886474075696],
      [0.0320709371854637, 0.37892682654531396]
    ),
    (20, 20, [0.8388748419471804, 0.9999999999999999], [0.8315665290169146, 1.0]),
    (
      57, 100, [0.47215389549212305, 0.6626670147588988],
      [0.46713373832484634, 0.6686089833686168]
    ),
    (
      1, 1000, [0.00017654637062607765, 0.005642558597957937],
      [2.531748749129404e-05, 0.005558924279826673]
    ),
  ]

  @Test(arguments: known)
  func `Wilson's interval meets the known answer`(row: Row) throws {
    let interval = try #require(
      Proportion.wilson(successes: row.successes, trials: row.trials, confidence: 0.95))
    #expect(isClose(interval.low, interval.high, row.wilson, relative: 1e-9))
  }

  @Test(arguments: known)
  func `the exact interval meets the known answer`(row: Row) throws {
    let interval = try #require(
      Proportion.clopperPearson(
        successes: row.successes, trials: row.trials, confidence: 0.95))
    #expect(isClose(interval.low, interval.high, row.clopperPearson, relative: 1e-9))
  }

  @Test func `no trials have no interval`() {
    #expect(Proportion.wilson(successes: 0, trials: 0, confidence: 0.95) == nil)
    #expect(Proportion.clopperPearson(successes: 0, trials: 0, confidence: 0.95) == nil)
  }

  @Test(arguments: [1, 2, 3, 7, 20, 333, 1_000_000])
  func `no success puts the lower end at exactly zero`(trials: Int) throws {
    let wilson = try #require(
      Proportion.wilson(successes: 0, trials: trials, confidence: 0.9))
    let exact = try #require(
      Proportion.clopperPearson(successes: 0, trials: trials, confidence: 0.9))
    #expect(wilson.low == 0)
    #expect(exact.low == 0)
  }

  @Test(arguments: [1, 2, 3, 7, 20, 333, 1_000_000])
  func `no failure puts the upper end at exactly one`(trials: Int) throws {
    let wilson = try #require(
      Proportion.wilson(successes: trials, trials: trials, confidence: 0.9))
    let exact = try #require(
      Proportion.clopperPearson(successes: trials, trials: trials, confidence: 0.9))
    #expect(wilson.high == 1)
    #expect(exact.high == 1)
  }

  @Test func `without a success the exact upper end has a closed form`() throws {
    for trials in [1, 5, 20, 1000] {
      let interval = try #require(
        Proportion.clopperPearson(successes: 0, trials: trials, confidence: 0.95))
      let closed = 1 - Elementary.exp(Elementary.log(0.025) / Double(trials))
      #expect(isClose(interval.high, closed, relative: 1e-12))
    }
  }

  @Test func `intervals enclose the share and lie in the unit interval`() throws {
    var sample = SeededSample(seed: 91)
    for _ in 0..<500 {
      let trials = sample.integer(1...2000)
      let successes = sample.integer(0...trials)
      let confidence = sample.uniform(0.5, 0.999)
      let share = Double(successes) / Double(trials)
      let wilson = try #require(
        Proportion.wilson(successes: successes, trials: trials, confidence: confidence))
      let exact = try #require(
        Proportion.clopperPearson(
          successes: successes, trials: trials, confidence: confidence))
      for interval in [wilson, exact] {
        #expect(0 <= interval.low && interval.low <= share)
        #expect(share <= interval.high && interval.high <= 1)
      }
    }
  }

  @Test func `intervals of successes and failures are mirror images`() throws {
    var sample = SeededSample(seed: 92)
    for _ in 0..<300 {
      let trials = sample.integer(1...500)
      let successes = sample.integer(0...trials)
      let one = try #require(
        Proportion.clopperPearson(successes: successes, trials: trials, confidence: 0.95))
      let other = try #require(
        Proportion.clopperPearson(
          successes: trials - successes, trials: trials, confidence: 0.95))
      #expect(isClose(one.low, 1 - other.high, relative: 1e-11))
    }
  }

  @Test func `more confidence takes a wider interval`() throws {
    var last = 0.0
    for confidence in [0.5, 0.8, 0.9, 0.95, 0.99, 0.999] {
      let interval = try #require(
        Proportion.wilson(successes: 9, trials: 31, confidence: confidence))
      #expect(interval.high - interval.low > last)
      last = interval.high - interval.low
    }
  }

  @Test func `the ends of the exact interval leave half the error in each tail`() throws {
    let interval = try #require(
      Proportion.clopperPearson(successes: 13, trials: 40, confidence: 0.9))
    let above = Binomial.upperTail(12, trials: 40, probability: interval.low)
    let below = Binomial.cdf(13, trials: 40, probability: interval.high)
    #expect(isClose(above, 0.05, relative: 1e-12))
    #expect(isClose(below, 0.05, relative: 1e-12))
  }

  @Test func `more successes than trials are a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = Proportion.wilson(successes: 3, trials: 2, confidence: 0.95)
    }
    await #expect(processExitsWith: .failure) {
      _ = Proportion.clopperPearson(successes: 1, trials: 2, confidence: 1)
    }
  }
}
