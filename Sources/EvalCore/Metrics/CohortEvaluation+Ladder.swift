import EvalStatistics

/// The metrics that look at every model of the ladder.
extension CohortEvaluation {
  var aiq: Measured {
    switch AverageImprovement.measure(view, traces, curve) {
    case .failure(let undefined): return .undefined(undefined.reason)
    case .success(let area):
      guard let moments,
        let error = ClusterRobust.standardError(
          residualTotals: area.influence, totalWeight: Double(totals.weight))
      else {
        return .value(Estimate(area.estimate, low: .oneCluster, high: .oneCluster))
      }
      let reach = moments.t * error
      return .value(
        Estimate(
          area.estimate, low: .value(area.estimate - reach),
          high: .value(area.estimate + reach)))
    }
  }

  var oracleGap: Measured {
    let scale = traces.scale
    let gap = ratio(totals.shortfall, totals.weight * scale.widthUnits)
    guard let moments else {
      return .value(Estimate(gap, low: .oneCluster, high: .oneCluster))
    }
    let reach =
      moments.t * moments.shortfall.squareRoot() / Double(totals.weight)
      / Double(scale.widthUnits)
    return .value(Estimate(gap, low: .value(gap - reach), high: .value(gap + reach)))
  }
}
