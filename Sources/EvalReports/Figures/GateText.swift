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
    // As many digits as tell it from the limit, on whichever side of zero that is.
    let limit = gate.isRelativeLimit ? nil : isChange && value < 0 ? -gate.limit : gate.limit
    return MetricUnit(gate.metric).text(value, apartFrom: limit, isChange: isChange)
  }

  /// A change as a share of what it is compared with, where the limit is one; nil otherwise.
  var relativeValue: String? {
    guard gate.isRelativeLimit, gate.limit > 0, let change = gate.change, change.margin > 0
    else { return nil }
    return NumberText.signed(change.estimate * gate.limit / change.margin * 100, decimals: 1) + "%"
  }

  /// A quality on the golden's own scale; nil for other metrics and where the two are the same.
  var rawValue: String? {
    if let relativeValue { return relativeValue }
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
    var parts: [String] = []
    if !gate.isRelativeLimit, change.noiseFloor != nil, change.margin > gate.limit {
      parts.append(
        "the limit is widened to \(unit.text(change.margin)), twice the noise of recording anew")
    }
    if let share = gate.auditedShare, share < 1, gate.verdict == .inconclusive {
      parts.append("\(NumberText.percent(share)) of the queries are audited")
    }
    parts += [
      "95 % interval \(signed(change.low)) to \(signed(change.high))"
        + (change.isKeptWide ? ", kept wide for so few changes" : "")
    ]
    switch gate.verdict {
    case .passed: break
    case .failed:
      let isAdjusted = change.adjustedP > change.p
      parts.append("p \(Self.probability(change.adjustedP))\(isAdjusted ? " after Holm" : "")")
    case .inconclusive:
      if gate.reason.hasPrefix("cannot tell: shown by itself") {
        parts.append(
          "p \(Self.probability(change.p)), \(Self.probability(change.adjustedP)) after Holm")
      }
      if change.changedClusters < change.fewestClusters, !gate.reason.hasPrefix("too small") {
        parts.append(
          "\(NumberText.count(change.changedClusters, noun(change).one, plural: noun(change).many)) changed, and"
            + " \(change.fewestClusters) is the fewest that can show a loss")
      }
      parts.append(
        change.detectable.map { "\(unit.text($0)) would have been shown four times in five" }
          ?? "no change that is possible would have been shown four times in five")
      parts += needed(change)
    }
    return "\(gate.reason) (\(parts.joined(separator: "; ")))"
  }

  private func noun(_ change: GateResult.Change) -> (one: String, many: String) {
    change.clusters == change.traces ? ("query", "queries") : ("cluster", "clusters")
  }

  /// How much more it would take to tell: if nothing changed, and if the change is as measured.
  private func needed(_ change: GateResult.Change) -> [String] {
    func queries(_ count: Int) -> String {
      NumberText.count(count, "query", plural: "queries")
    }
    let isMeasured = change.estimate != 0
    let spread = (change.high - change.low) / 4
    if isMeasured, change.tracesToResolve == nil, spread < change.margin / 4 {
      return ["the change sits on the limit: no number of queries would settle it"]
    }
    var parts: [String] = []
    if let count = change.tracesToPass, count > change.traces {
      parts.append("\(queries(count)) if nothing changed")
    }
    if isMeasured, let count = change.tracesToResolve, count > change.traces {
      parts.append("\(queries(count)) if the change is as measured")
    }
    return parts.isEmpty ? [] : ["needs about " + parts.joined(separator: ", ")]
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
