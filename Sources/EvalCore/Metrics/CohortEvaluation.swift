import EvalStatistics

/// Computes every metric of one router over one cohort.
struct CohortEvaluation {
  let traces: RoutedTraces
  let view: CohortView
  let totals: CohortTotals
  let moments: ClusterMoments?
  let curve: RoutingCurve

  /// Sums the cohort up.
  ///
  /// Complexity: O(n) in the cohort's traces.
  init(_ view: CohortView, of traces: RoutedTraces) {
    self.traces = traces
    self.view = view
    var totals = CohortTotals()
    let clusters = Self.sum(view, traces, into: &totals)
    self.totals = totals
    self.moments = totals.count == 0 ? nil : ClusterMoments(clusters, totals: totals)
    self.curve = RoutingCurve(view.ranked, in: traces)
  }

  /// The metrics.
  var metrics: MetricSet {
    guard totals.count > 0 else { return .empty("no traces") }
    let errors = CurveErrors(
      curve: curve, view: view, traces: traces,
      levels: CPTTable.levels.map { Double($0) / 100 }, t: moments?.t ?? 0)
    let latencies = LatencyQuantiles(view, traces)
    let tally = ModelTally(view, traces)
    return MetricSet(
      quality: quality, pgr: pgr, apgr: apgr(errors), auc: auc, cpt: cpt(errors),
      strongShare: strongShare, cost: cost, costUSD: costUSD, savings: savings,
      latencyP50: latencies.measured(0.50), latencyP95: latencies.measured(0.95),
      latencyP99: latencies.measured(0.99), brier: brier, ece: ece, auroc: auroc,
      calls: tally.calls,
      tokens: tally.tokens, costByModel: tally.cost, agreement: agreement,
      rating: rating(of: nil), ratingByModel: ratingByModel, aiq: aiq,
      oracleGap: oracleGap, decidingTokens: decidingTokens)
  }

  private static func sum(
    _ view: CohortView, _ traces: RoutedTraces, into totals: inout CohortTotals
  ) -> [ClusterTotals] {
    var clusters = [ClusterTotals](repeating: ClusterTotals(), count: view.clusterCount)
    let pool = traces.pool
    let (chosen, gaps, costs, models) = (
      traces.quality, traces.weightedGap, traces.cost, traces.models
    )
    let weakQuality = pool.quality[pool.weak]
    let strongCosts = pool.cost[pool.strong] ?? []
    let strongModel = UInt8(pool.strong)
    let losses = traces.brierLosses.column
    let shortfalls = traces.shortfall
    var sums = Sums()
    for member in view.members {
      let trace = Int(member)
      let weight = traces.weight(trace)
      let quality = chosen[trace] * weight
      let weak = weakQuality[trace] * weight
      let strongWeight = models[trace] == strongModel ? weight : 0
      let cost = costs[trace] * weight
      let strongCost = strongCosts.isEmpty ? 0 : strongCosts[trace] * weight
      let shortfall = shortfalls[trace] * weight
      let loss = losses.isEmpty ? 0 : losses[trace] * weight
      sums.weight += weight
      sums.quality.add(quality)
      sums.weak.add(weak)
      sums.gap.add(gaps[trace])
      sums.cost.add(cost)
      sums.strongCost.add(strongCost)
      sums.strongWeight += strongWeight
      sums.brier.add(loss)
      sums.shortfall.add(shortfall)
      clusters[Int(view.clusters[trace])].add(
        weight: weight, quality: quality, gain: quality - weak, gap: gaps[trace], cost: cost,
        strongCost: strongCost, strongWeight: strongWeight, brier: loss, shortfall: shortfall)
    }
    totals = sums.totals(count: view.members.count)
    totals.hasStrongCost = pool.cost[pool.strong] != nil
    totals.hasCost =
      traces.knowsSpending && view.members.allSatisfy { pool.cost[Int(models[Int($0)])] != nil }
    return clusters
  }

  /// The cohort's sums while they grow.
  private struct Sums {
    var weight: Int64 = 0
    var quality = WideSum()
    var weak = WideSum()
    var gap = WideSum()
    var cost = WideSum()
    var strongCost = WideSum()
    var strongWeight: Int64 = 0
    var brier = WideSum()
    var shortfall = WideSum()

