/// What a router chose on every trace of a golden.
package struct Decisions: Equatable, Sendable {
  /// For each trace the chosen model's index in the pool.
  package var models: [UInt8]
  /// For each trace the router's score; nil for a router without one.
  package var scores: [Double]?
  /// The score from which the strong model is chosen; nil for a router without one.
  package var threshold: Double?

  /// What deciding itself cost on each trace in 1e-9 USD, `Golden.missing` where that is not known;
  /// nil where it costs nothing.
  package var spent: [Int64]?
  /// The tokens that deciding itself took on each trace, read and written, `Golden.missing` where
  /// that is not known; nil where it takes none.
  package var spentTokens: [Int64]?

  package init(
    models: [UInt8], scores: [Double]? = nil, threshold: Double? = nil, spent: [Int64]? = nil,
    spentTokens: [Int64]? = nil
  ) {
    self.models = models
    self.scores = scores
    self.threshold = threshold
    self.spent = spent
    self.spentTokens = spentTokens
  }

  /// Sends every score of at least the threshold to the strong model, the rest to the weak one.
  package init(scores: [Double], threshold: Double, strong: Int, weak: Int) {
    self.models = scores.map { $0 >= threshold ? UInt8(strong) : UInt8(weak) }
    self.scores = scores
    self.threshold = threshold
  }

  /// The scores that the curve is drawn over: the router's own, else the tier it chose.
  ///
  /// A router without a score ranks queries by tier alone: all queries of a tier are tied.
  package var ranking: [Double] {
    scores ?? models.map(Double.init)
  }
}
