import EvalStatistics

/// AIQ, average improvement in quality: the mean of a router's own cost–quality hull over the costs
/// that the ladder spans.
///
/// The paper's formula (Hu et al. 2024), 1/(c₁ − c₀)·∫ R(c) dc, with c₀ and c₁ the mean costs of the
/// cheapest and the dearest model, so that no other router bears on it. R is the hull over what the
/// decisions came to, over every threshold of a score between the ladder's ends, and over always
/// calling the cheapest model, which anybody can mix in at random.
struct AverageImprovement {
  /// The mean, normalised to 0…1.
  let estimate: Double
  /// Per cluster the totals of its influence function, times weight; they add up to zero.
  let influence: [Double]

  /// Why there is none.
  struct Undefined: Error {
    let reason: String
  }

  /// Draws the hull of a cohort; O(n log n), O(n) where the strong model is always the dearer one.
  ///
  /// - Parameters:
  ///   - view: The cohort.
  ///   - traces: The router's traces.
  ///   - curve: The curve over the same traces.
  /// - Returns: The area, or why there is none.
  static func measure(
    _ view: CohortView, _ traces: RoutedTraces, _ curve: RoutingCurve
  ) -> Result<AverageImprovement, Undefined> {
    let pool = traces.pool
    guard traces.knowsSpending else { return .failure(Undefined(reason: Reason.noSpending)) }
    let costs = pool.cost.compactMap(\.self)
    guard costs.count == pool.names.count else {
      return .failure(Undefined(reason: Reason.noModelCosts))
    }
    let sums = costs.map { sum($0, view, traces) }
    let means = sums.map { $0 / Double(curve.totalWeight) }
    guard let low = means.min(), let high = means.max(), low < high,
      let cheapest = means.firstIndex(of: low), let dearest = means.firstIndex(of: high)
    else { return .failure(Undefined(reason: Reason.equalCosts)) }
    let ends = Ends(
      cheapest: cheapest, dearest: dearest, weakCost: costs[pool.weak],
      strongCost: costs[pool.strong], cheapestCost: costs[cheapest], dearestCost: costs[dearest],
      cheapestSum: sums[cheapest], weakSum: sums[pool.weak])
    let points = points(view, traces, curve, ends)
    guard let hull = HullMean(of: points, from: low, to: high) else {
      return .failure(Undefined(reason: Reason.equalCosts))
    }
    return .success(
      AverageImprovement(
        estimate: traces.scale.normalized(hull.mean),
        influence: influence(hull, view, traces, curve, ends)))
  }

  /// The models that bound the hull, with their columns of costs.
  private struct Ends {
    let cheapest: Int
    let dearest: Int
    let weakCost: [Int64]
    let strongCost: [Int64]
    let cheapestCost: [Int64]
    let dearestCost: [Int64]
    /// Σw·cost of the cheapest model and of the weak one.
    let cheapestSum: Double
    let weakSum: Double
  }

  /// Where the points of the thresholds begin; always-cheapest and the decisions stand before.
  private static let firstThreshold = 2

  private static func sum(
    _ column: [Int64], _ view: CohortView, _ traces: RoutedTraces
  ) -> Double {
    var sum = WideSum()
    if let weights = traces.weights {
      for member in view.members { sum.add(column[Int(member)] * weights[Int(member)]) }
    } else {
      for member in view.members { sum.add(column[Int(member)]) }
    }
    return Double(sum.total)
  }

