/// One cohort of one router, as the metric functions read it.
struct CohortView {
  /// The cohort's traces in id order.
  var members: ArraySlice<Int32>
  /// The same traces, highest score first.
  var ranked: ArraySlice<Int32>
  /// For each trace of the golden its cluster within its cohort.
  var clusters: [Int32]
  /// The number of clusters in the cohort.
  var clusterCount: Int
}

/// What all cohorts of one router share.
package struct RoutedTraces: Sendable {
  /// The models with their columns.
  package var pool: ModelPool
  /// The golden's scale.
  package var scale: QualityScale
  /// How many queries each trace stands for; nil for one each.
  package var weights: [Int64]?
  /// What the router chose.
  package var decisions: Decisions
  /// The order that the curve is drawn over.
  package var ranking: ScoreRanking

  package init(
    pool: ModelPool, scale: QualityScale, weights: [Int64]?, decisions: Decisions
  ) {
    self.init(
      pool: pool, scale: scale, weights: weights, decisions: decisions,
      ranking: ScoreRanking(scores: decisions.ranking))
  }

  package init(
    pool: ModelPool, scale: QualityScale, weights: [Int64]?, decisions: Decisions,
    ranking: ScoreRanking
  ) {
    self.pool = pool
    self.scale = scale
    self.weights = weights
    self.decisions = decisions
    self.ranking = ranking
  }

  /// How many queries a trace stands for.
  func weight(_ trace: Int) -> Int64 { weights?[trace] ?? 1 }

  /// The quality of strong minus weak on a trace, times its weight, in units.
  func weightedGap(_ trace: Int) -> Int64 {
    (pool.quality[pool.strong][trace] - pool.quality[0][trace]) * weight(trace)
  }
}
