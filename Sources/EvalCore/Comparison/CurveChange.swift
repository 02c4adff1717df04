import EvalStatistics

/// Changes of the metrics that are no mean of one value for each query.
///
/// PGR, APGR, AUC and savings have an influence function, so the error of their change is that of
/// the mean of the difference of two influences. CPT and quantiles of the latency have none worth
/// the name; their clusters are resampled.
struct CurveChange {
  private let pair: PairedReplay
  private let scope: ChangeScope
  private let streams: TestStreams

  init(_ pair: PairedReplay, _ scope: ChangeScope, streams: TestStreams) {
    self.pair = pair
    self.scope = scope
    self.streams = streams
  }

  func change(
    of metric: MetricName, model: String?
  ) -> Result<MetricChange, ChangeEstimator.Undefined> {
    switch metric {
    case .savings: savings
    case .pgr: pgr
    case .apgr: area { $0.normalized }
    case .auc: area { $0.raw(scale: pair.golden.scale) }
    case .cpt20: crossing(0.20, sustained: false)
    case .cpt50: crossing(0.50, sustained: false)
    case .cpt80: crossing(0.80, sustained: false)
    case .cpt95: crossing(0.95, sustained: false)
    case .cpt20Sustained: crossing(0.20, sustained: true)
    case .cpt50Sustained: crossing(0.50, sustained: true)
    case .cpt80Sustained: crossing(0.80, sustained: true)
    case .cpt95Sustained: crossing(0.95, sustained: true)
    case .latencyP50: latency(0.50)
    case .latencyP95: latency(0.95)
    case .latencyP99: latency(0.99)
    case .aiq: improvement
    case .routerLatencyP50, .routerLatencyP95:
      .failure(ChangeEstimator.Undefined(reason: Reason.liveOnly))
    case .ece, .auroc: .failure(ChangeEstimator.Undefined(reason: Reason.noPairedTest))
    case .rating: rating(of: model)
    case .agreement:
      .failure(ChangeEstimator.Undefined(reason: Reason.absoluteOnly))
    case .quality, .strongShare, .cost, .calls, .tokens, .brier, .oracleGap:
      .failure(ChangeEstimator.Undefined(reason: "is a mean of one value for each query"))
    }
  }

  // MARK: Ratios

  /// Per cluster what a ratio of sums is made of.
  private struct RatioTotals {
    var above: [Double]
    var below: [Double]

    init(clusters: Int) {
      above = [Double](repeating: 0, count: clusters)
      below = above
    }

    var ratio: Double? {
      let total = CompensatedSum.sum(below)
      return total == 0 ? nil : CompensatedSum.sum(above) / total
    }

    /// The cluster totals of the ratio's influence function, times the weight of all queries.
    func influence(weight: Double) -> [Double] {
      guard let ratio else { return [] }
      let mean = CompensatedSum.sum(below) / weight
      return above.indices.map { (above[$0] - ratio * below[$0]) / mean }
    }
  }

  private func totals(
    _ replay: Replay, _ values: (Replay, Int) -> (above: Int64, below: Int64)?
  ) -> RatioTotals? {
    var totals = RatioTotals(clusters: scope.clusterWeights.count)
    for member in scope.members {
      let trace = Int(member)
      guard let (above, below) = values(replay, trace) else { return nil }
      let cluster = Int(scope.partition.clusters[trace])
      let weight = Double(pair.weight(trace))
      totals.above[cluster] += Double(above) * weight
      totals.below[cluster] += Double(below) * weight
    }
    return totals
  }

  private var savings: Result<MetricChange, ChangeEstimator.Undefined> {
    func values(_ replay: Replay, _ trace: Int) -> (Int64, Int64)? {
      guard let cost = replay.cost(trace),
        let strong = replay.pool.cost[replay.pool.strong]?[trace]
      else { return nil }
      return (strong - cost, strong)
    }
    guard let now = totals(pair.now, values), let before = totals(pair.before, values) else {
      return .failure(ChangeEstimator.Undefined(reason: Reason.noCost))
    }
    // With one denominator the change has the other sign of the change of cost.
    guard pair.sameEndNames, pair.sameStrongCosts,
      case .column(var column) = pair.metric(.cost, model: nil)
    else { return ratioChange(now, before, numerator: nil) }
    column.values = column.values.map { -$0 }
    return ratioChange(now, before, numerator: column)
  }

