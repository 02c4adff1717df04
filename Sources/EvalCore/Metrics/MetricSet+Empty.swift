extension MetricSet {
  /// A set without values.
  package static func empty(_ reason: String) -> MetricSet {
    let none = Measured.undefined(reason)
    return MetricSet(
      quality: none, pgr: none, apgr: none, auc: none, cpt: CPTTable(undefined: reason),
      strongShare: none, cost: none, costUSD: none, savings: none, latencyP50: none,
      latencyP95: none, latencyP99: none, brier: none, ece: none, auroc: none, calls: [:],
      tokens: [:], costByModel: [:], agreement: nil, rating: nil, ratingByModel: nil, aiq: none,
      oracleGap: none, decidingTokens: nil)
  }
}
