package import EvalCore
import EvalSystem

extension RouterRunner {
  /// What the suite's other routers decided, by name.
  package typealias Others = [String: Answer]

  /// Turns chosen tiers into models, and into other routers' decisions where a tier is one.
  func resolve(_ choices: [TierChoice], among tiers: [Tier], _ others: Others) -> Answer {
    let served = tiers.map { tier -> (model: UInt8, other: Answer?) in
      switch tier.branch {
      case .model(let name):
        (UInt8(clamping: field.pool.names.firstIndex(of: name) ?? 0), nil)
      case .router(let name): (0, others[name])
      }
    }
    var answer = Answer(decisions: Decisions(models: []))
    var spending = Spending(count: choices.count)
    answer.decisions.models = choices.enumerated().map { trace, choice in
      let (model, other) = served[choice.tier]
      spending.add(other?.spending, trace: trace)
      return other?.decisions.models[trace] ?? model
    }
    answer.branches = BranchColumn(
      names: tiers.map(\.name), codes: choices.map { UInt8(clamping: $0.tier) })
    answer.isSure = choices.map(\.isSure)
    let fallen = served.map { Set($0.other?.fallenBack ?? []) }
    answer.fallenBack = choices.indices.filter { fallen[choices[$0].tier].contains($0) }
    return answer.charged(spending)
  }

  /// Hands queries over to other routers where a router chooses models that they stand for.
  func handOver(_ answer: Answer, _ router: RouterSpec, _ others: Others) -> Answer {
    guard !router.branches.isEmpty else { return answer }
    let tiers = field.pool.names.map { name in
      router.branches.first { $0.name == name } ?? Tier(name: name, model: name)
    }
    let choices = answer.decisions.models.map { TierChoice(tier: Int($0), isSure: true) }
    var handed = resolve(choices, among: tiers, others)
    var spending = handed.spending ?? Spending(count: choices.count)
    for trace in choices.indices { spending.add(answer.spending, trace: trace) }
    handed = handed.charged(spending)
    var result = answer
    // The curve over its score would be that of a router that hands nothing over.
    result.primary = answer.decisions
    result.decisions = handed.decisions
    result.spending = handed.spending
    result.branches = answer.branches ?? handed.branches
    result.fallenBack = Set(answer.fallenBack + handed.fallenBack).sorted()
    return result
  }

  /// Assigns every user to an arm.
  func flagged(
    _ router: RouterSpec, _ spec: FlagSpec, _ others: Others
  ) throws(ProblemReport) -> Answer {
    guard let users = field.golden.users else {
      throw problem(router, "needs `user`, and no trace of \(field.golden.name) names one")
    }
    if let anonymous = Self.firstEmpty(users) {
      throw problem(router, "needs `user`, and trace \(field.golden.ids[anonymous]) names none")
    }
    let choices = (0..<users.count).map { trace in
      let isIn = UserHash.position(of: users[trace], salt: spec.salt) < spec.share
      return TierChoice(tier: isIn ? 0 : 1, isSure: true)
    }
    return resolve(choices, among: spec.arms, others)
  }

  private static func firstEmpty(_ texts: TextColumn) -> Int? {
    (0..<texts.count).first { texts.range(of: $0).isEmpty }
  }

  /// Goes up a ladder of routers on every trace until one is sure.
  func laddered(
    _ router: RouterSpec, _ spec: LadderSpec, _ others: Others
  ) throws(ProblemReport) -> Answer {
    let rungs = spec.rungs.map { others[$0.router] }
    for (index, rung) in spec.rungs.enumerated()
    where rung.unsure != nil && rungs[index]?.ownScores == nil {
      throw problem(
        router, "the rung \(rung.router) gave no scores: there is nothing to be unsure by")
    }
    var (passed, own) = (
      Spending(count: field.golden.count), Spending(count: field.golden.count)
    )
    let choices = (0..<field.golden.count).map { trace -> TierChoice in
      for (index, rung) in spec.rungs.enumerated() {
        own.add(rungs[index]?.ownSpending, trace: trace)
        if index == rungs.count - 1 || Self.isSure(rungs[index], rung, trace) {
          return TierChoice(tier: index, isSure: true)
        }
        // A rung is paid for every query that came by, but not for what it would have led to.
        passed.add(rungs[index]?.ownSpending, trace: trace)
      }
      return TierChoice(tier: 0, isSure: true)
    }
    let tiers = spec.rungs.map { Tier(name: $0.router, branch: .router($0.router)) }
    let decided = resolve(choices, among: tiers, others)
    for trace in choices.indices { passed.add(decided.spending, trace: trace) }
    var answer = decided.charged(passed)
    answer.ownSpending = own
    return answer
  }

  private static func isSure(_ answer: Answer?, _ rung: LadderSpec.Rung, _ trace: Int) -> Bool {
    if let unsure = rung.unsure, let score = answer?.ownScores?[trace] {
      return !unsure.contains(score)
    }
    return answer?.isSure?[trace] ?? true
  }

  /// Returns the router that decides in turn where a router takes a branch; nil for a model.
  package func successor(of router: RouterSpec, branch: String) -> String? {
    let tiers =
      switch router.kind {
      case .rules(let rules): rules.tiers
      case .context(let rules): rules.tiers
      case .domain(let map): map.tiers
      case .llm(let spec): spec.tiers
      case .flag(let spec): spec.arms
      default: [Tier]()
      }
    let taken = tiers.first { $0.name == branch }?.branch ?? .model(branch)
    guard case .model(let model) = taken else { return taken.router }
    return router.branches.first { $0.name == model }?.branch.router
  }

  /// Says which way a composite went on a trace, in one clause; nil where it went none.
  func wayTaken(_ router: RouterSpec, _ branch: String, trace: Int) -> String? {
    switch router.kind {
    case .flag(let spec):
      let user = field.golden.users?[trace] ?? ""
      let position = UserHash.position(of: user, salt: spec.salt)
      return "user at \(Int(position * 1000)) of 1000: arm \(branch)"
    case .ladder: return "decided by rung \(branch)"
    default: return nil
    }
  }
}

extension FlagSpec {
  /// The arms.
  var arms: [Tier] {
    [Tier(name: "experiment", branch: experiment), Tier(name: "control", branch: control)]
  }
}

extension RouterRunner.Answer {
  /// The router's own scores, whoever decides in the end.
  var ownScores: [Double]? { (primary ?? decisions).scores }

  /// Returns the answer with what deciding took.
  func charged(_ spending: Spending) -> RouterRunner.Answer {
    var answer = self
    answer.spending = spending.isNothing ? nil : spending
    answer.decisions.spent = spending.isNothing ? nil : spending.cost
    answer.decisions.spentTokens = spending.isNothing ? nil : spending.tokens
    return answer
  }
}
