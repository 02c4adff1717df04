import EvalCore

/// How a router came to its decisions, in words: its branches, its own calls, its model and raters.
struct RouteText {
  /// How many branches a sentence names; a table has them all.
  private static let namedBranches = 6

  private let quality: QualityText

  init(_ quality: QualityText) {
    self.quality = quality
  }

  /// One sentence for each thing that there is to say of a router, the same in every report.
  ///
  /// - Parameters:
  ///   - router: The router.
  ///   - showsEveryBranch: Whether tiers and topics are told too, and not arms and rungs alone.
  /// - Returns: The sentences; none for a router of which there is nothing to say.
  func sentences(_ router: RouterReport, showsEveryBranch: Bool) -> [String] {
    let isComposite = ["flag", "ladder"].contains(router.kind)
    return [
      agreement(router), isComposite || showsEveryBranch ? branches(router) : nil,
      Self.deciding(router), ratings(router),
    ].compactMap { $0 }
  }

  private func agreement(_ router: RouterReport) -> String? {
    guard let teacher = router.imitates, let agreement = router.metrics.agreement else {
      return nil
    }
    let row = MetricRow.percent("", agreement)
    let interval = row.interval.map { " (\($0))" } ?? ""
    return "\(router.name) decides like \(teacher) on \(row.figure.text) of all queries\(interval)"
  }

  private func branches(_ router: RouterReport) -> String? {
    guard let branches = router.branches else { return nil }
    let parts = branches.prefix(Self.namedBranches).map { branch -> String in
      let share = "\(branch.name) \(NumberText.percent(branch.share))"
      guard branch.traces > 0 else { return share }
      let cost = branch.costUSD.estimate.map { ", \(NumberText.usd($0.estimate)) in all" } ?? ""
      return "\(share) (quality \(quality.figure(branch.quality).text)\(cost))"
    }
    let rest = branches.count - parts.count
    return "\(router.name) by \(Self.noun(router.kind)): \(parts.joined(separator: ", "))"
      + (rest > 0 ? " and \(rest) more" : "")
  }

  /// What the branches of a kind of router are called.
  static func noun(_ kind: String) -> String {
    switch kind {
    case "flag": "arm"
    case "ladder": "rung"
    case "llm": "answer"
    case "domain": "topic"
    case "rules", "context": "tier"
    default: "branch"
    }
  }

  /// What a router's own calls to models took; nil for one that makes none.
  static func deciding(_ router: RouterReport) -> String? {
    guard let deciding = router.deciding else { return nil }
    func count(_ bound: Bound) -> String { bound.value.map(NumberText.plain) ?? "unknown" }
    let cost =
      switch deciding.costUSD {
      case .value(let usd): NumberText.usd(usd)
      case .undefined(let reason): "cost unknown (\(reason))"
      }
    return
      "\(router.name) asked a model \(NumberText.count(Int(deciding.calls), "time")) to decide:"
      + " \(count(deciding.inputTokens)) tokens read, \(count(deciding.outputTokens)) written,"
      + " \(cost) in all"
  }

  private func ratings(_ router: RouterReport) -> String? {
    guard let rating = router.metrics.rating, rating.estimate != nil else { return nil }
    let models = (router.metrics.ratingByModel ?? [:]).filter { $0.value.estimate != nil }
    let parts = models.keys.sorted().map { name in
      "\(name) \(MetricRow.rating(models[name] ?? rating))"
    }
    return "\(router.name) was rated \(MetricRow.rating(rating)) of 5 by people: "
      + parts.joined(separator: ", ")
  }
}
