import EvalStatistics

/// How far two sides' numbers lie apart: their largest gap, mean way, and the shares of ten bins.
struct NumberMeasures {
  /// The places of the measures among those permuted.
  enum Place: Int {
    case gap
    case way
    case psi
    case jensenShannon
  }

  private static let tenths = 10

  /// The distinct numbers, ascending.
  private let distinct: [Double]
  /// The bin of each distinct number.
  private let binOf: [Int]
  private let binCount: Int

  /// Cuts bins at the golden's deciles.
  ///
  /// - Parameters:
  ///   - distinct: The distinct numbers of both sides, ascending.
  ///   - golden: The golden's numbers.
  ///   - weights: How many queries each stands for; nil for equally many.
  init(distinct: [Double], golden: [Double], weights: [Int64]?) {
    self.distinct = distinct
    let edges = Self.unique(Self.deciles(golden, weights))
    binCount = edges.count + 1
    binOf = distinct.map { value in edges.count { $0 < value } }
  }

  /// Returns ascending numbers, each once.
  static func unique(_ sorted: [Double]) -> [Double] {
    sorted.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }

  /// Returns the measures in the order of their places, from each side's count of each distinct
  /// number.
  func values(_ sizes: (golden: [Double], traffic: [Double])) -> [Double] {
    let size = sizes.golden.reduce(0, +)
    let other = sizes.traffic.reduce(0, +)
    var below = (0.0, 0.0)
    var largest = 0.0
    var area = 0.0
    for rank in distinct.indices.dropLast() {
      below.0 += sizes.golden[rank]
      below.1 += sizes.traffic[rank]
      // Whole numbers where nothing is weighted, so that equal gaps compare as equal.
      let gap = (below.0 * other - below.1 * size).magnitude
      largest = max(largest, gap)
      area += gap * (distinct[rank + 1] - distinct[rank])
    }
    let product = size * other
    let binned = bins(sizes)
    let deviation = deviation(sizes.golden, size)
    return [
      largest / product, deviation > 0 ? area / product / deviation : 0,
      PopulationStability.estimate(reference: binned.0, current: binned.1)?.index ?? 0,
      CategoricalDrift.jensenShannonDistance(reference: binned.0, current: binned.1) ?? 0,
    ]
  }

  /// The standard deviation of the golden's numbers, by their counts.
  private func deviation(_ counts: [Double], _ size: Double) -> Double {
    guard counts.count(where: { $0 > 0 }) > 1 else { return 0 }
    var sum = 0.0
    for rank in counts.indices { sum += counts[rank] * distinct[rank] }
    let mean = sum / size
    var squares = 0.0
    for rank in counts.indices {
      let gap = distinct[rank] - mean
      squares += counts[rank] * gap * gap
    }
    return (squares / size).squareRoot()
  }

  /// Returns each side's count of each bin.
  func bins(_ sizes: (golden: [Double], traffic: [Double])) -> ([Double], [Double]) {
    var bins = (
      [Double](repeating: 0, count: binCount), [Double](repeating: 0, count: binCount)
    )
    for rank in distinct.indices {
      bins.0[binOf[rank]] += sizes.golden[rank]
      bins.1[binOf[rank]] += sizes.traffic[rank]
    }
    return bins
  }

  /// The edges of ten bins: quantiles of the golden's numbers, of weighted ones the least number that
  /// so much of the weight does not exceed.
  private static func deciles(_ values: [Double], _ weights: [Int64]?) -> [Double] {
    let shares = (1..<tenths).map { Double($0) / Double(tenths) }
    guard let weights else {
      let sorted = values.sorted()
      return shares.compactMap { Quantile.type7(sorted: sorted, probability: $0) }
    }
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    let total = weights.reduce(0, +)
    var edges: [Double] = []
    var below: Int64 = 0
    for index in order {
      below += weights[index]
      while edges.count < shares.count,
        below * Int64(tenths) >= Int64(edges.count + 1) * total
      { edges.append(values[index]) }
    }
    return edges
  }
}
