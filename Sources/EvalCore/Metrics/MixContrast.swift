import EvalStatistics

/// How much better a router is than the best random mix of the models at what the router costs.
///
/// With m the slope of the models' hull at the router's mean cost and the mix's shares held, the
/// gain is the mean of q − q_mix, and its influence function that of q − q_mix − m·(c − c_mix).
package struct MixContrast: Codable, Equatable, Sendable {
  /// The mean quality gained, normalised to 0…1, with its two-sided 95 % interval.
  package var gain: Measured
  /// The one-sided p value of "no better than the mix"; nil where it cannot be told.
  package var p: Double?
  /// One minus the router's cost over that of the cheapest mix that is as good.
  package var savings: Measured

  package init(gain: Measured, p: Double?, savings: Measured) {
    self.gain = gain
    self.p = p
    self.savings = savings
  }

  /// Whether the router is shown to be better than the mix.
  package var isShown: Bool {
    (p ?? 1) <= RandomContrast.level && (gain.estimate?.estimate ?? 0) > 0
  }

  /// A contrast without values.
  package init(undefined reason: String) {
    self.init(gain: .undefined(reason), p: nil, savings: .undefined(reason))
  }

  /// Measures a router over all traces; O(n).
  init(_ traces: RoutedTraces, over all: CohortPartition, frontier: ModelFrontier) {
    guard let hull = frontier.hull else {
      self.init(undefined: Reason.noModelCosts)
      return
    }
    guard traces.knowsSpending else {
      self.init(undefined: Reason.noSpending)
      return
    }
    let means = Means(traces, over: all)
    let (gain, p) = Self.gain(means, hull)
    self.init(gain: gain, p: p, savings: Self.savings(means, hull))
  }

  private static func gain(_ means: Means, _ hull: CostHull) -> (Measured, Double?) {
    guard let mix = hull.mix(costing: means.cost) else {
      return (.undefined("the router costs less than the cheapest model"), nil)
    }
    let gain = means.quality - mix.point.quality
    return means.estimate((gain / means.width), mix) { own, mixed in
      (own.quality - mixed.quality - mix.slope * (own.cost - mixed.cost) - gain) / means.width
    }
  }

  private static func savings(_ means: Means, _ hull: CostHull) -> Measured {
    guard let mix = hull.mix(reaching: means.quality) else {
      return .undefined("no mix of the models is as good")
    }
    guard mix.point.cost > 0 else { return .undefined("a mix that is as good costs nothing") }
    let ratio = means.cost / mix.point.cost
    // Where the cheapest model alone is as good, another quality asks for no other mix.
    let price = mix.left == mix.right ? 0 : 1 / mix.slope
    return means.estimate(1 - ratio, mix) { own, mixed in
      let asked = mixed.cost + price * (own.quality - mixed.quality)
      return (ratio * asked - own.cost) / mix.point.cost
    }.0
  }
}

/// A router's means over all traces, with what their errors need.
private struct Means {
  let traces: RoutedTraces
  let all: CohortPartition
  let scope: ChangeScope
  /// In 1e-9 USD.
  let cost: Double
  /// In units.
  let quality: Double
  /// The width of the scale in units.
  let width: Double

  init(_ traces: RoutedTraces, over all: CohortPartition) {
    self.traces = traces
    self.all = all
    scope = ChangeScope(all, 0, weights: traces.weights)
    var (cost, quality) = (WideSum(), WideSum())
    for trace in traces.models.indices {
      cost.add(traces.cost[trace] * traces.weight(trace))
      quality.add(traces.quality[trace] * traces.weight(trace))
    }
    self.cost = Double(cost.total) / scope.sample.weight
    self.quality = Double(quality.total) / scope.sample.weight
    width = Double(traces.scale.widthUnits)
  }

  /// Puts an interval and a p value to an estimate from its influence function.
  ///
  /// - Parameters:
  ///   - estimate: The estimate.
  ///   - mix: The models that it is compared with.
  ///   - influence: A trace's influence, from what the router and the mix come to there.
  /// - Returns: The estimate, and the one-sided p value of its being no more than zero.
  func estimate(
    _ estimate: Double, _ mix: CostHull.Mix,
    influence: (_ own: CostQualityPoint, _ mixed: CostQualityPoint) -> Double
  ) -> (Measured, Double?) {
    let pool = traces.pool
    let (left, right) = (pool.quality[mix.left], pool.quality[mix.right])
    let (leftCost, rightCost) = (pool.cost[mix.left] ?? [], pool.cost[mix.right] ?? [])
    var totals = [Double](repeating: 0, count: scope.clusterWeights.count)
    for trace in traces.models.indices {
      let own = CostQualityPoint(
        cost: Double(traces.cost[trace]), quality: Double(traces.quality[trace]))
      let mixed = CostQualityPoint(
        cost: Double(leftCost[trace]) + mix.share * Double(rightCost[trace] - leftCost[trace]),
        quality: Double(left[trace]) + mix.share * Double(right[trace] - left[trace]))
      totals[Int(all.clusters[trace])] +=
        influence(own, mixed) * Double(traces.weight(trace))
    }
    guard let degrees = scope.sample.degreesOfFreedom,
      let error = ClusterRobust.standardError(
        residualTotals: totals, totalWeight: scope.sample.weight)
    else { return (.value(Estimate(estimate, low: .oneCluster, high: .oneCluster)), nil) }
    // Nothing but rounding is left of a router that is itself a corner or an edge of the hull.
    guard error > 1e-12 else { return (.value(Estimate(estimate)), nil) }
    let reach = StudentT.quantile(0.975, degreesOfFreedom: degrees) * error
    return (
      .value(Estimate(estimate, low: .value(estimate - reach), high: .value(estimate + reach))),
      StudentT.cdf(-estimate / error, degreesOfFreedom: degrees)
    )
  }
}
