import EvalStatistics
import Testing

struct CalibrationErrorTests {
  private static let scores = CalibrationCase.scores
  private static let labels = CalibrationCase.labels

  @Test func `errors over bins of equal width meet the known answer`() {
    func error(_ count: Int) -> Double? {
      CalibrationError.expected(
        CalibrationError.equalWidthBins(
          scores: Self.scores, labels: Self.labels, count: count))
    }
    #expect(isClose(error(5), 0.08750000000000001, relative: 1e-10))
    #expect(isClose(error(10), 0.23750000000000002, relative: 1e-10))
  }

  @Test func `errors over bins of equal mass meet the known answer`() {
    let bins = CalibrationError.equalMassBins(
      scores: Self.scores, labels: Self.labels, count: 4)
    #expect(isClose(CalibrationError.expected(bins), 0.08750000000000002, relative: 1e-10))
    #expect(isClose(CalibrationError.square(bins), 0.010625, relative: 1e-10))
    #expect(
      isClose(CalibrationError.debiasedSquare(bins), -0.034374999999999996, relative: 1e-10))
  }

  @Test func `a score on an edge belongs to the bin above, one to the last`() {
    for count in [1, 3, 7, 10, 15, 49, 100] {
      let edges = (0...count).map { Double($0) / Double(count) }
      let bins = CalibrationError.equalWidthBins(
        scores: edges, labels: edges.map { _ in 0 }, count: count)
      #expect(bins.map(\.count) == [Int](repeating: 1, count: count - 1) + [2])
      let below = edges.dropFirst().map(\.nextDown)
      let lower = CalibrationError.equalWidthBins(
        scores: below, labels: below.map { _ in 0 }, count: count)
      #expect(lower.map(\.count) == [Int](repeating: 1, count: count))
    }
  }

  @Test func `empty bins are left out`() {
    let bins = CalibrationError.equalWidthBins(scores: [0, 1], labels: [0, 1], count: 10)
    #expect(bins.map(\.meanScore) == [0, 1])
    #expect(CalibrationError.expected(bins) == 0)
  }

  @Test func `bins of equal mass differ by one, the first ones larger`() {
    let scores = (0..<11).map { Double($0) / 20 }
    let labels = scores.map { _ in 1.0 }
    func sizes(_ count: Int) -> [Int] {
      CalibrationError.equalMassBins(scores: scores, labels: labels, count: count)
        .map(\.count)
    }
    #expect(sizes(4) == [3, 3, 3, 2])
    #expect(sizes(1) == [11])
    #expect(sizes(20) == [Int](repeating: 1, count: 11))
  }

  @Test func `the number of bins of equal mass is one for 25 scores, within limits`() {
    let counts = [0, 1, 24, 25, 49, 50, 374, 375, 10_000].map(CalibrationError.massBinCount)
    #expect(counts == [1, 1, 1, 1, 1, 2, 14, 15, 15])
  }

  @Test func `no scores have no bins and no error`() {
    let bins = CalibrationError.equalMassBins(scores: [], labels: [], count: 3)
    #expect(bins.isEmpty)
    #expect(CalibrationError.equalWidthBins(scores: [], labels: [], count: 3).isEmpty)
    #expect(CalibrationError.expected(bins) == nil)
    #expect(CalibrationError.square(bins) == nil)
    #expect(CalibrationError.debiasedSquare(bins) == nil)
    #expect(CalibrationError.expectedUnderCalibration(bins) == nil)
  }

  @Test func `a bin of one adds its squared gap`() {
    let bins = CalibrationError.equalMassBins(scores: [0.25], labels: [1], count: 1)
    #expect(CalibrationError.debiasedSquare(bins) == 0.5625)
  }

  @Test func `the error of calibrated scores has a closed form in small bins`() {
    // E|y - p| of one label is 2p(1-p); of two labels at one half, E|S - 1| = 1/2.
    let single = CalibrationError.equalMassBins(scores: [0.1], labels: [0], count: 1)
    #expect(
      isClose(CalibrationError.expectedUnderCalibration(single), 0.18, relative: 1e-14))
    let pair = CalibrationError.equalMassBins(scores: [0.5, 0.5], labels: [0, 1], count: 1)
    #expect(CalibrationError.expectedUnderCalibration(pair) == 0.25)
    let certain = CalibrationError.equalMassBins(scores: [0, 1], labels: [0, 0], count: 1)
    #expect(CalibrationError.expectedUnderCalibration(certain) == 0)
  }

  @Test func `the mean deviation of equal scores is de Moivre's`() {
    // E|S - np| = 2 ν (1-p) P(S = ν) with ν = ⌊np⌋ + 1.
    for (count, p) in [(7, 0.3), (60, 0.5), (300, 0.01), (900, 0.9), (4000, 0.001)] {
      let bins = CalibrationError.equalMassBins(
        scores: [Double](repeating: p, count: count),
        labels: [Double](repeating: 0, count: count), count: 1)
      let nu = Int(Double(count) * p) + 1
      let mass = Binomial.probability(nu, trials: count, probability: p)
      let expected = 2 * Double(nu) * (1 - p) * mass / Double(count)
      #expect(
        isClose(CalibrationError.expectedUnderCalibration(bins), expected, relative: 1e-11))
    }
  }

  @Test func `where the law is taken for normal the step is below one in a thousand`() {
    for (count, p) in [(401, 0.5), (1200, 0.1), (11_000, 0.01)] {
      let bins = CalibrationError.equalMassBins(
        scores: [Double](repeating: p, count: count),
        labels: [Double](repeating: 0, count: count), count: 1)
      let nu = Int(Double(count) * p) + 1
      let mass = Binomial.probability(nu, trials: count, probability: p)
      let exact = 2 * Double(nu) * (1 - p) * mass / Double(count)
      #expect(
        isClose(CalibrationError.expectedUnderCalibration(bins), exact, relative: 1e-3))
    }
  }

  @Test func `calibrated scores have the error that is expected of them`() throws {
    var source = SeededSample(seed: 461)
    var (error, expected, debiased) = (0.0, 0.0, 0.0)
    let runs = 400
    for _ in 0..<runs {
      let scores = (0..<200).map { _ in source.unit() }
      let labels = scores.map { source.unit() < $0 ? 1.0 : 0 }
      let bins = CalibrationError.equalMassBins(scores: scores, labels: labels, count: 8)
      error += try #require(CalibrationError.expected(bins)) / Double(runs)
      expected += try #require(CalibrationError.expectedUnderCalibration(bins)) / Double(runs)
      debiased += try #require(CalibrationError.debiasedSquare(bins)) / Double(runs)
    }
    #expect(isClose(error, expected, relative: 0.03))
    #expect(debiased.magnitude < 0.0005)
  }

  @Test func `another order of the queries changes no bin of equal width`() {
    var source = SeededSample(seed: 462)
    for _ in 0..<50 {
      let (scores, labels) = source.scoredLabels(source.integer(1...60))
      let order = source.shuffled(scores.count)
      let one = CalibrationError.equalWidthBins(scores: scores, labels: labels, count: 7)
      let other = CalibrationError.equalWidthBins(
        scores: order.map { scores[$0] }, labels: order.map { labels[$0] }, count: 7)
      #expect(one.map(\.count) == other.map(\.count))
      for (a, b) in zip(one, other) {
        #expect(isClose(b.meanLabel, a.meanLabel, relative: 1e-15))
        #expect(isClose(b.meanScore, a.meanScore, relative: 1e-15))
        #expect(a.expectedGap == b.expectedGap)
      }
    }
  }

  @Test func `no bins at all are a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = CalibrationError.equalWidthBins(scores: [0.5], labels: [1], count: 0)
    }
    await #expect(processExitsWith: .failure) {
      _ = CalibrationError.equalMassBins(scores: [0.5], labels: [1], count: 0)
    }
  }
}
