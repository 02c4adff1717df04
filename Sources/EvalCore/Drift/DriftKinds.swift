import EvalStatistics

/// What changes sides in a permutation: the rank of every query, with the weight that travels with
/// it.
///
/// Queries of one rank and one weight are of a kind. Weights are brought to a common scale on which
/// the golden's mean weight is that of a query of the traffic; they stay whole, so that their sums
/// do not depend on an order.
struct DriftKinds {
  /// The kind of each query; its rank where nothing is weighted.
  let golden: [Int]
  let traffic: [Int]
  /// The number of kinds.
  let count: Int
  /// How many queries of equal weight the golden's are worth; nil where they have equal weights.
  let effective: Double?
  /// The number of ranks.
  private let ranks: Int
  /// For each kind its rank and weight; empty where nothing is weighted.
  private let kinds: [(rank: Int, weight: Double)]

  /// Sorts queries into kinds.
  ///
  /// - Parameters:
  ///   - golden: The ranks of the golden's queries.
  ///   - weights: Their weights; nil for all ones.
  ///   - traffic: The ranks of the traffic's queries.
  ///   - ranks: The number of ranks.
  init(_ golden: [Int], weights: [Int64]?, _ traffic: [Int], ranks: Int) {
    self.ranks = ranks
    guard let weights, let first = weights.first, weights.contains(where: { $0 != first }) else {
      (self.golden, self.traffic, count) = (golden, traffic, ranks)
      (effective, kinds) = (nil, [])
      return
    }
    let total = weights.reduce(0, +)
    let members =
      zip(golden, weights).map { Self.Key(rank: $0, weight: $1 * Int64(weights.count)) }
      + traffic.map { Self.Key(rank: $0, weight: total) }
    let keys = Set(members).sorted()
    let number = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })
    let numbers = members.map { number[$0] ?? 0 }
    self.golden = Array(numbers.prefix(golden.count))
    self.traffic = Array(numbers.dropFirst(golden.count))
    count = keys.count
    effective = EffectiveSize.kish(weights)
    kinds = keys.map { ($0.rank, Double($0.weight)) }
  }

  private struct Key: Hashable, Comparable {
    let rank: Int
    let weight: Int64

    static func < (left: Key, right: Key) -> Bool {
      (left.rank, left.weight) < (right.rank, right.weight)
    }
  }

  /// Whether queries weigh differently.
  var isWeighted: Bool { effective != nil }

  /// Returns both sides' counts of each rank; of a weighted side its shares times its effective
  /// size.
  ///
  /// - Parameters:
  ///   - counts: The golden's count of each kind.
  ///   - totals: Both sides' count of each kind.
  /// - Returns: A count for each rank.
  func sides(_ counts: [Int], _ totals: [Int]) -> (golden: [Double], traffic: [Double]) {
    guard isWeighted else {
      // Once for each permutation: a loop, for there may be as many ranks as queries.
      var sides = (golden: [Double](repeating: 0, count: ranks), traffic: [Double]())
      sides.traffic = sides.golden
      for rank in 0..<ranks {
        sides.golden[rank] = Double(counts[rank])
        sides.traffic[rank] = Double(totals[rank] - counts[rank])
      }
      return sides
    }
    return (weighted(counts), weighted(zip(totals, counts).map { $0 - $1 }))
  }

  private func weighted(_ counts: [Int]) -> [Double] {
    var masses = [Double](repeating: 0, count: ranks)
    var (total, squares) = (0.0, 0.0)
    for (count, kind) in zip(counts, kinds) where count > 0 {
      let mass = Double(count) * kind.weight
      masses[kind.rank] += mass
      total += mass
      squares += mass * kind.weight
    }
    guard total > 0 else { return masses }
    let scale = EffectiveSize.kish(total: total, squares: squares) / total
    return masses.map { $0 * scale }
  }
}
