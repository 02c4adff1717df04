/// Finds the number of a threshold that is given as a rule.
package enum ThresholdFit {
  /// A threshold with what was shown of it.
  package struct Fitted: Equatable, Sendable {
    /// The number, infinite where nothing goes to the strong model.
    package var value: Double
    /// What was shown, for a threshold with a guarantee.
    package var guarantee: GuaranteeReport?

    package init(_ value: Double, guarantee: GuaranteeReport? = nil) {
      self.value = value
      self.guarantee = guarantee
    }
  }

  /// Returns the threshold, or why there is none.
  ///
  /// - Parameters:
  ///   - rule: What is asked for.
  ///   - ranking: The scores on the golden that the threshold is fitted on.
  ///   - pool: That golden's models.
  ///   - golden: That golden.
  ///   - isEven: To which half of the golden a cluster belongs, by the id of its first trace; asked
  ///     only for a guarantee on scores beyond 0…1.
  /// - Returns: The threshold.
  package static func threshold(
    _ rule: Threshold.Rule, ranking: ScoreRanking, pool: ModelPool, golden: Golden,
    isEven: (String) -> Bool
  ) -> Result<Fitted, Unreachable> {
    switch rule {
    case .value(let value): return .success(Fitted(value))
    case .strongShare(let share):
      return .success(Fitted(ranking.threshold(strongShare: share, weights: golden.weights)))
    case .pgr(let level):
      return pgrThreshold(level, ranking: ranking, pool: pool, golden: golden).map { Fitted($0) }
    case .budget(let usd):
      return budgetThreshold(usd, ranking: ranking, pool: pool, golden: golden).map { Fitted($0) }
    case .guarantee(let guarantee):
      return GuaranteeFit(guarantee, scores: ranking.scores, pool: pool, golden: golden)
        .fit(isEven: isEven)
    }
  }

  /// Why no threshold does what is asked for.
  package struct Unreachable: Error, Equatable, Sendable {
    package var reason: String
  }

  private static func pgrThreshold(
    _ level: Double, ranking: ScoreRanking, pool: ModelPool, golden: Golden
  ) -> Result<Double, Unreachable> {
    let traces = RoutedTraces(
      pool: pool, scale: golden.scale, weights: golden.weights,
      decisions: Decisions(models: [UInt8](repeating: 0, count: pool.count)), ranking: ranking)
    let curve = RoutingCurve(ranking.order[...], in: traces)
    guard curve.totalGain > 0 else { return .failure(Unreachable(reason: Reason.weakIsStronger)) }
    let target = level * Double(curve.totalGain)
    guard let point = curve.gain.indices.first(where: { Double(curve.gain[$0]) >= target }) else {
      return .failure(Unreachable(reason: "no threshold reaches a PGR of \(level)"))
    }
    guard point > 0 else { return .success(.infinity) }
    return .success(ranking.scores[Int(ranking.order[curve.ends[point] - 1])])
  }

  /// Walks down the scores; costs are compared as whole 1e-9 USD.
  private static func budgetThreshold(
    _ usd: Double, ranking: ScoreRanking, pool: ModelPool, golden: Golden
  ) -> Result<Double, Unreachable> {
    guard let weak = pool.cost[pool.weak], let strong = pool.cost[pool.strong] else {
      return .failure(Unreachable(reason: Reason.noCost))
    }
    func weight(_ trace: Int) -> Int128 { Int128(golden.weights?[trace] ?? 1) }
    let limit = Int128((usd * 1e9).rounded()) * Int128(golden.totalWeight)
    var total = weak.indices.reduce(Int128(0)) { $0 + Int128(weak[$1]) * weight($1) }
    guard total <= limit else {
      let least = Double(total) / Double(golden.totalWeight) / 1e9
      return .failure(
        Unreachable(
          reason: "the weak model alone costs \(Rounding.significant(least)) USD for a query, more"
            + " than \(usd)"))
    }
    var best = Double.infinity
    for (position, member) in ranking.order.enumerated() {
      let trace = Int(member)
      total += (Int128(strong[trace]) - Int128(weak[trace])) * weight(trace)
      let score = ranking.scores[trace]
      let endsGroup =
        position + 1 == ranking.order.count
        || ranking.scores[Int(ranking.order[position + 1])] < score
      if endsGroup, total <= limit { best = score }
    }
    return .success(best)
  }
}
