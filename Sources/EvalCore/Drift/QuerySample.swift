/// What is known of the queries of one side: a golden's, or the traffic's.
package struct QuerySample: Equatable, Sendable {
  /// A number of every query, such as its length.
  package struct Numbers: Equatable, Sendable {
    /// The feature, such as `prompt_length` or `signal.NAME`.
    package var feature: String
    /// The numbers; NaN where a query has none, which never reaches a result.
    package var values: [Double]

    package init(feature: String, values: [Double]) {
      self.feature = feature
      self.values = values
    }
  }

  /// The number of queries.
  package var count: Int
  /// For each query its cluster; nil where each stands for itself.
  package var clusters: [Int32]?
  /// For each query how many it stands for; nil where all stand for equally many.
  package var weights: [Int64]?
  /// The numbers, features unique.
  package var numbers: [Numbers]
  /// The cohort labels, names unique; a query without a label has the level `∅`.
  package var labels: [LabelColumn]

  package init(
    count: Int, clusters: [Int32]?, weights: [Int64]? = nil, numbers: [Numbers],
    labels: [LabelColumn]
  ) {
    self.count = count
    self.clusters = clusters
    self.weights = weights
    self.numbers = numbers
    self.labels = labels
  }

  /// The feature that a cohort label is compared as.
  package static func feature(ofLabel name: String) -> String { "cohort.\(name)" }

  /// The feature that a router's score is compared as.
  package static func feature(ofSignal name: String) -> String { "signal.\(name)" }

  /// The feature of the queries' lengths, in Unicode scalars.
  package static let promptLength = "prompt_length"
  /// The feature of the tokens read.
  package static let inputTokens = "input_tokens"
  /// The feature of the tokens written.
  package static let outputTokens = "output_tokens"

  /// All features: lengths and tokens first, then cohorts, then scores, each by name.
  package var features: [String] {
    (numbers.map(\.feature) + labels.map { Self.feature(ofLabel: $0.name) })
      .sorted { (Self.place($0), $0) < (Self.place($1), $1) }
  }

  /// Where a feature stands among the others.
  static func place(_ feature: String) -> Int {
    switch feature {
    case promptLength: 0
    case inputTokens: 1
    case outputTokens: 2
    default: feature.hasPrefix("cohort.") ? 3 : 4
    }
  }
}

extension QuerySample {
  /// Takes the features of a golden's queries.
  ///
  /// - Parameters:
  ///   - golden: The golden.
  ///   - model: The model whose tokens are compared; nil for none.
  package init(golden: Golden, model: String?) {
    var numbers: [Numbers] = []
    if let lengths = golden.promptLengths {
      numbers.append(Numbers(feature: Self.promptLength, values: lengths))
    }
    if let index = model.flatMap({ golden.models.firstIndex(of: $0) }) {
      let outcomes = golden.outcomes[index]
      for (feature, column) in [
        (Self.inputTokens, outcomes.inputTokens), (Self.outputTokens, outcomes.outputTokens),
      ] {
        guard let column else { continue }
        let values = column.map { $0 < 0 ? Double.nan : Double($0) }
        numbers.append(Numbers(feature: feature, values: values))
      }
    }
    for signal in golden.signals where signal.name != Self.promptLength {
      numbers.append(Numbers(feature: Self.feature(ofSignal: signal.name), values: signal.values))
    }
    self.init(
      count: golden.count,
      clusters: golden.clusterCount < golden.count ? golden.clusters : nil,
      weights: golden.weights.flatMap { weights in
        weights.contains { $0 != weights[0] } ? weights : nil
      },
      numbers: numbers, labels: golden.labels)
  }
}
