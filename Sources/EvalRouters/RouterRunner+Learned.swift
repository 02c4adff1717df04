import EvalCore
import EvalSystem

extension RouterRunner {
  /// Asks a trained router.
  func learned(
    _ router: RouterSpec, _ routing: LearnedRouting
  ) throws(ProblemReport) -> Answer {
    let trained = try TrainedRouterFile.read(routing.file)
    guard trained.method == routing.method else {
      throw problem(
        router,
        "\(routing.file) holds a router of kind \(trained.method.rawValue), not"
          + " \(routing.method.rawValue)")
    }
    let places = try places(router, routing, trained)
    let prediction = try predict(router, trained, field.golden)
    var answer: Answer
    var planWarnings: [String] = []
    switch routing.rule {
    case .threshold(let threshold):
      let ends = (strong: places[places.count - 1], weak: places[0])
      answer = try scored(
        router, threshold, scores: prediction.scores(of: ends.strong, over: ends.weak)
      ) { golden throws(ProblemReport) in
        planWarnings = try planLeakage(router, routing, trained, golden)
        return try predict(router, trained, golden).scores(of: ends.strong, over: ends.weak)
      }
    case .tiers(let rule):
      let (decisions, isSure) = tiers(prediction, rule, places)
      answer = Answer(decisions: decisions)
      answer.isSure = isSure
    }
    answer.warnings =
      try leakage(router, routing, trained) + planWarnings + transfer(trained, places)
    return answer
  }

  /// Returns a trained router's scores on a golden that a threshold is fitted on.
  func learnedScores(
    _ router: RouterSpec, _ routing: LearnedRouting, _ golden: Golden
  ) throws(ProblemReport) -> [Double] {
    let trained = try TrainedRouterFile.read(routing.file)
    let places = try places(router, routing, trained)
    _ = try planLeakage(router, routing, trained, golden)
    return try predict(router, trained, golden)
      .scores(of: places[places.count - 1], over: places[0])
  }

  private func predict(
    _ router: RouterSpec, _ trained: TrainedRouter, _ golden: Golden
  ) throws(ProblemReport) -> TrainedRouter.Prediction {
    if let missing = trained.features.missing(in: golden) { throw problem(router, missing) }
    return trained.predict(golden)
  }

  /// For each of the suite's models its place among those that the router knows.
  private func places(
    _ router: RouterSpec, _ routing: LearnedRouting, _ trained: TrainedRouter
  ) throws(ProblemReport) -> [Int] {
    let names = field.pool.names
    let known = names.compactMap { trained.models.firstIndex(of: $0) }
    if known.count == names.count { return known }
    // Of other models, the ladder's places are what carries over.
    if names.count == trained.models.count { return Array(names.indices) }
    if case .threshold = routing.rule {
      return names.indices.map { $0 == names.count - 1 ? trained.models.count - 1 : 0 }
    }
    throw problem(
      router,
      "\(routing.file) was trained on \(trained.models.count) models"
        + " (\(trained.models.joined(separator: ", "))), the suite has \(names.count): train it on"
        + " these, or give a threshold to choose between the ladder's ends")
  }

  /// The cheapest model that is predicted to be nearly as good as the best, and whether the
  /// prediction is sure.
  private func tiers(
    _ prediction: TrainedRouter.Prediction, _ rule: LearnedRouting.TierRule, _ places: [Int]
  ) -> (Decisions, isSure: [Bool]) {
    let fallback = rule.fallback.flatMap { field.pool.names.firstIndex(of: $0) }
    var isSure = [Bool](repeating: true, count: field.golden.count)
    let models = (0..<field.golden.count).map { trace -> UInt8 in
      let qualities = places.map { prediction.qualities[$0][trace] }
      let best = qualities.max() ?? 0
      let choice = qualities.firstIndex { $0 >= best - rule.slack } ?? 0
      if let votes = prediction.votes, votes[places[choice]][trace] < rule.confidence {
        isSure[trace] = false
        return UInt8(clamping: fallback ?? field.pool.strong)
      }
      return UInt8(clamping: choice)
    }
    let scores = prediction.scores(of: places[places.count - 1], over: places[0])
    return (Decisions(models: models, scores: scores), isSure)
  }

  /// Refuses queries that the router was trained on, or warns of them where they are allowed.
  private func leakage(
    _ router: RouterSpec, _ routing: LearnedRouting, _ trained: TrainedRouter
  ) throws(ProblemReport) -> [String] {
    guard let what = known(trained, of: field.golden) else { return [] }
    guard routing.allowsLeakage else {
      throw problem(
        router,
        what
          + ": judge it on other queries (`part: odd` after training with `--part even`; take out what"
          + " is nearly the same in both halves), or say"
          + " `leakage: allow`")
    }
    return ["\(router.name): \(what): its figures are too good"]
  }

  /// The same of the golden that its threshold is fitted on.
  private func planLeakage(
    _ router: RouterSpec, _ routing: LearnedRouting, _ trained: TrainedRouter, _ golden: Golden
  ) throws(ProblemReport) -> [String] {
    guard let what = known(trained, of: golden) else { return [] }
    let place = "\(what), of \(golden.name), which its threshold is fitted on"
    guard routing.allowsLeakage else {
      throw problem(router, place + ": fit it on other queries, or say `leakage: allow`")
    }
    return ["\(router.name): \(place): what is planned is too good"]
  }

  /// How many of a golden's queries the router was trained on, in words; nil where none.
  private func known(_ trained: TrainedRouter, of golden: Golden) -> String? {
    let overlap = trained.overlap(with: golden)
    guard !overlap.isEmpty else { return nil }
    let examples = (overlap.same + overlap.near).prefix(3).map { golden.ids[$0] }
    return
      "\(overlap.same.count) of \(golden.count) queries are among those that it was trained on,"
      + " \(overlap.near.count) more are nearly the same (\(examples.joined(separator: ", ")))"
  }

  private func transfer(_ trained: TrainedRouter, _ places: [Int]) -> [String] {
    guard zip(field.pool.names, places).contains(where: { trained.models[$1] != $0 }) else {
      return []
    }
    return [
      "a router trained on \(trained.models.joined(separator: ", ")) is judged on"
        + " \(field.pool.names.joined(separator: ", "))"
    ]
  }
}
