import EvalStatistics

/// Judges the gates on changes: exact where nothing changed, three-way where something did.
struct ChangeJudge {
  private let partitions: [CohortPartition]
  private let streams: TestStreams
  /// Where each cohort stands among the partitions.
  private let places: [Cohort: (partition: Int, index: Int)]
  /// What was worked out already: several gates may ask the same with other margins.
  private var estimates: [Key: Result<Evidence, ChangeEstimator.Undefined>] = [:]
  private var scans: [Key: CohortScan] = [:]

  private struct Key: Hashable {
    var router: String
    var comparedWith: String?
    var metric: MetricName
    var model: String?
    var cohort: Cohort
    var isRise: Bool
  }

  private struct Evidence {
    var change: MetricChange
    var pValue: Double
    var isUntested = false
    var twin: Cohort?
  }

  init(partitions: [CohortPartition], streams: TestStreams) {
    self.partitions = partitions
    self.streams = streams
    var places: [Cohort: (Int, Int)] = [:]
    for (partition, value) in partitions.enumerated() {
      for (index, cohort) in value.cohorts.enumerated() { places[cohort] = (partition, index) }
    }
    self.places = places
  }

  /// Judges a gate on a change of one router and cohort.
  ///
  /// - Parameters:
  ///   - result: The result so far.
  ///   - gate: The gate.
  ///   - compared: The router and what it is compared with.
  ///   - metrics: The router's metrics over the same traces.
  /// - Returns: A verdict, or the question to be weighed with the other gates.
  mutating func finding(
    _ result: GateResult, gate: GateSpec, compared: ComparedReplay, metrics: MetricSet
  ) -> GateFindings.Finding {
    let pair = compared.pair
    var result = result
    guard let (partition, index) = places[result.cohort] else {
      result.value = .undefined("no traces")
      result.reason = "the golden has no trace to look at"
      return GateFindings.Finding(result)
    }
    if result.metric.isOfRouterItself {
      result.value = .undefined(Reason.liveOnly)
      result.reason = "cannot tell: \(Reason.liveOnly)"
      return GateFindings.Finding(result)
    }
    let cohort = partitions[partition]
    if pair.isUnchanged(result.metric, model: result.model, in: cohort, index) {
      result.verdict = .passed
      result.value = .value(0)
      result.reason =
        pair.flips.isEmpty
        ? "identical decisions: the change is exactly zero"
        : result.cohort.isAll
          ? "nothing that it is made of differs: the change is exactly zero"
          : "identical decisions in this cohort: the change is exactly zero"
      return GateFindings.Finding(result)
    }
    if let reason = Self.notGateable(result.metric, metrics) {
      result.value = .undefined(reason)
      result.reason = "\(result.metricTitle) cannot be judged: \(reason)"
      return GateFindings.Finding(result)
    }
    let key = Key(
      router: result.router, comparedWith: result.comparedWith, metric: result.metric,
      model: result.model, cohort: result.cohort, isRise: gate.isRise)
    let isOneOfMany = gate.scope == .everyCohort
    switch evidence(key, compared, isOneOfMany: isOneOfMany) {
    case .failure(let undefined):
      result.value = .undefined(undefined.reason)
      result.reason = "cannot tell: \(undefined.reason)"
      return GateFindings.Finding(result)
    case .success(let evidence):
      result.value = .value(Rounding.significant(evidence.change.estimate))
      guard let margin = gate.margin(of: evidence.change, metrics: metrics) else {
        result.reason = "cannot tell: a percentage of nothing"
        return GateFindings.Finding(result)
      }
      let floor =
        result.metric == .quality
        ? compared.noiseFloor?.standardError(in: scope(result.cohort, pair)) : nil
      // A cohort's margin is no narrower than what recording anew does by itself.
      let least = result.cohort.isAll ? 0 : 2 * (floor ?? 0)
      return GateFindings.Finding(
        result,
        question: ChangeQuestion(
          change: evidence.change, isRise: gate.isRise, margin: max(margin, least),
          pValue: evidence.pValue, isOneOfMany: isOneOfMany, noiseFloor: floor,
          isUntested: evidence.isUntested, twin: evidence.twin))
    }
  }

  /// Returns the share of all queries of whose levels every one is a cohort where a change as large
  /// as the margin was found, was ruled out, or would have been shown four times in five.
  ///
  /// Nil for a gate that does not look at changes in every cohort.
  func auditedShare(_ group: GateFindings) -> Double? {
    guard group.gate.scope == .everyCohort, group.gate.isRelative, let all = partitions.first,
      group.findings.contains(where: { $0.question != nil || $0.result.verdict == .passed })
    else { return nil }
    var isAudited = [Bool](repeating: true, count: all.codes.count)
    for finding in group.findings where finding.result.cohort.labels.count == 1 {
      let isSeen = finding.question.map(Self.isAudited) ?? (finding.result.verdict == .passed)
      guard !isSeen, let (partition, index) = places[finding.result.cohort] else { continue }
      let range = partitions[partition].range(of: index)
      for trace in partitions[partition].members[range] { isAudited[Int(trace)] = false }
    }
    return Rounding.significant(Double(isAudited.count { $0 }) / Double(max(1, isAudited.count)))
  }

  private static func isAudited(_ question: ChangeQuestion) -> Bool {
    question.verdict(level: ChangeQuestion.level) != .inconclusive
      || question.change.minimumDetectable(level: ChangeQuestion.level) <= question.margin
  }

  /// Why a share of the quality gap cannot be gated on; nil where it can.
  private static func notGateable(_ metric: MetricName, _ metrics: MetricSet) -> String? {
    guard metric.dividesByGap else { return nil }
    if metrics.weakIsStronger { return Reason.weakIsStronger }
    guard let estimate = metrics.value(of: metric).estimate else { return nil }
    return estimate.status == .gateable ? nil : Reason.gapNotGateable
  }

