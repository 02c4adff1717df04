import EvalCore
import EvalStore

extension Recording {
  /// The models with what each did on every trace.
  var pool: ModelPool {
    var pool = ModelPool(
      names: models.map(\.name), quality: models.map(\.quality), cost: models.map(\.cost))
    pool.latency = models.map(\.latency)
    pool.inputTokens = models.map(\.inputTokens)
    pool.outputTokens = models.map(\.outputTokens)
    return pool
  }

  /// Returns the recording as comparisons see a golden: without prices, signals and texts.
  func golden(named name: String, scale: QualityScale) -> Golden {
    Golden(
      name: name, scale: scale, models: models.map(\.name), prices: models.map { _ in nil },
      ids: ids, clusters: clusters, clusterCount: Int(clusters.max() ?? -1) + 1,
      weights: weights, labels: labels,
      outcomes: models.map { OutcomeColumns(quality: $0.quality) }, signals: [], messages: nil,
      sha256: goldenSHA256)
  }
}
