/// The routers that every other one is shown beside, on the same traces.
package struct ReferenceRouters: Sendable {
  private let golden: Golden
  private let pool: ModelPool
  private let all: CohortPartition
  private let alwaysWeak: MetricSet
  private let alwaysStrong: MetricSet
  private let oracle: MetricSet
  private let lengths: ScoreRanking?
  private let domain: DomainRanking
  /// The models and the hull of mixing them.
  let frontier: ModelFrontier

  /// The references that do not depend on a router.
  package enum Fixed: Int, CaseIterable, Sendable {
    case alwaysWeak
    case alwaysStrong
    case oracle
  }

  /// Puts the references together from what their decisions came to.
  ///
  /// - Parameters:
  ///   - golden: The golden.
  ///   - pool: The suite's models.
  ///   - all: The partition with all traces.
  ///   - fixed: For each `Fixed` reference the metrics of its decisions over all traces.
  ///   - domain: What knowing the subject alone ranks by.
  package init(
    golden: Golden, pool: ModelPool, all: CohortPartition, fixed: [MetricSet],
    domain: DomainRanking = .undefined("not measured")
  ) {
    self.golden = golden
    self.pool = pool
    self.all = all
    alwaysWeak = fixed[Fixed.alwaysWeak.rawValue]
    alwaysStrong = fixed[Fixed.alwaysStrong.rawValue]
    oracle = fixed[Fixed.oracle.rawValue]
    lengths = golden.promptLengths.map(ScoreRanking.init(scores:))
    self.domain = domain
    frontier = ModelFrontier(pool, weights: golden.weights)
  }

  /// Returns what a fixed reference decides.
  package static func decisions(_ reference: Fixed, pool: ModelPool) -> Decisions {
    switch reference {
    case .alwaysWeak: constant(pool.weak, pool)
    case .alwaysStrong: constant(pool.strong, pool)
    case .oracle: oracleDecisions(pool)
    }
  }

  private static func constant(_ model: Int, _ pool: ModelPool) -> Decisions {
    Decisions(models: [UInt8](repeating: UInt8(model), count: pool.count))
  }

  /// Returns the best model for each trace, the cheapest among equals, ranked by the gap.
  package static func oracleDecisions(_ pool: ModelPool) -> Decisions {
    let models = (0..<pool.count).map { trace -> UInt8 in
      var best = 0
      for model in pool.names.indices where pool.quality[model][trace] > pool.quality[best][trace] {
        best = model
      }
      return UInt8(best)
    }
    let gaps = (0..<pool.count).map {
      Double(pool.quality[pool.strong][$0] - pool.quality[pool.weak][$0])
    }
    return Decisions(models: models, scores: gaps)
  }

  /// Returns the references at a router's strong share.
  package func report(strongShare: Double) -> ReferenceReport {
    ReferenceReport(
      alwaysWeak: .metrics(alwaysWeak), alwaysStrong: .metrics(alwaysStrong),
      random: .metrics(random(strongShare)), length: length(strongShare),
      oracle: .metrics(oracle), domain: domain(strongShare))
  }

  private func length(_ share: Double) -> ReferenceEntry {
    guard let lengths else {
      return .undefined("the golden has neither messages nor the signal prompt_length")
    }
    return .metrics(metrics(lengths, share))
  }

  private func domain(_ share: Double) -> ReferenceEntry {
    switch domain {
    case .undefined(let reason): .undefined(reason)
    case .ranking(let ranking): .metrics(metrics(ranking, share))
    }
  }

  /// The metrics of a ranking at the threshold whose strong share is nearest to one.
  private func metrics(_ ranking: ScoreRanking, _ share: Double) -> MetricSet {
    let decisions = Decisions(
      scores: ranking.scores,
      threshold: ranking.threshold(strongShare: share, weights: golden.weights),
      strong: pool.strong, weak: pool.weak)
    let traces = RoutedTraces(
      pool: pool, scale: golden.scale, weights: golden.weights, decisions: decisions,
      ranking: ranking)
    return RouterEvaluation.metrics(of: traces, over: all)[0]
  }

  /// The expectation over all random routers of a share: no draw, so no interval either.
  private func random(_ share: Double) -> MetricSet {
    func mix(_ weak: Measured, _ strong: Measured) -> Measured {
      if let reason = weak.undefinedReason ?? strong.undefinedReason { return .undefined(reason) }
      guard let weak = weak.estimate, let strong = strong.estimate else { return weak }
      let raw = weak.raw.flatMap { low in strong.raw.map { low + share * ($0 - low) } }
      return .value(
        Estimate(
          weak.estimate + share * (strong.estimate - weak.estimate), raw: raw))
    }
    var metrics = MetricSet.empty("an expectation over random routers has none")
    metrics.quality = mix(alwaysWeak.quality, alwaysStrong.quality)
    metrics.cost = mix(alwaysWeak.cost, alwaysStrong.cost)
    metrics.costUSD = mix(alwaysWeak.costUSD, alwaysStrong.costUSD)
    metrics.savings = mix(alwaysWeak.savings, alwaysStrong.savings)
    metrics.oracleGap = mix(alwaysWeak.oracleGap, alwaysStrong.oracleGap)
    metrics.strongShare = .value(Estimate(share))
    metrics.auc = alwaysWeak.auc
    // The oracle has scores, so it knows whether there is anything to rank.
    metrics.auroc = oracle.auroc.estimate == nil ? oracle.auroc : .value(Estimate(0.5))
    guard let status = alwaysWeak.pgr.estimate?.status else {
      metrics.pgr = alwaysWeak.pgr
      metrics.apgr = alwaysWeak.apgr
      metrics.cpt = alwaysWeak.cpt
      return metrics
    }
    metrics.pgr = .value(Estimate(share, status: status))
    metrics.apgr = .value(Estimate(0.5, status: status))
    metrics.cpt = alwaysWeak.cpt
    guard alwaysWeak.cpt.undefinedReason == nil else { return metrics }
    metrics.cpt = CPTTable(
      entries: CPTTable.levels.map { level in
        let crossing = Measured.value(Estimate(Double(level) / 100))
        let none = Bound.undefined("an expectation over random routers has none")
        return CPTTable.Entry(first: crossing, sustained: crossing, low: none, high: none)
      })
    return metrics
  }
}