  private static func points(
    _ view: CohortView, _ traces: RoutedTraces, _ curve: RoutingCurve, _ ends: Ends
  ) -> [CostQualityPoint] {
    let weight = Double(curve.totalWeight)
    func point(_ cost: Double, _ quality: Double) -> CostQualityPoint {
      CostQualityPoint(cost: cost / weight, quality: quality / weight)
    }
    var points = [
      point(ends.cheapestSum, sum(traces.pool.quality[ends.cheapest], view, traces)),
      point(sum(traces.cost, view, traces), sum(traces.quality, view, traces)),
    ]
    guard traces.hasScores else { return points }
    points.reserveCapacity(curve.ends.count + firstThreshold)
    var cost = ends.weakSum
    let quality = sum(traces.pool.quality[traces.pool.weak], view, traces)
    points.append(point(cost, quality))
    let (strongCost, weakCost, weights) = (ends.strongCost, ends.weakCost, traces.weights)
    var position = view.ranked.startIndex
    for group in 1..<max(1, curve.ends.count) {
      for _ in curve.ends[group - 1]..<curve.ends[group] {
        let trace = Int(view.ranked[position])
        cost += Double((strongCost[trace] - weakCost[trace]) * (weights?[trace] ?? 1))
        position += 1
      }
      points.append(point(cost, quality + Double(curve.gain[group])))
    }
    return points
  }

  /// The area is linear in the corners' qualities and costs and in the two limits, so a trace's
  /// influence is a fixed combination of what it does to each.
  private static func influence(
    _ hull: HullMean, _ view: CohortView, _ traces: RoutedTraces, _ curve: RoutingCurve,
    _ ends: Ends
  ) -> [Double] {
    let pool = traces.pool
    let width = Double(traces.scale.widthUnits)
    let cheapest = hull.pulls.first { $0.point == 0 }
    let own = hull.pulls.first { $0.point == 1 }
    // Thresholds from the highest down: a trace is called strong from its own group on.
    let steps = hull.pulls.filter { $0.point >= firstThreshold }.sorted { $0.point < $1.point }
    let all = (
      quality: steps.reduce(0) { $0 + $1.quality }, cost: steps.reduce(0) { $0 + $1.cost }
    )
    var strong = all
    var next = 0
    // Columns by name: looked up inside the loop, each would be counted once a trace.
    let (weakQuality, strongQuality) = (pool.quality[pool.weak], pool.quality[pool.strong])
    let (weakCost, strongCost) = (ends.weakCost, ends.strongCost)
    let (cheapestQuality, cheapestCost) = (pool.quality[ends.cheapest], ends.cheapestCost)
    let (ownQuality, ownCost, dearestCost) = (traces.quality, traces.cost, ends.dearestCost)
    let ownPull = (quality: own?.quality ?? 0, cost: own?.cost ?? 0)
    let cheapestPull = (quality: cheapest?.quality ?? 0, cost: (cheapest?.cost ?? 0) + hull.lowPull)
    let (highPull, weighted, clusters) = (hull.highPull, traces.weights, view.clusters)
    var totals = [Double](repeating: 0, count: view.clusterCount)
    var weights = totals
    var position = view.ranked.startIndex
    for group in 1..<max(1, curve.ends.count) {
      while next < steps.count, steps[next].point - firstThreshold < group {
        strong.quality -= steps[next].quality
        strong.cost -= steps[next].cost
        next += 1
      }
      let weak = (quality: all.quality - strong.quality, cost: all.cost - strong.cost)
      for _ in curve.ends[group - 1]..<curve.ends[group] {
        let trace = Int(view.ranked[position])
        position += 1
        let fixed =
          cheapestPull.quality * Double(cheapestQuality[trace])
          + cheapestPull.cost * Double(cheapestCost[trace])
          + ownPull.quality * Double(ownQuality[trace]) + ownPull.cost * Double(ownCost[trace])
          + highPull * Double(dearestCost[trace])
        let swept =
          strong.quality * Double(strongQuality[trace]) + weak.quality * Double(weakQuality[trace])
          + strong.cost * Double(strongCost[trace]) + weak.cost * Double(weakCost[trace])
        let weight = Double(weighted?[trace] ?? 1)
        let cluster = Int(clusters[trace])
        totals[cluster] += (fixed + swept) * weight
        weights[cluster] += weight
      }
    }
    let mean = CompensatedSum.sum(totals) / CompensatedSum.sum(weights)
    return totals.indices.map { (totals[$0] - mean * weights[$0]) / width }
  }
}
