package import EvalCore
import EvalLearning
import EvalStatistics
package import EvalSystem

/// Trains routers on goldens.
package struct RouterTrainer: Sendable {
  /// What is trained, and how.
  package struct Options: Equatable, Sendable {
    package var method: LearnedRouting.Method
    /// The models to choose between, cheapest first.
    package var models: [String]
    package var features: QueryFeatures
    /// How many terms are kept.
    package var terms: Int
    package var trees: Int
    package var seed: UInt64
    package var jobs: Int

    package init(
      method: LearnedRouting.Method, models: [String], features: QueryFeatures, terms: Int,
      trees: Int, seed: UInt64, jobs: Int
    ) {
      self.method = method
      self.models = models
      self.features = features
      self.terms = terms
      self.trees = trees
      self.seed = seed
      self.jobs = jobs
    }
  }

  /// The penalty of the ridge regression: chosen on the training half of MMLU by five folds.
  private static let penalty = 20.0
  /// In how many queries a term must occur.
  private static let fewest = 2

  private let options: Options

  package init(_ options: Options) {
    self.options = options
  }

  /// Trains a router.
  ///
  /// The same golden, options and seed give the same router, whatever the number of threads.
  ///
  /// - Parameters:
  ///   - golden: What it learns from, with the models.
  ///   - part: Which half of a golden that is; nil for a whole one.
  ///   - teacher: The router whose choices are learned in place of qualities; nil for none.
  /// - Returns: The router.
  /// - Throws: `ProblemReport` where the golden lacks what is to be learned from.
  package func train(
    _ golden: Golden, part: GoldenPart?, imitating teacher: Teacher? = nil
  ) throws(ProblemReport) -> TrainedRouter {
    var prints = PromptPrints(golden)
    // What the teacher has seen, its pupil has seen through it.
    if let known = teacher?.prints { prints.append(known) }
    var router = try train(golden, part: part, prints: prints) {
      (teacher.map(choices) ?? qualities(golden), nil)
    }
    router.training.imitates = teacher?.imitation
    return router
  }

  /// Trains a router on what people preferred.
  ///
  /// Matrix factorisation takes every comparison as it is. The other methods take two models, whose
  /// qualities are what each got of every comparison: 1 for a win, ½ for a tie.
  ///
  /// - Parameters:
  ///   - preferences: What it learns from, between the models alone.
  ///   - part: Which half of a file that is; nil for a whole one.
  /// - Returns: The router.
  /// - Throws: `ProblemReport` where the queries lack what is to be learned from.
  package func train(
    _ preferences: Preferences, part: GoldenPart?
  ) throws(ProblemReport) -> TrainedRouter {
    let golden = preferences.golden
    return try train(golden, part: part, prints: PromptPrints(golden)) {
      if options.method == .mf {
        let comparisons = preferences.comparisons.enumerated().map { row, comparison in
          FactorModel.Comparison(
            row: Int32(row), first: comparison.first, second: comparison.second,
            share: comparison.share)
        }
        return (options.models.map { _ in [] }, comparisons)
      }
      let targets = options.models.indices.map { model in
        preferences.comparisons.map { $0.first == model ? $0.share : 1 - $0.share }
      }
      return (targets, nil)
    }
  }

  /// Trains on what the closure gives: for each model the quality on every query, or comparisons.
  private func train(
    _ golden: Golden, part: GoldenPart?, prints: PromptPrints,
    lessons: () -> (targets: [[Double]], comparisons: [FactorModel.Comparison]?)
  ) throws(ProblemReport) -> TrainedRouter {
    if let missing = options.features.missing(in: golden) {
      throw ProblemReport(file: golden.name, message: "cannot be trained on: \(missing)")
    }
    guard golden.count >= 2 else {
      throw ProblemReport(file: golden.name, message: "has too few traces to train on")
    }
    let queries = options.features.terms(of: golden)
    let space = FeatureSpace(
      queries: queries, limit: options.terms, fewest: min(Self.fewest, golden.count))
    guard !space.terms.isEmpty else {
      throw ProblemReport(
        file: golden.name, message: "cannot be trained on: no term occurs in two of its queries")
    }
    let (targets, comparisons) = lessons()
    return TrainedRouter(
      models: options.models, features: options.features,
      training: TrainedRouter.Training(
        golden: golden.name, goldenSHA256: golden.sha256, part: part?.rawValue,
        traces: golden.count, seed: options.seed),
      space: space, model: model(space.rows(of: queries), targets, comparisons), prints: prints)
  }

  private func qualities(_ golden: Golden) -> [[Double]] {
    ModelPool(golden: golden, names: options.models).quality.map {
      $0.map { golden.scale.normalized(Double($0)) }
    }
  }

  /// For each model 1 on the queries that the teacher chose it for, else 0.
  private func choices(_ teacher: Teacher) -> [[Double]] {
    options.models.indices.map { model in
      teacher.choices.map { Int($0) == model ? 1 : 0 }
    }
  }

  private func model(
    _ rows: SparseRows, _ targets: [[Double]], _ compared: [FactorModel.Comparison]?
  ) -> TrainedRouter.Model {
    switch options.method {
    case .linear:
      return .linear(LinearModel(rows: rows, targets: targets, penalty: Self.penalty))
    case .similarity:
      guard let votes = SimilarityVotes(learning: rows, qualities: targets) else {
        preconditionFailure("a row for every query")
      }
      return .similarity(votes)
    case .forest:
      var growth = ForestGrower.Options()
      growth.trees = options.trees
      let grower = ForestGrower(
        rows: rows, targets: targets, options: growth, generator: generator(test: "forest"),
        seed: options.seed)
      let trees = Parallel.map(count: growth.trees, jobs: options.jobs) { grower.tree($0) }
      guard
        let forest = RandomForest(trees, features: rows.columnCount, models: targets.count)
      else { preconditionFailure("a tree leads to its leaves") }
      return .forest(forest)
    case .mf:
      return .factors(
        FactorModel(
          rows: rows, comparisons: compared ?? comparisons(targets), models: targets.count,
          options: FactorModel.Options(), generator: generator(test: "factors"),
          seed: options.seed))
    }
  }

  /// Every pair of models on every query; the share of a win is ½ and half of the lead.
  private func comparisons(_ targets: [[Double]]) -> [FactorModel.Comparison] {
    (0..<(targets.first?.count ?? 0)).flatMap { row in
      targets.indices.flatMap { second in
        targets.indices.dropFirst(second + 1).map { first in
          FactorModel.Comparison(
            row: Int32(row), first: first, second: second,
            share: (1 + targets[first][row] - targets[second][row]) / 2)
        }
      }
    }
  }

  private func generator(test: String) -> Philox4x32 {
    let label = SHA256.digest("evalroute/v1|metric=train|test=\(test)")
    return Philox4x32(keyBytes: Array(label.prefix(8)))
  }
}
