/// What a router's choices did on every trace, in flat columns for the metrics.
package struct RoutedTraces: Sendable {
  /// The models with their columns.
  package let pool: ModelPool
  /// The golden's scale.
  package let scale: QualityScale
  /// How many queries each trace stands for; nil for one each.
  package let weights: [Int64]?
  /// For each trace the chosen model's index in the pool.
  package let models: [UInt8]
  /// Whether the router has scores of its own; else it is ranked by the models it chose.
  let hasScores: Bool
  /// How far the scores, read as probabilities, lie from what was recorded.
  let brierLosses: BrierLosses
  /// The order that the curve is drawn over.
  package let ranking: ScoreRanking
  /// For each trace the quality of the choice, in units.
  let quality: [Int64]
  /// For each trace Σ of weight × (strong − weak), in units.
  let weightedGap: [Int64]
  /// For each trace what deciding and the choice cost in 1e-9 USD, 0 where unknown.
  let cost: [Int64]
  /// Whether what deciding cost is known on every trace.
  let knowsSpending: Bool
  /// For each trace the tokens that deciding took, `Golden.missing` where unknown; nil where it
  /// takes none.
  let spentTokens: [Int64]?
  /// For each trace what people gave the choice, in 1e-6 of a point, `Golden.missing` without a
  /// rating; nil where nothing is rated.
  let ratings: [Int64]?
  /// For each trace whether the router that this one imitates chose the same model; nil where it
  /// imitates none.
  let agreement: [Bool]?
  /// For each trace how much better the best answer is than the choice, in units.
  let shortfall: [Int64]

  /// Gathers the columns.
  ///
  /// Complexity: O(n).
  ///
  /// - Parameters:
  ///   - pool: The models with their columns.
  ///   - scale: The golden's scale.
  ///   - weights: How many queries each trace stands for; nil for one each.
  ///   - decisions: What the router chose.
  ///   - ranking: The order that the curve is drawn over; that of the decisions where nil.
  ///   - imitated: What the router chose that this one imitates; nil where it imitates none.
  package init(
    pool: ModelPool, scale: QualityScale, weights: [Int64]?, decisions: Decisions,
    ranking: ScoreRanking? = nil, imitated: Decisions? = nil
  ) {
    self.pool = pool
    self.scale = scale
    self.weights = weights
    self.models = decisions.models
    self.hasScores = decisions.scores != nil
    self.brierLosses = BrierLosses(decisions, pool: pool)
    self.ranking = ranking ?? ScoreRanking(scores: decisions.ranking)
    let quality = Self.gather(pool.quality, decisions.models)
    self.quality = quality
    self.weightedGap = Self.weightedGap(pool, weights)
    let calls = Self.gather(
      pool.cost.map { $0 ?? [Int64](repeating: 0, count: pool.count) }, decisions.models)
    self.knowsSpending = decisions.spent?.contains(Golden.missing) != true
    self.cost = decisions.spent.map { zip(calls, $0).map { $0 + max(0, $1) } } ?? calls
    self.spentTokens = decisions.spentTokens
    self.ratings = Self.ratings(pool, decisions.models)
    self.shortfall = Self.shortfall(pool, quality)
    self.agreement = imitated.map { zip(decisions.models, $0.models).map { $0 == $1 } }
  }

  private static func ratings(_ pool: ModelPool, _ models: [UInt8]) -> [Int64]? {
    guard pool.ratings.contains(where: { $0 != nil }) else { return nil }
    return models.indices.map { pool.ratings[Int(models[$0])]?[$0] ?? Golden.missing }
  }

  /// How many queries a trace stands for.
  @inline(__always)
  func weight(_ trace: Int) -> Int64 { weights?[trace] ?? 1 }

  private static func gather(_ columns: [[Int64]], _ models: [UInt8]) -> [Int64] {
    guard columns.count == 2, let weak = columns.first, let strong = columns.last else {
      return models.indices.map { columns[Int(models[$0])][$0] }
    }
    return models.indices.map { models[$0] == 0 ? weak[$0] : strong[$0] }
  }

  private static func shortfall(_ pool: ModelPool, _ quality: [Int64]) -> [Int64] {
    guard pool.names.count == 2 else {
      let best = pool.bestQuality
      return quality.indices.map { best[$0] - quality[$0] }
    }
    let (weak, strong) = (pool.quality[0], pool.quality[1])
    return quality.indices.map { max(weak[$0], strong[$0]) - quality[$0] }
  }

  private static func weightedGap(_ pool: ModelPool, _ weights: [Int64]?) -> [Int64] {
    let weak = pool.quality[pool.weak]
    let strong = pool.quality[pool.strong]
    guard let weights else { return weak.indices.map { strong[$0] - weak[$0] } }
    return weak.indices.map { (strong[$0] - weak[$0]) * weights[$0] }
  }
}
