import EvalStatistics
import Testing

struct BrierScoreTests {
  private static let scores = CalibrationCase.scores
  private static let labels = CalibrationCase.labels

  @Test func `the Brier score meets the known answer`() {
    let score = BrierScore.mean(scores: Self.scores, labels: Self.labels, weights: nil)
    #expect(isClose(score, 0.170625, relative: 1e-10))
  }

  @Test func `the log loss meets the known answer`() {
    let loss = BrierScore.logLoss(scores: Self.scores, labels: Self.labels, weights: nil)
    #expect(isClose(loss, 0.5001551268427217, relative: 1e-10))
  }

  @Test func `the decomposition meets the known answer`() throws {
    let parts = try #require(
      BrierScore.decomposition(scores: Self.scores, labels: Self.labels, weights: nil))
    #expect(isClose(parts.score, 0.170625, relative: 1e-10))
    #expect(isClose(parts.miscalibration, 0.03312499999999999, relative: 1e-10))
    #expect(isClose(parts.discrimination, 0.10999999999999999, relative: 1e-10))
    #expect(isClose(parts.uncertainty, 0.2475, relative: 1e-10))
  }

  @Test func `no scores have no score`() {
    #expect(BrierScore.mean(scores: [], labels: [], weights: nil) == nil)
    #expect(BrierScore.logLoss(scores: [], labels: [], weights: []) == nil)
    #expect(BrierScore.decomposition(scores: [], labels: [], weights: nil) == nil)
  }

  @Test func `a tie scores best at one half`() {
    #expect(BrierScore.mean(scores: [0.5], labels: [0.5], weights: nil) == 0)
    #expect(BrierScore.mean(scores: [1], labels: [0.5], weights: nil) == 0.25)
    let half = BrierScore.logLoss(scores: [0.5], labels: [0.5], weights: nil)
    #expect(isClose(half, 0.6931471805599453, relative: 1e-15))
  }

  @Test func `certain scores cost nothing when right and a finite loss when wrong`() throws {
    let right = try #require(
      BrierScore.logLoss(scores: [0, 1], labels: [0, 1], weights: nil))
    let wrong = try #require(
      BrierScore.logLoss(scores: [0, 1], labels: [1, 0], weights: nil))
    #expect(right >= 0 && right < 2e-15)
    #expect(isClose(wrong, 34.538776394910684, relative: 1e-3))
  }

  @Test func `one class only leaves nothing to discriminate`() throws {
    let parts = try #require(
      BrierScore.decomposition(scores: [0.2, 0.9, 0.9], labels: [1, 1, 1], weights: nil))
    #expect(parts.discrimination == 0 && parts.uncertainty == 0)
    #expect(parts.miscalibration == parts.score)
  }

  @Test func `scores that are the shares of their ties have no miscalibration`() throws {
    let parts = try #require(
      BrierScore.decomposition(
        scores: [0.25, 0.25, 0.25, 0.25, 0.75, 0.75, 0.75, 0.75],
        labels: [0, 1, 0, 0, 1, 1, 0, 1], weights: nil))
    #expect(parts.miscalibration == 0)
    #expect(parts.discrimination == 0.0625)
    #expect(parts.uncertainty == 0.25)
  }

  @Test func `the parts add up and none is negative`() throws {
    var source = SeededSample(seed: 421)
    for _ in 0..<200 {
      let (scores, labels) = source.scoredLabels(source.integer(1...60))
      let weights = scores.map { _ in Int64(source.integer(1...9)) }
      let parts = try #require(
        BrierScore.decomposition(scores: scores, labels: labels, weights: weights))
      let sum = parts.miscalibration - parts.discrimination + parts.uncertainty
      #expect((sum - parts.score).magnitude < 1e-15)
      #expect(parts.miscalibration >= 0 && parts.discrimination >= 0)
    }
  }

  @Test func `a weight stands for that many queries`() {
    var source = SeededSample(seed: 422)
    for _ in 0..<100 {
      let (scores, labels) = source.scoredLabels(12)
      let weights = scores.map { _ in Int64(source.integer(1...4)) }
      let copies = scores.indices.flatMap { [Int](repeating: $0, count: Int(weights[$0])) }
      let (manyScores, manyLabels) = (copies.map { scores[$0] }, copies.map { labels[$0] })
      let weighted = BrierScore.decomposition(scores: scores, labels: labels, weights: weights)
      let repeated = BrierScore.decomposition(
        scores: manyScores, labels: manyLabels, weights: nil)
      for part in [\BrierDecomposition.score, \.miscalibration, \.discrimination] {
        #expect(
          ((weighted?[keyPath: part] ?? 2) - (repeated?[keyPath: part] ?? 3)).magnitude < 1e-14)
      }
      let loss = BrierScore.logLoss(scores: scores, labels: labels, weights: weights) ?? -1
      let other = BrierScore.logLoss(scores: manyScores, labels: manyLabels, weights: nil)
      #expect(isClose(other, loss, relative: 1e-13))
    }
  }

  @Test func `another order of the queries changes nothing that is printed`() throws {
    var source = SeededSample(seed: 423)
    for _ in 0..<100 {
      let (scores, labels) = source.scoredLabels(source.integer(1...50))
      let order = source.shuffled(scores.count)
      let one = BrierScore.mean(scores: scores, labels: labels, weights: nil) ?? -1
      let other = BrierScore.mean(
        scores: order.map { scores[$0] }, labels: order.map { labels[$0] }, weights: nil)
      #expect(isClose(other, one, relative: 1e-15))
    }
  }

  @Test func `a score or a label out of range is a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = BrierScore.mean(scores: [1.1], labels: [1], weights: nil)
    }
    await #expect(processExitsWith: .failure) {
      _ = BrierScore.mean(scores: [0.1], labels: [0.3], weights: nil)
    }
    await #expect(processExitsWith: .failure) {
      _ = BrierScore.logLoss(scores: [0.1], labels: [1], weights: [0])
    }
  }
}
