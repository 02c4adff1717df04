/// A score that knows a query's subject and nothing else: the mean gap of its level of one label.
///
/// Each half of the clusters is scored by what the other half came to, so that no query is judged on
/// itself.
package enum DomainRanking: Sendable {
  /// The traces by the mean gap of their level in the other half.
  case ranking(ScoreRanking)
  /// Why there is none.
  case undefined(String)

  /// Learns the gaps of a label's levels; O(n).
  ///
  /// - Parameters:
  ///   - label: The label's division of the traces; nil for a suite without cohorts.
  ///   - isSecondHalf: For each trace whether its cluster is in the second half; nil where nobody
  ///     split them.
  ///   - pool: The models.
  ///   - weights: How many queries each trace stands for; nil for one each.
  package init(
    _ label: CohortPartition?, isSecondHalf: [Bool]?, pool: ModelPool, weights: [Int64]?
  ) {
    guard let label, let name = label.cohorts.first?.labels.first?.name else {
      self = .undefined("the suite looks at no cohorts")
      return
    }
    guard label.cohorts.count > 1 else {
      self = .undefined("every query has the same \(name)")
      return
    }
    guard let isSecondHalf, isSecondHalf.contains(true), isSecondHalf.contains(false) else {
      self = .undefined("the clusters cannot be split in two halves")
      return
    }
    let (weak, strong) = (pool.quality[pool.weak], pool.quality[pool.strong])
    var halves = [Half](repeating: Half(levels: label.cohorts.count), count: 2)
    for trace in isSecondHalf.indices {
      let weight = weights?[trace] ?? 1
      halves[isSecondHalf[trace] ? 1 : 0].add(
        (strong[trace] - weak[trace]) * weight, weight: weight, level: Int(label.codes[trace]))
    }
    let means = halves.map(\.means)
    self = .ranking(
      ScoreRanking(
        scores: isSecondHalf.indices.map { trace in
          means[isSecondHalf[trace] ? 0 : 1][Int(label.codes[trace])]
        }))
  }

  /// What one half of the clusters came to, level by level.
  private struct Half {
    var gaps: [WideSum]
    var weights: [Int64]

    init(levels: Int) {
      gaps = [WideSum](repeating: WideSum(), count: levels)
      weights = [Int64](repeating: 0, count: levels)
    }

    mutating func add(_ gap: Int64, weight: Int64, level: Int) {
      gaps[level].add(gap)
      weights[level] += weight
    }

    /// The mean gap of each level, of all levels where the half has none of it.
    var means: [Double] {
      let whole = gaps.reduce(Int128(0)) { $0 + $1.total }
      let mean = ratio(whole, Int128(weights.reduce(0, +)))
      return gaps.indices.map { level in
        weights[level] > 0 ? ratio(gaps[level].total, Int128(weights[level])) : mean
      }
    }
  }
}
