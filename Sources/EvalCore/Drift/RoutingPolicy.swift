/// What some way of choosing models came to on every trace of a golden.
package struct RoutingPolicy: Sendable {
  /// The name that it is shown by: a router's, or `always-weak` and the like.
  package var name: String
  /// For each trace the quality in units, times `divisor`.
  let quality: [Int64]
  /// For each trace the cost in 1e-9 USD, times `divisor`; nil where it is not known for each.
  let cost: [Int64]?
  /// The number of answers that are summed.
  let divisor: Int64

  /// A model that every query goes to.
  package init(_ name: String, model: Int, of pool: ModelPool) {
    self.name = name
    self.quality = pool.quality[model]
    self.cost = pool.cost[model]
    self.divisor = 1
  }

  /// A router's choices.
  package init(_ name: String, decisions: Decisions, of pool: ModelPool) {
    let models = decisions.models.map(Int.init)
    let columns = pool.cost.compactMap { $0 }
    self.name = name
    self.quality = models.indices.map { pool.quality[models[$0]][$0] }
    self.cost =
      columns.count == pool.cost.count ? models.indices.map { columns[models[$0]][$0] } : nil
    self.divisor = 1
  }

  /// The mean over all models.
  package init(meanOf pool: ModelPool) {
    let costs = pool.cost.compactMap { $0 }
    self.name = "mean of models"
    self.quality = Self.sum(pool.quality)
    self.cost = costs.count == pool.cost.count ? Self.sum(costs) : nil
    self.divisor = Int64(pool.names.count)
  }

  private static func sum(_ columns: [[Int64]]) -> [Int64] {
    (columns.first ?? []).indices.map { trace in columns.reduce(0) { $0 + $1[trace] } }
  }

  /// Returns the mean quality in units over some traces; nil where there are none.
  func meanQuality(_ traces: [Int], _ weights: [Int64]?) -> Double? {
    mean(quality, traces, weights)
  }

  /// Returns the mean cost in USD over some traces; nil where there are none, or it is not known.
  func meanCost(_ traces: [Int], _ weights: [Int64]?) -> Double? {
    cost.flatMap { mean($0, traces, weights) }.map { $0 / 1e9 }
  }

  private func mean(_ column: [Int64], _ traces: [Int], _ weights: [Int64]?) -> Double? {
    guard !traces.isEmpty else { return nil }
    var sum: Int128 = 0
    var total: Int128 = 0
    for trace in traces {
      let weight = weights?[trace] ?? 1
      sum += Int128(weight) * Int128(column[trace])
      total += Int128(weight)
    }
    return ratio(sum, total * Int128(divisor))
  }
}

/// A policy's mean quality and cost of a query, in some mix of queries.
package struct PolicyFigures: Equatable, Sendable, Encodable {
  /// The router, or `always-weak` and the like.
  package var policy: String
  /// From 0 to 1, with the golden's own scale as `raw`.
  package var quality: Measured
  /// In USD.
  package var cost: Measured

  /// Puts figures without intervals together.
  ///
  /// - Parameters:
  ///   - policy: Its name.
  ///   - units: The quality in units; nil where it is undefined.
  ///   - cost: In USD; nil where it is not known.
  ///   - scale: The golden's scale.
  ///   - reason: Why the quality is undefined, where it is.
  init(
    _ policy: String, units: Double?, cost: Double?, scale: QualityScale,
    reason: String = "no trace of the golden is of this kind"
  ) {
    self.policy = policy
    self.quality =
      units.map {
        .value(
          Estimate(
            ($0 - Double(scale.minUnits)) / Double(scale.widthUnits), raw: scale.raw($0)))
      } ?? .undefined(reason)
    self.cost =
      cost.map { .value(Estimate($0)) } ?? .undefined(units == nil ? reason : Reason.noCost)
  }
}
