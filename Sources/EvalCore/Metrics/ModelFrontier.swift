import EvalStatistics

/// The ladder's models by what they cost and how good they are, and the hull of mixing them.
package struct ModelFrontier: Sendable {
  /// The hull over the models' means: costs in 1e-9 USD, qualities in units; nil where a cost is
  /// unknown.
  let hull: CostHull?

  /// Averages every model over all traces; O(n) for each.
  package init(_ pool: ModelPool, weights: [Int64]?) {
    let costs = pool.cost.compactMap(\.self)
    guard costs.count == pool.names.count, pool.count > 0 else {
      hull = nil
      return
    }
    let total = Double(weights?.wideSum ?? Int128(pool.count))
    func mean(_ column: [Int64]) -> Double {
      let weighted = weights.map { weights in zip(column, weights).map { $0 * $1 } } ?? column
      return Double(weighted.wideSum) / total
    }
    hull = CostHull(
      zip(costs, pool.quality).map { CostQualityPoint(cost: mean($0), quality: mean($1)) })
  }

  /// Whether a model is a corner of the hull; nil where costs are unknown.
  func isCorner(_ model: Int) -> Bool? { hull.map { $0.corners.contains(model) } }

  /// The model that costs no more than another and is no worse, and beats it in one of the two; of
  /// several the best, the cheapest among equals; nil where there is none.
  func better(than model: Int) -> Int? {
    guard let points = hull?.points else { return nil }
    let own = points[model]
    return points.indices.filter { other in
      let point = points[other]
      return point.cost <= own.cost && point.quality >= own.quality && point != own
    }
    .min { left, right in
      let (a, b) = (points[left], points[right])
      return (-a.quality, a.cost, left) < (-b.quality, b.cost, right)
    }
  }
}
