package import EvalCore
import EvalLearning

/// A router that was trained: what it looks at, what it learned, and on what.
package struct TrainedRouter: Equatable, Sendable {
  /// The router whose choices were learned.
  package struct Imitation: Equatable, Sendable, Codable {
    package var router: String
    package var kind: String
    /// The suite that declares it, by name.
    package var suite: String
    /// The SHA-256 of its configuration.
    package var configSHA256: String

    private enum CodingKeys: String, CodingKey {
      case router
      case kind
      case suite
      case configSHA256 = "config_sha256"
    }

    package init(router: String, kind: String, suite: String, configSHA256: String) {
      self.router = router
      self.kind = kind
      self.suite = suite
      self.configSHA256 = configSHA256
    }
  }

  /// What a router was trained on.
  package struct Training: Equatable, Sendable, Codable {
    /// The golden's name.
    package var golden: String
    package var goldenSHA256: String
    /// The part of its queries, `even` or `odd`; nil for all.
    package var part: String?
    package var traces: Int
    package var seed: UInt64
    /// Whose choices were learned; nil where it was qualities.
    package var imitates: Imitation?

    private enum CodingKeys: String, CodingKey {
      case golden
      case goldenSHA256 = "golden_sha256"
      case part
      case traces
      case seed
      case imitates
    }

    package init(golden: String, goldenSHA256: String, part: String?, traces: Int, seed: UInt64) {
      self.golden = golden
      self.goldenSHA256 = goldenSHA256
      self.part = part
      self.traces = traces
      self.seed = seed
    }
  }

  /// What was learned.
  enum Model: Equatable, Sendable {
    case linear(LinearModel)
    case forest(RandomForest)
    case factors(FactorModel)
    case similarity(SimilarityVotes)

    var method: LearnedRouting.Method {
      switch self {
      case .linear: .linear
      case .forest: .forest
      case .factors: .mf
      case .similarity: .similarity
      }
    }
  }

  /// The models that it knows, cheapest first.
  package let models: [String]
  package let features: QueryFeatures
  package internal(set) var training: Training
  let space: FeatureSpace
  let model: Model
  /// The fingerprints of the prompts that it was trained on.
  package let prints: PromptPrints

  /// How many terms it knows.
  package var termCount: Int { space.terms.count }

  /// What it was trained to be.
  package var method: LearnedRouting.Method { model.method }

  /// What it predicts of every query of a golden.
  package struct Prediction: Sendable {
    /// For each model of the router the quality to expect, 0…1; of matrix factorisation the chance
    /// to beat the cheapest model.
    package var qualities: [[Double]]
    /// For each query the chance that the dearest model beats the cheapest, 0…1.
    package var scores: [Double]
    /// For each model the share of a forest's trees that choose it; nil for other methods.
    package var votes: [[Double]]?

    /// Returns for every query the chance that one model beats another, 0…1.
    func scores(of strong: Int, over weak: Int) -> [Double] {
      if weak == 0, strong == qualities.count - 1 { return scores }
      return zip(qualities[strong], qualities[weak]).map { min(1, max(0, (1 + $0 - $1) / 2)) }
    }
  }

  /// Returns which of a golden's queries the router was trained on, or on ones nearly the same.
  package func overlap(with golden: Golden) -> PromptPrints.Overlap {
    prints.overlap(with: PromptPrints(golden))
  }

  /// Predicts every query of a golden that has what the router looks at.
  package func predict(_ golden: Golden) -> Prediction {
    let rows = space.rows(of: features.terms(of: golden))
    switch model {
    case .linear(let model): return Prediction(qualities: model.predict(rows))
    case .similarity(let votes): return Prediction(qualities: votes.predict(rows))
    case .forest(let forest):
      let answer = forest.predict(rows)
      var prediction = Prediction(qualities: answer.qualities)
      prediction.votes = answer.votes
      return prediction
    case .factors(let factors):
      let strengths = factors.strengths(rows)
      let weakest = strengths[0]
      let chances = strengths.map { zip($0, weakest).map { FactorModel.chance($0, over: $1) } }
      return Prediction(qualities: chances, scores: chances[chances.count - 1], votes: nil)
    }
  }
}

extension TrainedRouter.Prediction {
  /// Takes qualities; the chance to win is ½ plus half of the lead.
  fileprivate init(qualities: [[Double]]) {
    let (weak, strong) = (qualities[0], qualities[qualities.count - 1])
    self.init(
      qualities: qualities,
      scores: zip(strong, weak).map { min(1, max(0, (1 + $0 - $1) / 2)) }, votes: nil)
  }
}
