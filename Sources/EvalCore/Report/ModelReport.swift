import EvalStatistics

/// What one model of the ladder comes to alone, and whether a router needs it.
package struct ModelReport: Codable, Equatable, Sendable {
  package var model: String
  /// Mean quality, normalised to 0…1, with the raw mean.
  package var quality: Measured
  /// USD for each query.
  package var cost: Measured
  /// Whether it is a corner of the hull that mixes of the models reach; nil where costs are unknown.
  package var isOnHull: Bool?
  /// A model that costs no more and is no worse, and beats it in one of the two; nil for none.
  package var dominatedBy: String?

  private enum CodingKeys: String, CodingKey {
    case model
    case quality
    case cost
    case isOnHull = "on_hull"
    case dominatedBy = "dominated_by"
  }

  package init(
    model: String, quality: Measured, cost: Measured, isOnHull: Bool? = nil,
    dominatedBy: String? = nil
  ) {
    self.model = model
    self.quality = quality
    self.cost = cost
    self.isOnHull = isOnHull
    self.dominatedBy = dominatedBy
  }
}

extension ModelReport {
  /// Measures every model of a ladder over all traces; O(n) for each.
  package static func all(_ pool: ModelPool, golden: Golden) -> [ModelReport] {
    let frontier = ModelFrontier(pool, weights: golden.weights)
    let scale = golden.scale
    return pool.names.indices.map { model in
      let quality = mean(pool.quality[model], golden) { scale.normalized($0) }
      let cost = pool.cost[model].map { mean($0, golden) { $0 / 1e9 } }
      return ModelReport(
        model: pool.names[model], quality: quality.withRaw(on: scale),
        cost: cost ?? .undefined(Reason.noCost), isOnHull: frontier.isCorner(model),
        dominatedBy: frontier.better(than: model).map { pool.names[$0] })
    }
  }

  private static func mean(
    _ column: [Int64], _ golden: Golden, _ unit: (Double) -> Double
  ) -> Measured {
    guard !column.isEmpty else { return .undefined("no traces") }
    let weighted = golden.weights.map { zip(column, $0).map(*) } ?? column
    let mean = ratio(weighted.wideSum, Int128(golden.totalWeight))
    let estimate = unit(mean)
    guard
      let error = ClusterRobust.mean(
        values: column.map(Double.init), weights: golden.weights, clusters: golden.clusters,
        clusterCount: golden.clusterCount), error.degreesOfFreedom >= 1
    else { return .value(Estimate(estimate, low: .oneCluster, high: .oneCluster)) }
    let reach =
      StudentT.quantile(0.975, degreesOfFreedom: error.degreesOfFreedom) * error.standardError
    return .value(
      Estimate(estimate, low: .value(unit(mean - reach)), high: .value(unit(mean + reach))))
  }
}

extension Measured {
  /// The same with its value on the golden's own scale.
  fileprivate func withRaw(on scale: QualityScale) -> Measured {
    guard case .value(var estimate) = self else { return self }
    estimate.raw = scale.min + estimate.estimate * scale.width
    return .value(estimate)
  }
}
