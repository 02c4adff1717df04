import EvalStatistics

/// Finds the cheapest threshold that is shown to keep to a guarantee (Learn then Test).
///
/// The thresholds to try are fixed before any loss is looked at. They are tested from the safest on,
/// where everything goes to the strong model, and the first that is not shown ends the search.
struct GuaranteeFit {
  /// The thresholds to try, the safest first, and the traces to test them on.
  private struct Plan {
    var grid: GuaranteeReport.Grid
    var thresholds: [Double]
    var tested: [Int]
  }

  /// The most parts that a loss is divided into; finer means are rounded up.
  private static let finestUnit = 1_000_000_000

  private let guarantee: RiskGuarantee
  private let scores: [Double]
  private let loss: RoutingLoss
  private let golden: Golden

  /// Prepares the search on a golden with a score for each trace.
  init(_ guarantee: RiskGuarantee, scores: [Double], pool: ModelPool, golden: Golden) {
    self.guarantee = guarantee
    self.scores = scores
    self.golden = golden
    loss = RoutingLoss(pool: pool, scale: golden.scale, tolerance: guarantee.tolerance)
  }

  /// Returns the threshold with what was shown of it.
  ///
  /// - Parameter isEven: To which half a cluster belongs, by the id of its first trace.
  /// - Returns: The threshold, or why none can be tested.
  func fit(isEven: (String) -> Bool) -> Result<ThresholdFit.Fitted, ThresholdFit.Unreachable> {
    guard golden.weights == nil else {
      return .failure(
        ThresholdFit.Unreachable(
          reason: "a guarantee counts every query as one, and \(golden.name) has weights: fit it on"
            + " a golden without, or ask for a strong share, a PGR or a budget"))
    }
    return .success(walk(plan(isEven)))
  }

  /// The least number of units that show a loss of at most a share without a single loss.
  ///
  /// The least n with (1 − loss)ⁿ ≤ 1 − confidence.
  static func leastTested(_ guarantee: RiskGuarantee) -> Int {
    let exact =
      Elementary.log(1 - guarantee.confidence) / Elementary.log1p(-guarantee.maxLoss)
    return max(1, Int(min(exact, 1e15).rounded(.up)))
  }

  // MARK: Before any loss is looked at

  private func plan(_ isEven: (String) -> Bool) -> Plan {
    if scores.allSatisfy({ (0...1).contains($0) }) {
      return Plan(
        grid: .fixed, thresholds: (0...100).map { Double($0) / 100 } + [.infinity],
        tested: Array(scores.indices))
    }
    let even = evenClusters(isEven)
    let isTested = scores.indices.map { !even[Int(golden.clusters[$0])] }
    let known = scores.indices.filter { !isTested[$0] }.map { scores[$0] }.sorted()
    let ranks = known.isEmpty ? [] : (1...100).map { (known.count * $0 + 99) / 100 - 1 }
    let quantiles = ranks.map { known[$0] }.reduce(into: [Double]()) { distinct, score in
      if distinct.last.map({ $0 < score }) ?? true { distinct.append(score) }
    }
    let below = scores.allSatisfy { $0 >= 0 } ? 0 : Threshold.belowEveryScore
    return Plan(
      grid: .quantiles, thresholds: [below] + quantiles.filter { $0 > below } + [.infinity],
      tested: scores.indices.filter { isTested[$0] })
  }

  private func evenClusters(_ isEven: (String) -> Bool) -> [Bool] {
    var halves = [Bool?](repeating: nil, count: golden.clusterCount)
    for trace in 0..<golden.count where halves[Int(golden.clusters[trace])] == nil {
      halves[Int(golden.clusters[trace])] = isEven(golden.ids[trace])
    }
    return halves.map { $0 ?? false }
  }

  // MARK: The test

  private func walk(_ plan: Plan) -> ThresholdFit.Fitted {
    let isByCluster = golden.clusterCount < golden.count
    let sizes = clusterSizes(plan.tested)
    let trials = isByCluster ? sizes.count { $0 > 0 } : plan.tested.count
    let unit = isByCluster ? Self.unit(of: sizes) : 1
    let losses = losses(plan, unit: unit, sizes: isByCluster ? sizes : nil)
      .map { min($0, trials * unit) }
    let limit = guarantee.maxLoss
    let pValues = losses.lazy.map { units in
      isByCluster
        ? LearnThenTest.hoeffdingBentkusP(
          lossUnits: units, unitsPerLoss: unit, trials: trials, limit: limit)
        : LearnThenTest.binomialP(losses: units, trials: trials, limit: limit)
    }
    let shown = LearnThenTest.lastShown(pValues: pValues, error: 1 - guarantee.confidence)
    let place = shown ?? 0
    let threshold = plan.thresholds[place]
    let report = GuaranteeReport(
      maxLoss: limit, confidence: guarantee.confidence, tolerance: guarantee.tolerance,
      grid: plan.grid, tested: trials, isByCluster: isByCluster,
      loss: Rounding.significant(
        trials == 0 ? 0 : Double(losses[place]) / Double(trials * unit)),
      p: Rounding.significant(pValues[place]),
      leastTested: Self.leastTested(guarantee),
      isShown: shown != nil && plan.tested.contains { scores[$0] < threshold })
    return ThresholdFit.Fitted(report.isShown ? threshold : plan.thresholds[0], guarantee: report)
  }

  /// For each cluster how many of its traces are tested.
  private func clusterSizes(_ tested: [Int]) -> [Int] {
    var sizes = [Int](repeating: 0, count: golden.clusterCount)
    for trace in tested { sizes[Int(golden.clusters[trace])] += 1 }
    return sizes
  }

  /// The least number of parts that every cluster's mean is whole in, or the most that is used.
  private static func unit(of sizes: [Int]) -> Int {
    var unit = 1
    for size in Set(sizes).sorted() where size > 0 {
      var (a, b) = (unit, size)
      while b != 0 { (a, b) = (b, a % b) }
      unit = unit / a * size
      if unit > finestUnit { return finestUnit }
    }
    return unit
  }

  /// For each threshold the losses added up, where the traces below it go to the weak model.
  private func losses(_ plan: Plan, unit: Int, sizes: [Int]?) -> [Int] {
    let lost = plan.tested.filter { loss.isLost[$0] }.sorted { scores[$0] < scores[$1] }
    var (next, total) = (0, 0)
    return plan.thresholds.map { threshold in
      while next < lost.count, scores[lost[next]] < threshold {
        let size = sizes?[Int(golden.clusters[lost[next]])] ?? 1
        total += (unit + size - 1) / size
        next += 1
      }
      return total
    }
  }
}
