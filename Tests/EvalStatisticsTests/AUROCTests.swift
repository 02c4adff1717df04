import EvalStatistics
import Testing

struct AUROCTests {
  @Test func `the area meets the known answer`() {
    let area = AUROC.area(scores: CalibrationCase.scores, labels: CalibrationCase.labels)
    #expect(isClose(area, 0.8282828282828283, relative: 1e-10))
  }

  @Test func `one class only has no area`() {
    #expect(AUROC.area(scores: [], labels: []) == nil)
    #expect(AUROC.area(scores: [0.1, 0.2], labels: [1, 1]) == nil)
    #expect(AUROC.area(scores: [0.1, 0.2], labels: [0, 0]) == nil)
  }

  @Test func `a perfect order is one, the reverse zero, no order one half`() {
    #expect(AUROC.area(scores: [1, 2, 3, 4], labels: [0, 0, 1, 1]) == 1)
    #expect(AUROC.area(scores: [4, 3, 2, 1], labels: [0, 0, 1, 1]) == 0)
    #expect(AUROC.area(scores: [7, 7, 7, 7], labels: [0, 1, 1, 1]) == 0.5)
  }

  @Test func `a label of one half is half of each class`() {
    #expect(AUROC.area(scores: [3], labels: [0.5]) == 0.5)
    // Twice each query, the tie once as 1 and once as 0.
    let halved = AUROC.area(scores: [1, 2, 3], labels: [0, 0.5, 1])
    let whole = AUROC.area(scores: [1, 1, 2, 2, 3, 3], labels: [0, 0, 0, 1, 1, 1])
    #expect(halved == whole)
  }

  @Test func `the area is the share of pairs in the right order`() {
    var source = SeededSample(seed: 451)
    for _ in 0..<200 {
      let count = source.integer(2...40)
      let scores = source.integers(count, 0...9)
      let labels = source.integers(count, 0...1)
      let pairs = scores.indices.filter { labels[$0] == 1 }.flatMap { one in
        scores.indices.filter { labels[$0] == 0 }.map { (scores[one], scores[$0]) }
      }
      let wins = pairs.reduce(0.0) { $0 + ($1.0 > $1.1 ? 1 : $1.0 == $1.1 ? 0.5 : 0) }
      let area = AUROC.area(scores: scores, labels: labels)
      #expect(area == (pairs.isEmpty ? nil : wins / Double(pairs.count)))
    }
  }

  @Test func `another order of the queries has the same bits`() {
    var source = SeededSample(seed: 452)
    for _ in 0..<100 {
      let (scores, labels) = source.scoredLabels(source.integer(2...50))
      let order = source.shuffled(scores.count)
      let area = AUROC.area(scores: scores, labels: labels)
      #expect(
        AUROC.area(scores: order.map { scores[$0] }, labels: order.map { labels[$0] }) == area)
    }
  }

  @Test(arguments: [1, 1_000_000_007] as [Int64])
  func `a weight of k is k observations, however many`(factor: Int64) {
    var source = SeededSample(seed: 454)
    for _ in 0..<100 {
      let (scores, labels) = source.scoredLabels(source.integer(2...30))
      let weights = source.integers(scores.count, 1...4).map { Int64($0) }
      let copies = weights.indices.flatMap { [Int](repeating: $0, count: Int(weights[$0])) }
      let area = AUROC.area(
        scores: copies.map { scores[$0] }, labels: copies.map { labels[$0] })
      let weighted = AUROC.area(
        scores: scores, labels: labels, weights: weights.map { $0 * factor })
      #expect((area == nil) == (weighted == nil))
      if let area, let weighted { #expect((area - weighted).magnitude < 1e-15) }
    }
  }

  @Test func `exchanging the classes mirrors the area`() throws {
    var source = SeededSample(seed: 453)
    for _ in 0..<100 {
      let (scores, labels) = source.scoredLabels(20)
      guard let area = AUROC.area(scores: scores, labels: labels) else { continue }
      let other = try #require(AUROC.area(scores: scores, labels: labels.map { 1 - $0 }))
      #expect((area + other - 1).magnitude < 1e-15)
    }
  }
}