  private mutating func evidence(
    _ key: Key, _ compared: ComparedReplay, isOneOfMany: Bool
  ) -> Result<Evidence, ChangeEstimator.Undefined> {
    let pair = compared.pair
    if isOneOfMany, case .column(let column) = pair.metric(key.metric, model: key.model) {
      return familyEvidence(key, compared, column)
    }
    if let known = estimates[key] { return known }
    let found = estimate(key, pair)
    estimates[key] = found
    return found
  }

  private func estimate(
    _ key: Key, _ pair: PairedReplay
  ) -> Result<Evidence, ChangeEstimator.Undefined> {
    let estimator = ChangeEstimator(pair: pair, streams: streams)
    return estimator.change(of: key.metric, model: key.model, in: scope(key.cohort, pair))
      .map { change in
        let signs = streams.signs(metric: key.metric.rawValue, test: "sign_flip")
        return Evidence(
          change: change, pValue: change.pValue(ofRise: key.isRise, signs: signs))
      }
  }

  /// Looks a cohort up in the test of all cohorts.
  private mutating func familyEvidence(
    _ key: Key, _ compared: ComparedReplay, _ column: PairedColumn
  ) -> Result<Evidence, ChangeEstimator.Undefined> {
    let pair = compared.pair
    var family = key
    family.cohort = .all
    let scan: CohortScan
    if key.metric == .quality, !key.isRise, let known = compared.cohorts {
      scan = known
    } else if let known = scans[family] {
      scan = known
    } else {
      scan = CohortScan(
        column, isRise: key.isRise, pair: pair, partitions: partitions,
        signs: streams.signs(metric: key.metric.rawValue, test: "cohorts"))
      scans[family] = scan
    }
    if let entry = scan.entry(of: key.cohort) {
      return .success(
        Evidence(
          change: entry.change, pValue: entry.adjustedP ?? 1,
          isUntested: entry.adjustedP == nil, twin: entry.twin))
    }
    guard
      let change = ChangeEstimator.change(
        of: PairedColumn(like: column), in: scope(key.cohort, pair))
    else { return .failure(.oneCluster) }
    return .success(Evidence(change: change, pValue: 1))
  }

  private func scope(_ cohort: Cohort, _ pair: PairedReplay) -> ChangeScope {
    let (partition, index) = places[cohort] ?? (0, 0)
    return ChangeScope(partitions[partition], index, weights: pair.golden.weights)
  }
}

extension ChangeJudge {
  /// Weighs all questions together and returns the results, gate by gate and router by router.
  ///
  /// A failure of one of several blocking gates needs a p value that Holm's procedure lets pass;
  /// what does not block pays nothing and costs nothing.
  static func conclude(_ groups: [GateFindings]) -> [[GateResult]] {
    let blocking = groups.indices.filter { groups[$0].gate.isBlocking && groups[$0].pValue != nil }
    let pValues = blocking.map { groups[$0].pValue ?? 1 }
    let adjusted = MultipleTesting.holm(pValues)
    var factor = [Double](repeating: 1, count: groups.count)
    for (place, group) in blocking.enumerated() where pValues[place] > 0 {
      factor[group] = max(1, adjusted[place] / pValues[place])
    }
    return groups.indices.map { group in
      // What a gate would have shown is told for the least level that Holm's procedure may ask.
      let sharers = blocking.contains(group) ? Double(blocking.count) : 1
      return groups[group].findings.map { finding in
        conclude(
          finding, factor: factor[group], strictest: ChangeQuestion.level / sharers,
          sharers: Int(sharers))
      }
    }
  }

  private static func conclude(
    _ finding: GateFindings.Finding, factor: Double, strictest: Double, sharers: Int
  ) -> GateResult {
    guard let question = finding.question else { return finding.result }
    var result = finding.result
    let adjusted = min(1, question.pValue * factor)
    result.change = question.figures(adjustedP: adjusted, level: strictest)
    result.verdict = question.verdict(level: ChangeQuestion.level / factor)
    switch result.verdict {
    case .failed:
      let isPeer = result.comparedWith != nil && result.comparedWith != "baseline"
      result.reason =
        isPeer
        ? "worse than \(result.comparedWith ?? ""), by more than is allowed"
        : "got worse, by more than is allowed"
      if let twin = question.twin { result.reason += "; the same changes as in \(twin)" }
    case .passed:
      result.reason =
        adjusted <= ChangeQuestion.level
        ? "got worse, but by less than is allowed" : "no worse than is allowed"
    case .inconclusive:
      if question.isOneOfMany { result.isBlocking = false }
      result.reason =
        question.isUntested
        ? CohortScan.untested
        : adjusted <= ChangeQuestion.level
          ? "got worse, and may have by more than is allowed"
          : question.isOneOfMany
            ? "not detected, but a change as large as is allowed might have been missed"
            : question.pValue <= ChangeQuestion.level
              ? "cannot tell: shown by itself, but not as one of \(sharers) gates that may block:"
                + " the more there are, the more each must show"
              : "cannot tell: the change may be nothing, and may be more than is allowed"
    }
    return result
  }
}

extension GateSpec {
  /// Whether the gate guards against a rise.
  var isRise: Bool {
    if case .maxRise = condition { return true }
    return false
  }

  /// Returns how much worse a metric may be, in its own unit; nil for a percentage of nothing.
  func margin(of change: MetricChange, metrics: MetricSet) -> Double? {
    guard limit.isRelative else { return limit.value }
    guard let now = metrics.value(of: metric, model: model).estimate?.estimate else { return nil }
    let before = (now - change.estimate).magnitude
    return before > 0 ? limit.value * before : nil
  }
}
