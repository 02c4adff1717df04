/// Which of two models' answers people preferred, query by query.
package struct Preferences: Equatable, Sendable {
  /// One comparison.
  package struct Comparison: Equatable, Sendable {
    /// The place of the first model in `models`.
    package var first: Int
    /// The place of the second one.
    package var second: Int
    /// 1 where the first model won, 0 where the second did, ½ where neither.
    package var share: Double

    package init(first: Int, second: Int, share: Double) {
      self.first = first
      self.second = second
      self.share = share
    }
  }

  /// What they are called: the file's name.
  package var name: String
  /// The SHA-256 of what was read.
  package var sha256: String
  /// The models, each once.
  package var models: [String]
  /// The query of each comparison.
  package var messages: MessageColumn
  package var comparisons: [Comparison]

  package init(
    name: String, sha256: String, models: [String], messages: MessageColumn,
    comparisons: [Comparison]
  ) {
    self.name = name
    self.sha256 = sha256
    self.models = models
    self.messages = messages
    self.comparisons = comparisons
  }

  /// Returns some of the comparisons, in the order given.
  package func selecting(_ places: [Int32]) -> Preferences {
    var part = self
    part.messages = messages.permuted(by: places)
    part.comparisons = places.map { comparisons[Int($0)] }
    return part
  }

  /// Returns the comparisons between some of the models alone, numbered by their order here.
  package func between(_ names: [String]) -> Preferences {
    let numbers = models.map { names.firstIndex(of: $0) }
    let kept = comparisons.indices.filter {
      numbers[comparisons[$0].first] != nil && numbers[comparisons[$0].second] != nil
    }
    var part = selecting(kept.map(Int32.init))
    part.models = names
    part.comparisons = part.comparisons.map {
      Comparison(
        first: numbers[$0.first] ?? 0, second: numbers[$0.second] ?? 0, share: $0.share)
    }
    return part
  }

  /// The queries as a golden without models: each comparison a trace of its own.
  package var golden: Golden {
    Golden(
      name: name, scale: QualityScale(min: 0, max: 1), models: [], prices: [],
      ids: TextColumn(comparisons.indices.map { "comparison \($0 + 1)" }),
      clusters: comparisons.indices.map(Int32.init), clusterCount: comparisons.count,
      weights: nil, labels: [], outcomes: [], signals: [], messages: messages, sha256: sha256)
  }
}