  private var pgr: Result<MetricChange, ChangeEstimator.Undefined> {
    func values(_ replay: Replay, _ trace: Int) -> (Int64, Int64)? {
      let pool = replay.pool
      let weak = pool.quality[pool.weak][trace]
      return (replay.quality(trace) - weak, pool.quality[pool.strong][trace] - weak)
    }
    guard let now = totals(pair.now, values), let before = totals(pair.before, values) else {
      return .failure(ChangeEstimator.Undefined(reason: Reason.noGap))
    }
    // With one denominator the change has the sign of the change of quality.
    return ratioChange(now, before, numerator: pair.sameEnds ? pair.qualityColumn : nil)
  }

  /// The change of the mean rating; a model's own where one is named.
  private func rating(of model: String?) -> Result<MetricChange, ChangeEstimator.Undefined> {
    // Other answers were rated by other people.
    guard pair.sameRecording else {
      return .failure(ChangeEstimator.Undefined(reason: Reason.noEarlierRating))
    }
    func values(_ replay: Replay, _ trace: Int) -> (Int64, Int64)? {
      guard let rating = pair.rating(replay, trace, of: model) else { return (0, 0) }
      return (rating, 1_000_000)
    }
    guard let now = totals(pair.now, values), let before = totals(pair.before, values),
      now.ratio != nil, before.ratio != nil
    else { return .failure(ChangeEstimator.Undefined(reason: Reason.noRating)) }
    return ratioChange(now, before, numerator: nil)
  }

  /// The change of a ratio; `numerator` is what its upper sum changed by, where the lower one did
  /// not: then signs are flipped, and few changes are no proof.
  private func ratioChange(
    _ now: RatioTotals, _ before: RatioTotals, numerator: PairedColumn?
  ) -> Result<MetricChange, ChangeEstimator.Undefined> {
    guard let after = now.ratio, let earlier = before.ratio else {
      return .failure(ChangeEstimator.Undefined(reason: Reason.noGap))
    }
    let weight = scope.sample.weight
    let influence = zip(now.influence(weight: weight), before.influence(weight: weight)).map(-)
    guard case .success(var change) = change(after - earlier, influence: influence) else {
      return .failure(.oneCluster)
    }
    if let numerator { change.adopt(numerator, over: CompensatedSum.sum(now.below), in: scope) }
    return .success(change)
  }

  // MARK: Areas

  private func area(
    _ pick: (CurveInfluence) -> (estimate: Double, totals: [Double])?
  ) -> Result<MetricChange, ChangeEstimator.Undefined> {
    guard let now = pick(CurveInfluence(pair.now, pair, scope)),
      let before = pick(CurveInfluence(pair.before, pair, scope))
    else { return .failure(ChangeEstimator.Undefined(reason: Reason.noGap)) }
    let influence = zip(now.totals, before.totals).map(-)
    return change(now.estimate - before.estimate, influence: influence)
  }

  private var improvement: Result<MetricChange, ChangeEstimator.Undefined> {
    guard !pair.knowsChoicesOnly else {
      return .failure(ChangeEstimator.Undefined(reason: Reason.choicesOnly))
    }
    func measure(_ replay: Replay) -> Result<AverageImprovement, AverageImprovement.Undefined> {
      let traces = RoutedTraces(
        pool: replay.pool, scale: pair.golden.scale, weights: pair.golden.weights,
        decisions: replay.decisions)
      let partition = scope.partition
      let range = partition.range(of: scope.index)
      let view = CohortView(
        members: partition.members[range],
        ranked: partition.distribute(traces.ranking.order)[range], clusters: partition.clusters,
        clusterCount: partition.clusterCounts[scope.index])
      return AverageImprovement.measure(view, traces, RoutingCurve(view.ranked, in: traces))
    }
    switch (measure(pair.now), measure(pair.before)) {
    case (.failure(let undefined), _), (_, .failure(let undefined)):
      return .failure(ChangeEstimator.Undefined(reason: undefined.reason))
    case (.success(let now), .success(let before)):
      return change(
        now.estimate - before.estimate, influence: zip(now.influence, before.influence).map(-))
    }
  }

