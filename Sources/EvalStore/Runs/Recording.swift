package import EvalCore

/// What a golden recorded of a suite's models, trace by trace, with no prose.
///
/// Runs on the same golden at the same prices share one in the store.
package struct Recording: Equatable, Sendable {
  /// What one model did on every trace.
  package struct Model: Equatable, Sendable {
    /// The model's name.
    package var name: String
    /// The qualities in units.
    package var quality: [Int64]
    /// The costs of the calls in 1e-9 USD; nil where unknown.
    package var cost: [Int64]?
    /// The latencies of the calls in microseconds; nil where unknown.
    package var latency: [Int64]?
    /// Tokens read; nil where unknown.
    package var inputTokens: [Int64]?
    /// Tokens written; nil where unknown.
    package var outputTokens: [Int64]?

    /// Puts columns together, one value for each trace.
    package init(
      name: String, quality: [Int64], cost: [Int64]?, latency: [Int64]?, inputTokens: [Int64]?,
      outputTokens: [Int64]?
    ) {
      self.name = name
      self.quality = quality
      self.cost = cost
      self.latency = latency
      self.inputTokens = inputTokens
      self.outputTokens = outputTokens
    }
  }

  /// The golden's hash.
  package var goldenSHA256: String
  /// The hash of prices and recorded costs.
  package var pricesSHA256: String
  /// How many units of quality one point on the golden's scale has.
  package var unitsPerPoint: Int64
  /// The traces' ids, sorted by UTF-8 bytes, unique.
  package var ids: TextColumn
  /// The cohort labels, sorted by name.
  package var labels: [LabelColumn]
  /// For each trace its cluster.
  package var clusters: [Int32]
  /// How many queries each trace stands for; nil where each stands for one.
  package var weights: [Int64]?
  /// The models, cheapest first.
  package var models: [Model]

  /// Puts columns together, one value for each trace.
  package init(
    goldenSHA256: String, pricesSHA256: String, unitsPerPoint: Int64, ids: TextColumn,
    labels: [LabelColumn], clusters: [Int32], weights: [Int64]?, models: [Model]
  ) {
    self.goldenSHA256 = goldenSHA256
    self.pricesSHA256 = pricesSHA256
    self.unitsPerPoint = unitsPerPoint
    self.ids = ids
    self.labels = labels
    self.clusters = clusters
    self.weights = weights
    self.models = models
  }

  /// Takes what a suite's models did out of a golden.
  ///
  /// - Parameters:
  ///   - golden: The golden.
  ///   - pool: The suite's models of that golden.
  ///   - pricesSHA256: The hash of the golden's prices and recorded costs.
  package init(golden: Golden, pool: ModelPool, pricesSHA256: String) {
    self.init(
      goldenSHA256: golden.sha256, pricesSHA256: pricesSHA256,
      unitsPerPoint: golden.scale.unitsPerPoint, ids: golden.ids, labels: golden.labels,
      clusters: golden.clusters, weights: golden.weights,
      models: pool.names.indices.map { index in
        Model(
          name: pool.names[index], quality: pool.quality[index], cost: pool.cost[index],
          latency: pool.latency[index], inputTokens: pool.inputTokens[index],
          outputTokens: pool.outputTokens[index])
      })
  }

  /// The number of traces.
  package var count: Int { ids.count }

  /// Returns what is wrong with the columns' lengths, nil where all agree.
  var contradiction: String? {
    var lengths = [("clusters", clusters.count), ("weights", weights?.count ?? count)]
    lengths += labels.map { ("label \($0.name)", $0.codes.count) }
    for model in models {
      for column in [
        model.quality, model.cost, model.latency, model.inputTokens, model.outputTokens,
      ] {
        lengths.append(("model \(model.name)", column?.count ?? count))
      }
    }
    return lengths.first { $0.1 != count }
      .map { "\($0.0) has \($0.1) values for \(count) traces" }
  }
}
