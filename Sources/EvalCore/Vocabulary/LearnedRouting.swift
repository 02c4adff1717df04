/// How a trained router is asked: its file, and what its answers lead to.
package struct LearnedRouting: Equatable, Sendable {
  /// What it was trained to be.
  package enum Method: String, CaseIterable, Sendable, Codable {
    /// Ridge regression on TF-IDF features.
    case linear
    /// A random forest on the same features.
    case forest
    /// Models and queries as points of one space; the chance to win after Bradley and Terry.
    case mf
    /// Votes of similar training queries.
    case similarity
  }

  /// From predictions to a model.
  package enum Rule: Equatable, Sendable {
    /// The strong model where its chance to win reaches a threshold.
    case threshold(Threshold)
    /// The cheapest model that is predicted to be nearly as good as the best.
    case tiers(TierRule)
  }

  /// How a tier is chosen.
  package struct TierRule: Equatable, Sendable {
    /// How much worse than the best a cheaper model may be predicted to be, normalised to 0…1.
    package var slack: Double
    /// The share of a forest's trees that must agree; below it `fallback` is chosen.
    package var confidence: Double
    /// The model for queries of which the forest is not sure.
    package var fallback: String?

    package init(slack: Double, confidence: Double, fallback: String?) {
      self.slack = slack
      self.confidence = confidence
      self.fallback = fallback
    }
  }

  package var method: Method
  /// The path of the trained router.
  package var file: String
  package var rule: Rule
  /// Whether queries may be judged that the router was trained on.
  package var allowsLeakage: Bool

  package init(method: Method, file: String, rule: Rule, allowsLeakage: Bool) {
    self.method = method
    self.file = file
    self.rule = rule
    self.allowsLeakage = allowsLeakage
  }
}
