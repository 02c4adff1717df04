import EvalStatistics

/// How much better a router is than sending as many queries to the strong model at random.
///
/// A router that spends more is better than one that spends less; what it knows shows only against
/// chance at its own strong share. With r the strong calls, ρ their share and b the gap between
/// strong and weak, the gain is the mean of q − q_weak − ρ·b, and its influence function that less
/// (r − ρ)·b̄, for ρ is measured as well.
package struct RandomContrast: Codable, Equatable, Sendable {
  /// The mean quality gained, normalised to 0…1, with its two-sided 95 % interval.
  package var gain: Measured
  /// The one-sided p value of "no better than at random"; nil where it cannot be told.
  package var p: Double?

  package init(gain: Measured, p: Double?) {
    self.gain = gain
    self.p = p
  }

  /// The level at which a gain is called shown.
  package static let level = 0.05

  /// Whether the router is shown to be better than chance at its own share.
  package var isShown: Bool { (p ?? 1) <= Self.level && (gain.estimate?.estimate ?? 0) > 0 }

  /// Measures a router over all traces; O(n).
  init(_ traces: RoutedTraces, over all: CohortPartition) {
    let scope = ChangeScope(all, 0, weights: traces.weights)
    let weight = scope.sample.weight
    let (weak, strong) = (traces.pool.weak, traces.pool.strong)
    let width = Double(traces.scale.widthUnits)
    let members = scope.members.map { Int($0) }
    var (calls, gap) = (Int64(0), WideSum())
    for trace in members {
      if Int(traces.models[trace]) == strong { calls += traces.weight(trace) }
      gap.add(traces.weightedGap[trace])
    }
    let share = Double(calls) / weight
    let meanGap = Double(gap.total) / weight / width
    var totals = [Double](repeating: 0, count: scope.clusterWeights.count)
    for trace in members {
      let own = Double(traces.weight(trace))
      let lead = Double(traces.quality[trace] - traces.pool.quality[weak][trace]) * own / width
      let chance = share * Double(traces.weightedGap[trace]) / width
      totals[Int(all.clusters[trace])] += lead - chance
    }
    let gain = CompensatedSum.sum(totals) / weight
    for trace in members {
      let isStrong: Double = Int(traces.models[trace]) == strong ? 1 : 0
      let own = Double(traces.weight(trace))
      totals[Int(all.clusters[trace])] -= ((isStrong - share) * meanGap + gain) * own
    }
    guard let degrees = scope.sample.degreesOfFreedom,
      let error = ClusterRobust.standardError(residualTotals: totals, totalWeight: weight)
    else {
      self.init(gain: .value(Estimate(gain, low: .oneCluster, high: .oneCluster)), p: nil)
      return
    }
    // Nothing but rounding is left of a router that sends all queries to one model.
    guard calls > 0, share < 1, error > 1e-12 else {
      self.init(gain: .value(Estimate(gain)), p: nil)
      return
    }
    let reach = StudentT.quantile(0.975, degreesOfFreedom: degrees) * error
    self.init(
      gain: .value(Estimate(gain, low: .value(gain - reach), high: .value(gain + reach))),
      p: StudentT.cdf(-gain / error, degreesOfFreedom: degrees))
  }
}
