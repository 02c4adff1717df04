import EvalStatistics

/// Estimates what a metric changed by between two replays, over all traces or one cohort.
struct ChangeEstimator {
  /// Why there is no estimate.
  struct Undefined: Error {
    let reason: String
  }

  let pair: PairedReplay
  /// For what has to be resampled.
  let streams: TestStreams

  /// Estimates the change of a metric.
  func change(
    of metric: MetricName, model: String?, in scope: ChangeScope
  ) -> Result<MetricChange, Undefined> {
    switch pair.metric(metric, model: model) {
    case .undefined(let reason): return .failure(Undefined(reason: reason))
    case .column(let column):
      let perQuery = Self.isPerQuery(metric)
      guard let change = Self.change(of: column, in: scope) else { return .failure(.oneCluster) }
      return .success(perQuery ? change : change.scaled(by: scope.sample.weight))
    case .nonlinear:
      return CurveChange(pair, scope, streams: streams)
        .change(of: metric, model: model)
    }
  }

  /// Counts and tokens are totals; everything else is a mean over queries.
  private static func isPerQuery(_ metric: MetricName) -> Bool {
    metric != .calls && metric != .tokens
  }

  /// Estimates the mean of a column; nil with fewer than two clusters.
  static func change(of column: PairedColumn, in scope: ChangeScope) -> MetricChange? {
    let (clusters, totals) = scope.totals(of: column)
    guard
      let mean = PairedMean(
        totals: totals.map { Double($0) / column.unit },
        weights: clusters.map { scope.clusterWeights[Int($0)] }, sample: scope.sample)
    else { return nil }
    var change = MetricChange(
      estimate: mean.mean, standardError: mean.standardError,
      bounds: mean.interval(confidence: 0.90, range: column.range),
      interval: mean.interval(confidence: 0.95, range: column.range),
      evidence: .totals(totals), traces: scope.count, clusters: scope.sample.clusters,
      changedClusters: mean.changedClusters, range: column.range)
    if mean.changedClusters > 0 {
      let size = totals.reduce(0.0) { $0 + Double($1.magnitude) } / column.unit
      change.meanChange = size / Double(mean.changedClusters) / scope.sample.weight
    }
    if column.isBinary, scope.isPlain {
      let gains = totals.count { $0 > 0 }
      let losses = totals.count - gains
      func interval(_ z: Double) -> Interval {
        Tango.interval(gains: gains, losses: losses, pairs: scope.count, z: z)
      }
      change.bounds = interval(Normal.quantile(0.95))
      change.interval = interval(Normal.quantile(0.975))
      change.evidence = .counts(gains: gains, losses: losses)
    }
    return change
  }
}

extension ChangeEstimator.Undefined {
  static let oneCluster = ChangeEstimator.Undefined(reason: Reason.oneCluster)
}

extension MetricChange {
  /// Turns a mean over queries into a total.
  func scaled(by weight: Double) -> MetricChange {
    var total = self
    total.estimate *= weight
    total.standardError = standardError.map { $0 * weight }
    total.bounds = Interval(low: bounds.low * weight, high: bounds.high * weight)
    total.interval = Interval(low: interval.low * weight, high: interval.high * weight)
    total.range *= weight
    total.meanChange *= weight
    return total
  }
}
