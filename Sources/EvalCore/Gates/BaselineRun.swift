/// An accepted run that later runs are compared with.
package struct BaselineRun: Sendable {
  /// One router's decisions in it.
  package struct Router: Equatable, Sendable {
    package var name: String
    /// For each trace the index in `models`.
    package var decisions: [UInt8]
    /// For each trace the score; nil for a router without one.
    package var scores: [Double]?
    /// What deciding itself cost on each trace in 1e-9 USD, `Golden.missing` where that is not
    /// known; nil where it cost nothing.
    package var spent: [Int64]?
    /// The tokens that deciding took on each trace, in the same way.
    package var spentTokens: [Int64]?

    package init(
      name: String, decisions: [UInt8], scores: [Double]?, spent: [Int64]? = nil,
      spentTokens: [Int64]? = nil
    ) {
      self.name = name
      self.decisions = decisions
      self.scores = scores
      self.spent = spent
      self.spentTokens = spentTokens
    }
  }

  /// How it was named: a run's id, a file or a commit.
  package var ref: String
  package var comparability: Comparability
  package var unitsPerPoint: Int64
  /// The models, cheapest first.
  package var models: [String]
  /// The traces' ids, sorted.
  package var ids: TextColumn
  /// For each model the qualities in units of `unitsPerPoint`.
  package var quality: [[Int64]]
  /// For each model the costs in 1e-9 USD; nil where unknown.
  package var cost: [[Int64]?]
  /// The models' prices, by name.
  package var prices: [String: PriceFigures]?
  package var routers: [Router]
  /// The gates' names, to see one removed.
  package var gates: [String]

  package init(
    ref: String, comparability: Comparability, unitsPerPoint: Int64, models: [String],
    ids: TextColumn, quality: [[Int64]], cost: [[Int64]?], routers: [Router], gates: [String]
  ) {
    self.ref = ref
    self.comparability = comparability
    self.unitsPerPoint = unitsPerPoint
    self.models = models
    self.ids = ids
    self.quality = quality
    self.cost = cost
    self.routers = routers
    self.gates = gates
  }
}

extension BaselineRun {
  /// The models with what they did then, qualities in other units.
  func pool(unitsPerPoint: Int64) -> ModelPool {
    var pool = ModelPool(
      names: models,
      quality: quality.map {
        QualityScale.convert($0, from: self.unitsPerPoint, to: unitsPerPoint)
      }, cost: cost)
    pool.setPrices(prices)
    return pool
  }
}