    func totals(count: Int) -> CohortTotals {
      var totals = CohortTotals()
      totals.count = count
      totals.weight = Int128(weight)
      totals.quality = quality.total
      totals.weakQuality = weak.total
      totals.gap = gap.total
      totals.cost = cost.total
      totals.strongCost = strongCost.total
      totals.strongWeight = Int128(strongWeight)
      totals.brier = brier.total
      totals.shortfall = shortfall.total
      return totals
    }
  }
}

// MARK: Quality

extension CohortEvaluation {
  private var quality: Measured {
    let scale = traces.scale
    let normalized = ratio(
      totals.quality - totals.weight * scale.minUnits, totals.weight * scale.widthUnits)
    let raw = ratio(totals.quality, totals.weight * Int128(scale.unitsPerPoint))
    guard let moments else {
      return .value(
        Estimate(normalized, low: .oneCluster, high: .oneCluster, raw: raw))
    }
    let error =
      moments.quality.squareRoot() / Double(totals.weight) / Double(scale.widthUnits)
    return .value(
      Estimate(
        normalized, low: .value(normalized - moments.t * error),
        high: .value(normalized + moments.t * error), raw: raw))
  }

  /// Whether ratios to the gap may be gated on, with the reason where they may not.
  private var gapStatus: GapStatus {
    guard let moments, totals.gap > 0, let t = moments.gapT(totals) else {
      return totals.gap > 0 && moments != nil ? .gateable : .undefined
    }
    return t < moments.t ? .undefined : t < 4 ? .reportOnly : .gateable
  }

  private var pgr: Measured {
    guard totals.gap != 0 else { return .undefined(Reason.noGap) }
    let estimate = ratio(totals.gain, totals.gap)
    let status = gapStatus
    let (low, high) = pgrBounds
    return .value(Estimate(estimate, low: low, high: high, status: status))
  }

  private var pgrBounds: (Bound, Bound) {
    guard let moments else { return (.oneCluster, .oneCluster) }
    let ratioMoments = RatioMoments(
      numerator: Double(totals.gain), denominator: Double(totals.gap),
      varianceNumerator: moments.gain, varianceDenominator: moments.gap,
      covariance: moments.gainGap, degreesOfFreedom: moments.degreesOfFreedom)
    switch Fieller.interval(ratioMoments, t: moments.t) {
    case .bounded(let interval): return (.value(interval.low), .value(interval.high))
    case .unbounded: return (.undefined(Reason.gapNotShown), .undefined(Reason.gapNotShown))
    }
  }

  private func apgr(_ errors: CurveErrors) -> Measured {
    guard let estimate = curve.apgr else { return .undefined(Reason.noGap) }
    guard let moments, let variance = errors.apgrVariance else {
      return .value(
        Estimate(estimate, low: .oneCluster, high: .oneCluster, status: gapStatus))
    }
    let reach = moments.t * variance.squareRoot()
    return .value(
      Estimate(
        estimate, low: .value(estimate - reach), high: .value(estimate + reach),
        status: gapStatus))
  }

  private var auc: Measured {
    let weak = ratio(totals.weakQuality, totals.weight)
    return .value(Estimate(traces.scale.raw(weak + curve.gainedArea)))
  }

  private func cpt(_ errors: CurveErrors) -> CPTTable {
    guard totals.gap != 0 else { return CPTTable(undefined: Reason.noGap) }
    guard totals.gap > 0 else { return CPTTable(undefined: Reason.weakIsStronger) }
    return CPTTable(
      entries: CPTTable.levels.enumerated().map { index, percent in
        let level = Double(percent) / 100
        let band = moments != nil && index < errors.bands.count ? errors.bands[index] : nil
        return CPTTable.Entry(
          first: .crossing(curve.firstCrossing(level)),
          sustained: .crossing(curve.sustainedCrossing(level)),
          low: band.map { $0.low.map(Bound.value) ?? .undefined(Reason.notReached) }
            ?? .oneCluster,
          high: band.map { $0.high.map(Bound.value) ?? .undefined(Reason.gapNotShown) }
            ?? .oneCluster)
      })
  }
}

// MARK: Cost and calls

