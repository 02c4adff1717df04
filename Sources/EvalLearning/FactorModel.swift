package import EvalStatistics

/// The chance that one model's answer beats another's, by matrix factorisation.
///
/// Models and queries are points of one small space: a query's is a linear map of its features, a
/// model's strength on it their inner product plus the model's own, and the chance that a beats b
/// is σ(s_a − s_b), as Bradley and Terry (1952) have it.
package struct FactorModel: Equatable, Sendable {
  /// For each model its point.
  package private(set) var points: [[Double]]
  /// For each model its strength on any query.
  package private(set) var strengths: [Double]
  /// For each feature its row of the map.
  package private(set) var map: [[Double]]

  /// How a model is fitted.
  package struct Options: Equatable, Sendable {
    /// The dimensions of the space.
    package var dimensions = 16
    /// How often every comparison is gone through at most.
    package var passes = 60
    /// A step's length.
    package var rate = 0.02
    /// One comparison of so many is held out, to see when another pass no longer helps.
    package var heldOut = 10
    /// How many passes may not help before the fit ends.
    package var patience = 2

    package init() {}
  }

  /// Takes a model as it is stored; nil where it does not fit together.
  package init?(points: [[Double]], strengths: [Double], map: [[Double]]) {
    let dimensions = points.first?.count ?? 0
    guard dimensions > 0, points.count == strengths.count,
      points.allSatisfy({ $0.count == dimensions && $0.allSatisfy(\.isFinite) }),
      map.allSatisfy({ $0.count == dimensions && $0.allSatisfy(\.isFinite) }),
      strengths.allSatisfy(\.isFinite)
    else { return nil }
    self.points = points
    self.strengths = strengths
    self.map = map
  }

  /// One comparison: which share of a win the first of two models has on a query.
  package struct Comparison: Equatable, Sendable {
    package var row: Int32
    package var first: Int
    package var second: Int
    /// 1 where the first model won, 0 where the second did, ½ where neither.
    package var share: Double

    package init(row: Int32, first: Int, second: Int, share: Double) {
      self.row = row
      self.first = first
      self.second = second
      self.share = share
    }
  }

  /// Fits a model by stochastic gradient descent on the log loss.
  ///
  /// O(passes × comparisons × entries of a row × dimensions).
  ///
  /// - Parameters:
  ///   - rows: The features of the queries.
  ///   - comparisons: What was compared, at least one.
  ///   - models: How many models there are.
  ///   - options: How.
  ///   - generator: The stream of draws: where the fit begins, and the order of the comparisons.
  ///   - seed: The seed.
  package init(
    rows: SparseRows, comparisons: [Comparison], models: Int, options: Options,
    generator: Philox4x32, seed: UInt64
  ) {
    var draw = Draws(generator, seed)
    // Queries begin at the origin, where no model is ahead; models apart from one another, or
    // nothing would pull a query anywhere.
    let scale = (3 / Double(options.dimensions)).squareRoot()
    points = (0..<models).map { _ in
      (0..<options.dimensions).map { _ in (draw.unit() - 0.5) * 2 * scale }
    }
    map = [[Double]](
      repeating: [Double](repeating: 0, count: options.dimensions), count: rows.columnCount)
    strengths = [Double](repeating: 0, count: models)
    var order = Array(comparisons.indices)
    draw.shuffle(&order)
    let heldOut = order.prefix(comparisons.count / options.heldOut).map { comparisons[$0] }
    order.removeFirst(heldOut.count)
    var best = self
    var least = Double.infinity
    var idle = 0
    for _ in 0..<options.passes {
      draw.shuffle(&order)
      for index in order { step(comparisons[index], rows, rate: options.rate) }
      let loss = heldOut.reduce(0) { $0 + self.loss($1, rows) }
      idle = loss < least ? 0 : idle + 1
      if loss < least || heldOut.isEmpty { (best, least) = (self, loss) }
      if idle == options.patience { break }
    }
    self = best
  }

  /// Returns for each model its strength on every row.
  package func strengths(_ rows: SparseRows) -> [[Double]] {
    let queries = (0..<rows.count).map { point(of: rows, $0) }
    return points.indices.map { model in
      queries.map { query in
        var sum = strengths[model]
        for dimension in query.indices { sum += query[dimension] * points[model][dimension] }
        return sum
      }
    }
  }

  /// The chance that a strength beats another.
  package static func chance(_ strength: Double, over other: Double) -> Double {
    1 / (1 + Elementary.exp(other - strength))
  }

  private func point(of rows: SparseRows, _ row: Int) -> [Double] {
    var point = [Double](repeating: 0, count: points[0].count)
    for place in rows.range(of: row) {
      let weight = rows.values[place]
      let feature = Int(rows.columns[place])
      for dimension in point.indices { point[dimension] += weight * map[feature][dimension] }
    }
    return point
  }

  private func lead(_ comparison: Comparison, _ query: [Double]) -> Double {
    let (first, second) = (comparison.first, comparison.second)
    var lead = strengths[first] - strengths[second]
    for dimension in query.indices {
      lead += query[dimension] * (points[first][dimension] - points[second][dimension])
    }
    return lead
  }

  private func loss(_ comparison: Comparison, _ rows: SparseRows) -> Double {
    let lead = lead(comparison, point(of: rows, Int(comparison.row)))
    // −ln σ(lead) where the first won, −ln σ(−lead) where the second did.
    func cost(_ lead: Double) -> Double {
      lead > 0
        ? Elementary.log1p(Elementary.exp(-lead)) : Elementary.log1p(Elementary.exp(lead)) - lead
    }
    return comparison.share * cost(lead) + (1 - comparison.share) * cost(-lead)
  }

  private mutating func step(_ comparison: Comparison, _ rows: SparseRows, rate: Double) {
    let (first, second) = (comparison.first, comparison.second)
    let query = point(of: rows, Int(comparison.row))
    let push =
      rate * (comparison.share - Self.chance(lead(comparison, query), over: 0))
    strengths[first] += push
    strengths[second] -= push
    let ways = query.indices.map { points[first][$0] - points[second][$0] }
    for dimension in query.indices {
      points[first][dimension] += push * query[dimension]
      points[second][dimension] -= push * query[dimension]
    }
    for place in rows.range(of: Int(comparison.row)) {
      let feature = Int(rows.columns[place])
      let weight = push * rows.values[place]
      for dimension in query.indices {
        map[feature][dimension] += weight * ways[dimension]
      }
    }
  }
}

/// Draws of one stream, one after the other.
private struct Draws {
  private let generator: Philox4x32
  private let seed: UInt64
  private var count: UInt64 = 0
  private var words = SIMD4<UInt32>()

  init(_ generator: Philox4x32, _ seed: UInt64) {
    self.generator = generator
    self.seed = seed
  }

  mutating func word() -> UInt32 {
    let lane = Int(count % 4)
    if lane == 0 {
      let block = count / 4
      words = generator.block(
        SIMD4(
          UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32),
          UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
    }
    count += 1
    return words[lane]
  }

  /// A number from 0 to below 1.
  mutating func unit() -> Double { Double(word()) * 0x1p-32 }

  /// Puts indices into an order of which each is as likely as another (Fisher and Yates).
  mutating func shuffle(_ order: inout [Int]) {
    for place in order.indices.reversed() where place > 0 {
      order.swapAt(
        place, Int(RandomIndex.multiplyShift(word(), below: UInt32(place + 1))))
    }
  }
}
