import EvalCore
import EvalStore

extension Recording {
  /// Returns the models with what each did on every trace.
  ///
  /// - Parameter prices: Their prices, as the run's report has them.
  /// - Returns: The pool.
  func pool(prices: [String: PriceFigures]?) -> ModelPool {
    var pool = ModelPool(
      names: models.map(\.name), quality: models.map(\.quality), cost: models.map(\.cost))
    pool.latency = models.map(\.latency)
    pool.inputTokens = models.map(\.inputTokens)
    pool.outputTokens = models.map(\.outputTokens)
    pool.setPrices(prices)
    return pool
  }

  /// Returns the recording as comparisons see a golden: without prices, signals and texts.
  func golden(named name: String, scale: QualityScale) -> Golden {
    Golden(
      name: name, scale: scale, models: models.map(\.name), prices: models.map { _ in nil },
      ids: ids, clusters: clusters, clusterCount: Int(clusters.max() ?? -1) + 1,
      weights: weights, labels: labels,
      outcomes: models.map { model in
        var outcomes = OutcomeColumns(quality: model.quality)
        outcomes.inputTokens = model.inputTokens
        outcomes.outputTokens = model.outputTokens
        return outcomes
      }, signals: [], messages: nil, sha256: goldenSHA256)
  }
}