extension CohortEvaluation {
  private var strongShare: Measured {
    let share = ratio(totals.strongWeight, totals.weight)
    if traces.weights == nil, view.clusterCount == totals.count,
      let interval = Proportion.wilson(
        successes: Int(totals.strongWeight), trials: totals.count, confidence: 0.95)
    {
      return .value(
        Estimate(share, low: .value(interval.low), high: .value(interval.high)))
    }
    guard let moments else {
      return .value(Estimate(share, low: .oneCluster, high: .oneCluster))
    }
    let reach = moments.t * moments.strongWeight.squareRoot() / Double(totals.weight)
    return .value(
      Estimate(
        share, low: .value(max(0, share - reach)), high: .value(min(1, share + reach))))
  }

  private var cost: Measured {
    guard totals.hasCost else { return .undefined(costReason) }
    let mean = ratio(totals.cost, totals.weight * 1_000_000_000)
    guard let moments else {
      return .value(Estimate(mean, low: .oneCluster, high: .oneCluster))
    }
    let reach = moments.t * moments.cost.squareRoot() / Double(totals.weight) / 1e9
    return .value(Estimate(mean, low: .value(mean - reach), high: .value(mean + reach)))
  }

  private var costReason: String {
    traces.knowsSpending ? Reason.noCost : Reason.noSpending
  }

  private var costUSD: Measured {
    guard totals.hasCost else { return .undefined(costReason) }
    return .value(Estimate(ratio(totals.cost, 1_000_000_000)))
  }

  private var savings: Measured {
    guard totals.hasCost, totals.hasStrongCost else { return .undefined(costReason) }
    guard totals.strongCost > 0 else { return .undefined("the strong model costs nothing") }
    let estimate = ratio(totals.strongCost - totals.cost, totals.strongCost)
    guard let moments else {
      return .value(Estimate(estimate, low: .oneCluster, high: .oneCluster))
    }
    let reach = moments.t * moments.costRatio.squareRoot() / Double(totals.strongCost)
    return .value(
      Estimate(estimate, low: .value(estimate - reach), high: .value(estimate + reach)))
  }
}

// MARK: What only some routers and goldens have

extension CohortEvaluation {
  private var agreement: Measured? {
    traces.agreement.map { agreement in SampledMean.share(view, traces) { agreement[$0] } }
  }

  /// The tokens of the router's own calls; nil where it makes none.
  private var decidingTokens: Measured? {
    guard let tokens = traces.spentTokens else { return nil }
    var sum = WideSum()
    for member in view.members {
      let spent = tokens[Int(member)]
      if spent == Golden.missing { return .undefined(Reason.noSpentTokens) }
      sum.add(spent * traces.weight(Int(member)))
    }
    return .value(Estimate(Double(sum.total)))
  }

  private func rating(of model: UInt8?) -> Measured? {
    guard let ratings = traces.ratings else { return nil }
    let models = traces.models
    let mean = SampledMean(view, traces) { trace in
      guard model == nil || models[trace] == model else { return nil }
      return ratings[trace] == Golden.missing ? nil : ratings[trace]
    }
    return mean.measured(unit: 1_000_000, range: 1...5) ?? .undefined(Reason.noRating)
  }

  private var ratingByModel: [String: Measured]? {
    guard traces.ratings != nil else { return nil }
    var ratings: [String: Measured] = [:]
    for (index, name) in traces.pool.names.enumerated() {
      ratings[name] = rating(of: UInt8(clamping: index))
    }
    return ratings
  }
}

// MARK: Scores

extension CohortEvaluation {
  private var brier: Measured {
    if let reason = traces.brierLosses.undefinedReason { return .undefined(reason) }
    let mean = Double(totals.brier) / Double(totals.weight) / BrierLosses.unit
    guard let moments else {
      return .value(Estimate(mean, low: .oneCluster, high: .oneCluster))
    }
    let reach = moments.t * moments.brier.squareRoot() / Double(totals.weight) / BrierLosses.unit
    return .value(Estimate(mean, low: .value(mean - reach), high: .value(mean + reach)))
  }

  private var ece: Measured {
    if let reason = traces.brierLosses.undefinedReason { return .undefined(reason) }
    // Alone it says nothing, and what it would be by chance stands beside all traces only.
    guard view.isAll else { return .undefined(Reason.allTracesOnly) }
    return LabelledScores(view, traces).ece
  }

  private var auroc: Measured {
    traces.hasScores
      ? LabelledScores(view, traces, hasTies: false).auroc : .undefined(Reason.noScore)
  }
}
