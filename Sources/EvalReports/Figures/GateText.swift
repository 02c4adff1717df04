import EvalCore

/// A gate's parts in words, the same in every report.
struct GateText {
  private let gate: GateResult
  private let golden: RunReport.GoldenSummary

  init(_ gate: GateResult, golden: RunReport.GoldenSummary) {
    self.gate = gate
    self.golden = golden
  }

  /// How the requirement begins, as `GateSpec.requirement` words it, with what it is called.
  private static let kinds = [
    ("at least", "floor"), ("at most", "ceiling"), ("drop at most", "drop"),
    ("rise at most", "rise"),
  ]

  private var kind: (words: String, noun: String)? {
    Self.kinds.first { gate.requirement.hasPrefix($0.0 + " ") }
  }

  /// What is judged, without any number: `apgr floor`, `quality drop against baseline`.
  ///
  /// It names the gate in histories, so that a changed limit keeps the name.
  var name: String {
    let against = gate.comparedWith.map { " against \($0)" } ?? ""
    return "\(gate.metricTitle) \(kind?.noun ?? "gate")\(against)"
  }

  /// What is required, with the limit's digits: `at least 0.55`, `drop at most 5% vs baseline`.
  var requirement: String {
    let against = gate.comparedWith.map { " vs \($0)" } ?? ""
    guard let kind else { return gate.requirement + against }
    let limit =
      gate.isRelativeLimit
      ? NumberText.plain(gate.limit * 100) + "%" : MetricUnit(gate.metric).exact(gate.limit)
    return "\(kind.words) \(limit)\(against)"
  }

  /// The measured value with the quality on the golden's own scale; a dash where there is none.
  var value: String {
    rawValue.map { "\(number) (\($0))" } ?? number
  }

  /// The measured value alone, on the scale that the requirement is on.
  var number: String {
    guard let value = gate.value.value else { return NumberText.undefined }
    let isChange = gate.comparedWith != nil
    if isChange && value == 0 && gate.change == nil { return "no change" }
    let limit = isChange || gate.isRelativeLimit ? nil : gate.limit
    return MetricUnit(gate.metric).text(value, apartFrom: limit, isChange: isChange)
  }

  /// A quality on the golden's own scale; nil for other metrics and where the two are the same.
  var rawValue: String? {
    guard gate.metric == .quality, let value = gate.value.value else { return nil }
    let isChange = gate.comparedWith != nil
    if isChange && value == 0 && gate.change == nil { return nil }
    return QualityText(golden).raw(value, isChange: isChange)
  }

  /// The value that the router had before, for a gate on a change; nil where it is unknown.
  func valueBefore(_ metrics: MetricSet?) -> String? {
    guard gate.comparedWith != nil, let change = gate.value.value,
      let now = metrics?.value(of: gate.metric, model: gate.model).estimate
    else { return nil }
    return MetricUnit(gate.metric).text(now.estimate - change)
  }

  /// The measured value now, for a gate on a change; nil where it is unknown.
  func valueNow(_ metrics: MetricSet?) -> String? {
    guard gate.comparedWith != nil,
      let now = metrics?.value(of: gate.metric, model: gate.model).estimate
    else { return nil }
    return MetricUnit(gate.metric).text(now.estimate)
  }

  /// Why the verdict is what it is, with the figures that made it.
  var because: String {
    guard let change = gate.change else { return gate.reason }
    let unit = MetricUnit(gate.metric)
    func signed(_ value: Double) -> String { unit.text(value, isChange: true) }
    var parts = ["95 % interval \(signed(change.low)) to \(signed(change.high))"]
    switch gate.verdict {
    case .passed: break
    case .failed:
      parts.append("p \(Self.probability(change.adjustedP))")
    case .inconclusive:
      if change.changedClusters < change.fewestClusters {
        parts.append(
          "\(NumberText.count(change.changedClusters, noun(change).one, plural: noun(change).many)) changed, and"
            + " \(change.fewestClusters) is the fewest that can show a loss")
      }
      if let detectable = change.detectable {
        parts.append("\(unit.text(detectable)) would have been shown four times in five")
      }
      parts += needed(change)
    }
    return "\(gate.reason) (\(parts.joined(separator: "; ")))"
  }

  private func noun(_ change: GateResult.Change) -> (one: String, many: String) {
    change.clusters == change.traces ? ("query", "queries") : ("cluster", "clusters")
  }

  /// How much more it would take to tell.
  private func needed(_ change: GateResult.Change) -> [String] {
    guard let count = change.tracesToPass else { return [] }
    guard change.tracesToResolve != nil || change.estimate == 0 else {
      return ["the change sits on the limit: no number of queries would settle it"]
    }
    return ["needs about \(NumberText.count(count, "query", plural: "queries")) if nothing changed"]
  }

  /// A p value as people read it.
  private static func probability(_ p: Double) -> String {
    p < 0.001 ? "below 0.001" : NumberText.fixed(p, decimals: 3)
  }

  /// One sentence: what was required, and what was found.
  var sentence: String {
    let cohort = gate.cohort.isAll ? "" : " (\(gate.cohort.description))"
    let found = gate.value.value == nil ? "undefined" : value
    let change = gate.comparedWith == nil ? "" : "change of "
    return "\(change)\(gate.metricTitle) of \(gate.router)\(cohort): \(found); required: "
      + requirement
  }
}
