import EvalCore
import EvalReports
import EvalRouters
import EvalStatistics
import EvalSystem
import EvalTraces

/// Training on what people preferred.
extension TrainOperation {
  /// Trains on a file of preferences and returns what to tell a person.
  ///
  /// - Throws: `ProblemReport` where the file is broken, or lacks what is to be learned from.
  package func train(preferences path: String) throws -> String {
    let whole = try PreferenceReader.read(path)
    let all = options.part.map { whole.part($0) } ?? whole
    let models = try models(of: all, path)
    let kept = all.between(models)
    guard kept.comparisons.count >= 2 else {
      throw ProblemReport(
        file: path,
        message: "has \(NumberText.count(kept.comparisons.count, "comparison")) between"
          + " \(models.joined(separator: ", ")): too few to train on")
    }
    let router = try RouterTrainer(
      RouterTrainer.Options(
        method: options.method, models: models, features: try features(of: kept.golden, path),
        terms: options.terms, trees: options.trees, seed: options.seed, jobs: options.jobs)
    ).train(kept, part: options.part)
    let bytes = TrainedRouterFile.render(router)
    try AtomicFile.write(bytes, to: options.output)
    let ignored = all.comparisons.count - kept.comparisons.count
    return summary(
      router, count: NumberText.count(kept.comparisons.count, "comparison"),
      notes: [("wins", wins(kept))]
        + (ignored == 0
          ? []
          : [("ignored", "\(NumberText.count(ignored, "comparison")) with models not named")]),
      bytes: bytes.count)
  }

  /// The models asked for; for matrix factorisation all of them, the weakest first, where none is.
  private func models(of preferences: Preferences, _ path: String) throws(ProblemReport)
    -> [String]
  {
    let unknown = options.models.filter { !preferences.models.contains($0) }
    guard unknown.isEmpty else {
      throw ProblemReport(
        file: path,
        message: "has no comparison with \(unknown.joined(separator: ", ")); it compares"
          + " \(preferences.models.sorted().joined(separator: ", "))")
    }
    let isEachOnce = Set(options.models).count == options.models.count
    guard options.method == .mf else {
      if options.models.count == 2, isEachOnce { return options.models }
      throw ProblemReport(
        file: path,
        message: "\(options.method.rawValue) learns from comparisons of two models: name them, the"
          + " weak one first, with --models; mf learns from all")
    }
    if options.models.isEmpty { return Self.byStrength(preferences) }
    guard options.models.count >= 2, isEachOnce else {
      throw ProblemReport(
        file: path, message: "name two models or more, each once, the weakest first, with --models")
    }
    return options.models
  }

  /// The models by their strength over all comparisons, the weakest first; equal ones by name.
  static func byStrength(_ preferences: Preferences) -> [String] {
    let count = preferences.models.count
    var wins = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for comparison in preferences.comparisons {
      wins[comparison.first][comparison.second] += comparison.share
      wins[comparison.second][comparison.first] += 1 - comparison.share
    }
    let strengths = BradleyTerry.strengths(wins: wins).map(Rounding.significant)
    return (0..<count).sorted {
      (strengths[$0], preferences.models[$0]) < (strengths[$1], preferences.models[$1])
    }.map { preferences.models[$0] }
  }

  /// How often each model won, ties half.
  private func wins(_ preferences: Preferences) -> String {
    preferences.models.indices.map { model -> String in
      var (won, played) = (0.0, 0)
      for comparison in preferences.comparisons {
        if comparison.first == model { (won, played) = (won + comparison.share, played + 1) }
        if comparison.second == model { (won, played) = (won + 1 - comparison.share, played + 1) }
      }
      let share = played == 0 ? NumberText.undefined : NumberText.percent(won / Double(played))
      return "\(preferences.models[model]) \(share) of \(played)"
    }.joined(separator: ", ")
  }
}