  /// Makes a change of an estimate and of the cluster totals of its influence function.
  private func change(
    _ estimate: Double, influence: [Double]
  ) -> Result<MetricChange, ChangeEstimator.Undefined> {
    guard let degreesOfFreedom = scope.sample.degreesOfFreedom,
      let error = ClusterRobust.standardError(
        residualTotals: influence, totalWeight: scope.sample.weight)
    else { return .failure(.oneCluster) }
    func interval(_ probability: Double) -> Interval {
      let reach = StudentT.quantile(probability, degreesOfFreedom: degreesOfFreedom) * error
      return Interval(low: estimate - reach, high: estimate + reach)
    }
    return .success(
      MetricChange(
        estimate: estimate, standardError: error, bounds: interval(0.95),
        interval: interval(0.975),
        evidence: .error(degreesOfFreedom: degreesOfFreedom), traces: scope.count,
        clusters: scope.sample.clusters, changedClusters: influence.count { $0 != 0 }, range: 0))
  }

  // MARK: Resampling

  private func crossing(
    _ level: Double, sustained: Bool
  ) -> Result<MetricChange, ChangeEstimator.Undefined> {
    let now = ResampledCurve(pair.now, pair, scope)
    let before = ResampledCurve(pair.before, pair, scope)
    guard let after = now.crossing(level, sustained: sustained),
      let earlier = before.crossing(level, sustained: sustained)
    else {
      return .failure(ChangeEstimator.Undefined(reason: Reason.notReached))
    }
    return resampled(after - earlier, metric: "cpt") { counts in
      guard let after = now.resampled(counts).crossing(level, sustained: sustained),
        let earlier = before.resampled(counts).crossing(level, sustained: sustained)
      else { return nil }
      return after - earlier
    }
  }

  private func latency(_ probability: Double) -> Result<MetricChange, ChangeEstimator.Undefined> {
    guard let now = ResampledLatency(pair.now, scope) else {
      return .failure(ChangeEstimator.Undefined(reason: Reason.noLatency))
    }
    guard let before = ResampledLatency(pair.before, scope) else {
      return .failure(ChangeEstimator.Undefined(reason: Reason.noEarlierLatency))
    }
    let one = [Int32](repeating: 1, count: scope.clusterWeights.count)
    guard let after = now.quantile(probability, counts: one),
      let earlier = before.quantile(probability, counts: one)
    else { return .failure(ChangeEstimator.Undefined(reason: "no traces")) }
    return resampled(after - earlier, metric: "latency") { counts in
      guard let after = now.quantile(probability, counts: counts),
        let earlier = before.quantile(probability, counts: counts)
      else { return nil }
      return after - earlier
    }
  }

  private func resampled(
    _ estimate: Double, metric: String, _ statistic: ([Int32]) -> Double?
  ) -> Result<MetricChange, ChangeEstimator.Undefined> {
    let clusters = scope.clusterWeights.count
    guard clusters >= 2 else { return .failure(.oneCluster) }
    // Fewer where each takes long, so that a gate stays quick.
    let draws = max(199, min(1_999, 60_000_000 / scope.count))
    let bootstrap = ClusterBootstrap(
      generator: streams.generator(metric: metric, test: "bootstrap"), seed: streams.seed,
      clusterCount: clusters)
    var changes = (0..<draws).compactMap { draw in
      statistic(bootstrap.counts(replicate: UInt32(draw)))
    }
    guard changes.count * 40 >= draws * 39 else {
      return .failure(
        ChangeEstimator.Undefined(reason: "is undefined in too many of its resamples"))
    }
    changes.sort()
    func interval(_ confidence: Double) -> Interval {
      let tail = (1 - confidence) / 2
      let low = Quantile.type7(sorted: changes, probability: tail) ?? estimate
      let high = Quantile.type7(sorted: changes, probability: 1 - tail) ?? estimate
      return Interval(low: min(low, estimate), high: max(high, estimate))
    }
    return .success(
      MetricChange(
        estimate: estimate, standardError: nil, bounds: interval(0.90), interval: interval(0.95),
        evidence: .resamples(changes), traces: scope.count, clusters: clusters,
        changedClusters: clusters, range: 0))
  }
}
