import EvalStatistics

/// Compares a router's decisions with others on the same traces, exactly.
package struct ComparisonBuilder {
  private let golden: Golden
  private let pool: ModelPool
  /// Whose cohorts' flips are counted; the first, of all traces, is passed over.
  private let partitions: [CohortPartition]

  package init(golden: Golden, pool: ModelPool, partitions: [CohortPartition]) {
    self.golden = golden
    self.pool = pool
    self.partitions = partitions
  }

  /// Compares with a router of a baseline that has the same traces.
  ///
  /// A flip's qualities and costs are those of the present golden at its present prices; a model
  /// that is no longer in the pool keeps the baseline's.
  package func compare(
    _ name: String, _ decisions: Decisions, with router: BaselineRun.Router,
    of baseline: BaselineRun
  ) -> RouterComparison {
    let position = baseline.models.map { pool.names.firstIndex(of: $0) }
    let before = router.decisions.indices.map { trace -> Choice in
      let model = Int(router.decisions[trace])
      let current = position[model]
      return Choice(
        name: baseline.models[model],
        quality: current.map { pool.quality[$0][trace] }
          ?? baseline.quality[model][trace] * golden.scale.unitsPerPoint / baseline.unitsPerPoint,
        cost: current.map { pool.cost[$0]?[trace] } ?? baseline.cost[model]?[trace],
        recordedCost: baseline.cost[model]?[trace])
    }
    var comparison = compare(name, decisions, with: before, scores: router.scores)
    comparison.sameEnds =
      pool.names.first == baseline.models.first && pool.names.last == baseline.models.last
    comparison.sameStrongCosts =
      comparison.sameEnds && pool.cost[pool.strong] == baseline.cost[baseline.models.count - 1]
    return comparison
  }

  /// Compares with another router of the same run.
  package func compare(
    _ name: String, _ decisions: Decisions, with other: Decisions
  ) -> RouterComparison {
    let before = other.models.indices.map { trace -> Choice in
      let model = Int(other.models[trace])
      let cost = pool.cost[model]?[trace]
      return Choice(
        name: pool.names[model], quality: pool.quality[model][trace], cost: cost,
        recordedCost: cost)
    }
    return compare(name, decisions, with: before, scores: other.scores)
  }

  /// What a trace cost and was worth before.
  private struct Choice {
    var name: String
    var quality: Int64
    /// At present prices.
    var cost: Int64?
    /// At the prices of its own run.
    var recordedCost: Int64?
  }

  private func compare(
    _ name: String, _ decisions: Decisions, with before: [Choice], scores: [Double]?
  ) -> RouterComparison {
    var flips: [(trace: Int, loss: Int64)] = []
    var sameCosts = true
    for trace in before.indices {
      let model = Int(decisions.models[trace])
      if pool.cost[model]?[trace] != before[trace].recordedCost { sameCosts = false }
      guard pool.names[model] != before[trace].name else { continue }
      flips.append((trace, before[trace].quality - pool.quality[model][trace]))
    }
    flips.sort { ($1.loss, $0.trace) < ($0.loss, $1.trace) }
    let changes = flips.map { change($0.trace, decisions, before[$0.trace]) }
    return RouterComparison(
      router: name, flips: flips.count, delta: delta(changes), costDelta: costDelta(changes),
      grossLoss: gross(changes) { max(0, -$0) }, grossGain: gross(changes) { max(0, $0) },
      directions: directions(changes),
      worst: changes.prefix(RouterComparison.listed).map(\.flip),
      sameScores: decisions.scores == scores, sameCosts: sameCosts, sameEnds: true,
      sameStrongCosts: true, cohorts: cohortFlips(flips.map(\.trace)))
  }

  private func cohortFlips(_ traces: [Int]) -> [RouterComparison.CohortFlips] {
    guard !traces.isEmpty else { return [] }
    return partitions.dropFirst().flatMap { partition in
      var counts = [Int](repeating: 0, count: partition.cohorts.count)
      for trace in traces { counts[Int(partition.codes[trace])] += 1 }
      return zip(partition.cohorts, counts).filter { $1 > 0 }
        .map { RouterComparison.CohortFlips(cohort: $0, flips: $1) }
    }
  }

  private struct Change {
    var trace: Int
    var flip: RouterComparison.Flip
    /// Weighted, in units.
    var quality: Int64
    /// Weighted, in 1e-9 USD.
    var cost: Int64?
  }

  private func change(_ trace: Int, _ decisions: Decisions, _ before: Choice) -> Change {
    let model = Int(decisions.models[trace])
    let weight = golden.weights?[trace] ?? 1
    let after = pool.cost[model]?[trace]
    var cost: Int64?
    if let after, let previous = before.cost { cost = (after - previous) * weight }
    return Change(
      trace: trace,
      flip: RouterComparison.Flip(
        trace: golden.ids[trace], from: before.name, to: pool.names[model],
        qualityBefore: Rounding.significant(golden.scale.raw(Double(before.quality))),
        qualityAfter: Rounding.significant(golden.scale.raw(Double(pool.quality[model][trace]))),
        costBefore: before.cost.map { Double($0) / 1e9 },
        costAfter: after.map { Double($0) / 1e9 }),
      quality: (pool.quality[model][trace] - before.quality) * weight,
      cost: cost)
  }

  private var totalQuality: Double {
    Double(golden.totalWeight) * Double(golden.scale.widthUnits)
  }

  private func gross(_ changes: [Change], _ part: (Int64) -> Int64) -> Double {
    Rounding.significant(
      Double(changes.reduce(Int128(0)) { $0 + Int128(part($1.quality)) }) / totalQuality)
  }

  private func delta(_ changes: [Change]) -> Measured {
    let total = changes.reduce(Int128(0)) { $0 + Int128($1.quality) }
    return interval(
      estimate: Double(total) / totalQuality, changes: changes.map { ($0.trace, $0.quality) },
      unit: Double(golden.scale.widthUnits))
  }

  private func costDelta(_ changes: [Change]) -> Measured {
    var total: Int128 = 0
    for change in changes {
      guard let cost = change.cost else { return .undefined(Reason.noCost) }
      total += Int128(cost)
    }
    return interval(
      estimate: Double(total) / Double(golden.totalWeight) / 1e9,
      changes: changes.map { ($0.trace, $0.cost ?? 0) }, unit: 1e9)
  }

  /// Adds the cluster-robust interval: traces that did not flip contribute exactly nothing.
  private func interval(
    estimate: Double, changes: [(trace: Int, value: Int64)], unit: Double
  ) -> Measured {
    guard !changes.isEmpty else {
      return .value(Estimate(0, low: .value(0), high: .value(0)))
    }
    let clusters = golden.clusterCount
    guard clusters >= 2 else {
      return .value(Estimate(estimate, low: .oneCluster, high: .oneCluster))
    }
    var totals = [Double](repeating: 0, count: clusters)
    var weights = [Double](repeating: 0, count: clusters)
    for trace in 0..<golden.count {
      weights[Int(golden.clusters[trace])] += Double(golden.weights?[trace] ?? 1)
    }
    for change in changes { totals[Int(golden.clusters[change.trace])] += Double(change.value) }
    let mean = estimate * unit
    for cluster in totals.indices { totals[cluster] -= mean * weights[cluster] }
    let degreesOfFreedom = ClusterRobust.degreesOfFreedom(clusterWeights: weights)
    guard degreesOfFreedom >= 1,
      let error = ClusterRobust.standardError(
        residualTotals: totals, totalWeight: Double(golden.totalWeight) * unit)
    else { return .value(Estimate(estimate, low: .oneCluster, high: .oneCluster)) }
    let t = StudentT.quantile(0.975, degreesOfFreedom: degreesOfFreedom)
    return .value(
      Estimate(
        estimate, low: .value(estimate - t * error), high: .value(estimate + t * error)))
  }

  private func directions(_ changes: [Change]) -> [RouterComparison.Direction] {
    var order: [String] = []
    var groups: [String: [Change]] = [:]
    for change in changes {
      let key = "\(change.flip.from)\u{0}\(change.flip.to)"
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(change)
    }
    return order.sorted().compactMap { groups[$0] }
      .map { group in
        let costs = group.compactMap(\.cost)
        let cost =
          costs.count == group.count
          ? Rounding.significant(Double(costs.reduce(0, +)) / 1e9) : nil
        let quality = group.reduce(Int128(0)) { $0 + Int128($1.quality) }
        return RouterComparison.Direction(
          from: group[0].flip.from, to: group[0].flip.to, flips: group.count,
          quality: Rounding.significant(Double(quality) / totalQuality), cost: cost)
      }
      .sorted { $0.flips > $1.flips }
  }
}
