/// Recorded queries in columns, in the byte order of their ids.
///
/// Every column has one entry for each trace. The order of the file does not matter: a golden
/// whose lines are shuffled reads as an equal value.
package struct Golden: Sendable {
  /// Stands in integer columns where a trace has no value.
  package static let missing: Int64 = -1

  /// The golden's name.
  package var name: String
  /// The scale of its qualities.
  package var scale: QualityScale
  /// The recorded models, in the order of the manifest.
  package var models: [String]
  /// The models' prices, where the manifest gives them.
  package var prices: [ModelPrice?]
  /// The traces' ids, sorted by UTF-8 bytes, unique.
  package var ids: TextColumn
  /// For each trace its cluster: 0 ..< `clusterCount`, in the order of the first trace.
  package var clusters: [Int32]
  /// The number of clusters.
  package var clusterCount: Int
  /// How many queries each trace stands for; nil where each stands for one.
  package var weights: [Int64]?
  /// The cohort labels, sorted by name.
  package var labels: [LabelColumn]
  /// For each model what it did.
  package var outcomes: [OutcomeColumns]
  /// The recorded router scores, sorted by name.
  package var signals: [SignalColumn]
  /// The queries' messages; nil in a golden of figures only.
  package var messages: MessageColumn?
  /// Who asked each query, empty where that is not recorded; nil where it never is.
  package var users: TextColumn?
  /// Which conversation each query is part of, empty for none; nil where there is none at all.
  package var conversations: TextColumn?
  /// The SHA-256 of what was recorded: ids, clusters, weights, labels, scale, qualities, tokens,
  /// latencies and ratings; not prices, signals or prose.
  package var sha256: String
  /// The SHA-256 of the answers alone: without labels, clusters and weights; nil where nothing was
  /// hashed.
  package var outcomesSHA256: String?

  package init(
    name: String, scale: QualityScale, models: [String], prices: [ModelPrice?], ids: TextColumn,
    clusters: [Int32], clusterCount: Int, weights: [Int64]?, labels: [LabelColumn],
    outcomes: [OutcomeColumns], signals: [SignalColumn], messages: MessageColumn?,
    sha256: String = ""
  ) {
    self.name = name
    self.scale = scale
    self.models = models
    self.prices = prices
    self.ids = ids
    self.clusters = clusters
    self.clusterCount = clusterCount
    self.weights = weights
    self.labels = labels
    self.outcomes = outcomes
    self.signals = signals
    self.messages = messages
    self.sha256 = sha256
  }

  /// The number of traces.
  package var count: Int { ids.count }

  /// The sum of the weights.
  package var totalWeight: Int64 { weights.map { $0.reduce(0, +) } ?? Int64(count) }

  /// Returns a recorded score by name.
  package func signal(named name: String) -> SignalColumn? {
    signals.first { $0.name == name }
  }

  /// Returns a cohort label by name.
  package func label(named name: String) -> LabelColumn? {
    labels.first { $0.name == name }
  }

  /// The length of each query in Unicode scalars: of its messages, else the signal
  /// `prompt_length`; nil where a trace has neither.
  package var promptLengths: [Double]? {
    if let messages, messages.firstWithout == nil {
      return (0..<count).map { Double(messages.length(of: $0)) }
    }
    guard let signal = signal(named: "prompt_length"), signal.firstMissing == nil else {
      return nil
    }
    return signal.values
  }
}
