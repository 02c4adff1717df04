@testable import EvalCore

/// A golden and a router drawn from a seed, of every shape that the contract allows.
struct SampleGolden {
  var made: HandMade
  var scores: [Double]
  var threshold: Double

  /// Draws 2 to 80 traces: right or wrong, graded or fine qualities; with or without clusters,
  /// weights, costs, tokens and latencies; scores with many ties or none.
  init(seed: UInt64, traces: ClosedRange<Int> = 2...80) {
    var draws = Draws(seed: seed)
    let count = draws.integer(traces)
    let kind = draws.integer(0...2)
    func column(_ draws: inout Draws, lift: Double) -> [Double] {
      (0..<count).map { _ in Self.quality(kind, lift: lift, &draws) }
    }
    made = HandMade(weak: column(&draws, lift: 0), strong: column(&draws, lift: 0.25))
    if kind == 1 { made.scale = QualityScale(min: 1, max: 10) }
    if draws.chance(0.5) {
      let clusters = draws.integer(2...max(2, count))
      made.clusters = (0..<count).map { _ in draws.integer(0...clusters) }
    }
    if draws.chance(0.5) { made.weights = (0..<count).map { _ in Int64(draws.integer(1...5)) } }
    if draws.chance(0.7) {
      made.costs = [1, 20].map { price in
        (0..<count).map { _ in Int64(price * draws.integer(1000...900_000)) }
      }
    }
    if draws.chance(0.7) {
      made.latencies = (0..<2).map { _ in
        (0..<count).map { _ in Int64(draws.integer(1...5_000_000)) }
      }
    }
    let categories = ["writing", "math", "coding", "∅"]
    made.labels = [
      ("category", (0..<count).map { _ in categories[draws.integer(0...3)] }),
      ("turn", (0..<count).map { _ in String(draws.integer(1...2)) }),
    ]
    let levels = draws.chance(0.5) ? draws.integer(1...6) : 1_000_000
    scores = (0..<count).map { _ in Double(draws.integer(0...levels)) / Double(levels) }
    threshold = draws.unit()
  }

  private static func quality(_ kind: Int, lift: Double, _ draws: inout Draws) -> Double {
    let value = min(1, draws.unit() * 0.8 + lift)
    return switch kind {
    case 0: value > 0.6 ? 1 : 0
    case 1: (1 + 9 * value).rounded()
    default: (value * 1e6).rounded() / 1e6
    }
  }

  var golden: Golden { made.golden }
  var decisions: Decisions { golden.decide(scores, threshold: threshold) }

  /// The same traces in another order; the ids stay in theirs.
  func permuted(by order: [Int]) -> SampleGolden {
    func apply<Value>(_ column: [Value]) -> [Value] { order.map { column[$0] } }
    var other = self
    other.made.quality = made.quality.map(apply)
    other.made.clusters = made.clusters.map(apply)
    other.made.weights = made.weights.map(apply)
    other.made.costs = made.costs.map { $0.map(apply) }
    other.made.latencies = made.latencies.map { $0.map(apply) }
    other.made.labels = made.labels.map { ($0.name, apply($0.levels)) }
    other.scores = apply(scores)
    return other
  }
}
