import Testing

@testable import EvalCore

struct ScoreRankingTests {
  /// The order by definition: highest score first, tied ones as they stand.
  private func sorted(_ scores: [Double]) -> [Int32] {
    scores.indices.sorted { scores[$0] == scores[$1] ? $0 < $1 : scores[$0] > scores[$1] }
      .map(Int32.init)
  }

  @Test(arguments: 1...100 as ClosedRange<UInt64>)
  func `it sorts as a comparison does`(seed: UInt64) {
    var draws = Draws(seed: seed)
    let special: [Double] = [
      0, -0.0, 1, -1, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNonzeroMagnitude,
      -.leastNonzeroMagnitude, .leastNormalMagnitude, -.leastNormalMagnitude, 0.1, 0.1.nextUp,
      1e300,
      -1e300, .pi,
    ]
    let scores = (0..<draws.integer(0...300)).map { _ -> Double in
      switch draws.integer(0...3) {
      case 0: special[draws.integer(0...(special.count - 1))]
      case 1: Double(draws.integer(-3...3))
      case 2: draws.unit() - 0.5
      default: Self.anyFinite(&draws)
      }
    }
    #expect(ScoreRanking(scores: scores).order == sorted(scores))
  }

  private static func anyFinite(_ draws: inout Draws) -> Double {
    while true {
      let value = Double(bitPattern: draws.next())
      if value.isFinite { return value }
    }
  }

  @Test func `minus zero is kept as zero`() {
    let ranking = ScoreRanking(scores: [-0.0, 0, -0.0])
    #expect(ranking.order == [0, 1, 2])
    #expect(ranking.scores.allSatisfy { $0.sign == .plus })
  }

  @Test func `no scores have no order`() {
    #expect(ScoreRanking(scores: []).order.isEmpty)
  }

  // MARK: The threshold of a share

  /// Eight scores, four of them tied: the shares within reach are 0, 1/8, 2/8, 6/8, 7/8 and 1.
  private static let scores = [0.9, 0.8, 0.5, 0.5, 0.5, 0.5, 0.2, 0.1]

  private static let thresholds: [(Double, Double)] = [
    (0, .infinity), (0.06, .infinity), (0.0625, .infinity), (0.063, 0.9), (0.125, 0.9),
    (0.25, 0.8), (0.49, 0.8), (0.5, 0.8), (0.51, 0.5), (0.75, 0.5), (0.8125, 0.5), (0.9, 0.2),
    (1, 0.1),
  ]

  @Test(arguments: thresholds)
  func `the nearest share, ties together, the smaller of two equally near`(
    share: Double, threshold: Double
  ) {
    let ranking = ScoreRanking(scores: Self.scores)
    #expect(ranking.threshold(strongShare: share, weights: nil) == threshold)
  }

  @Test func `weights count as that many queries`() {
    let ranking = ScoreRanking(scores: [0.9, 0.5, 0.1])
    #expect(ranking.threshold(strongShare: 0.5, weights: [1, 1, 8]) == 0.5)
    #expect(ranking.threshold(strongShare: 0.5, weights: [8, 1, 1]) == 0.9)
  }

  @Test(arguments: 1...50 as ClosedRange<UInt64>)
  func `no other threshold comes nearer to the share`(seed: UInt64) {
    let sample = SampleGolden(seed: seed)
    let weights = sample.made.weights
    var draws = Draws(seed: seed &+ 1000)
    let share = draws.unit()
    let threshold = ScoreRanking(scores: sample.scores).threshold(
      strongShare: share, weights: weights)
    func distance(_ threshold: Double) -> Double {
      let total = weights?.reduce(0, +) ?? Int64(sample.scores.count)
      let taken = sample.scores.indices.reduce(Int64(0)) {
        $0 + (sample.scores[$1] >= threshold ? weights?[$1] ?? 1 : 0)
      }
      return (Double(taken) / Double(total) - share).magnitude
    }
    let nearest = (sample.scores + [.infinity]).map(distance).min()
    #expect(distance(threshold) == nearest)
  }
}
