import EvalStatistics

/// Compares two runs router by router, on the traces that both have.
package struct RunDiff: Sendable {
  /// What to compare, and how strictly.
  package struct Options: Sendable {
    /// The labels whose cohorts are looked at; all where empty.
    package var cohorts: [String] = []
    /// How much quality may fall, normalised to 0…1.
    package var margin = 0.01
    /// How much it may fall in one cohort.
    package var cohortMargin = 0.03

    package init() {}
  }

  private let before: DiffSide
  private let now: DiffSide
  private let alignment: TraceAlignment
  private let partitions: [CohortPartition]
  private let options: Options
  private let streams: TestStreams
  /// The whole sides, for the mix of cohorts.
  private let whole: (before: DiffSide, now: DiffSide)

  /// The metrics that are shown.
  private static let shown: [MetricName] = [
    .quality, .pgr, .apgr, .cpt50, .strongShare, .cost, .savings, .latencyP50, .latencyP95,
  ]

  /// Aligns two sides.
  ///
  /// - Parameters:
  ///   - before: The earlier side.
  ///   - now: The later one.
  ///   - options: What to compare.
  ///   - streams: The random streams of the tests.
  package init(
    _ before: DiffSide, _ now: DiffSide, options: Options, streams: TestStreams
  ) {
    let alignment = TraceAlignment(before.golden.ids, now.golden.ids)
    let unit = max(before.golden.scale.unitsPerPoint, now.golden.scale.unitsPerPoint)
    let whole = (before: before.inUnits(unit), now: now.inUnits(unit))
    var (left, right) = (
      whole.before.selecting(alignment.before), whole.now.selecting(alignment.now)
    )
    // A table knows neither labels nor clusters: the other side may.
    if right.golden.labels.isEmpty, !left.golden.labels.isEmpty {
      right.golden.labels = left.golden.labels
      right.golden.clusters = left.golden.clusters
      right.golden.clusterCount = left.golden.clusterCount
      right.golden.weights = left.golden.weights
    }
    left.golden.weights = right.golden.weights
    let names = options.cohorts.isEmpty ? right.golden.labels.map(\.name) : options.cohorts
    self.before = left
    self.now = right
    self.whole = whole
    self.alignment = alignment
    self.partitions = CohortPartition.partitions(of: right.golden, by: names)
    self.options = options
    self.streams = streams
  }

  /// Returns what the two differ by.
  ///
  /// - Parameter pairs: Routers to compare, by name before and now; those of equal names where
  ///   empty.
  /// - Returns: The report.
  package func report(_ pairs: [(before: String, now: String)] = []) -> DiffReport {
    let pairs = pairs.isEmpty ? commonRouters : pairs
    let routers = pairs.compactMap { router($0.before, $0.now) }
    let verdict = Self.worst(routers.map(\.verdict))
    return DiffReport(
      before: side(whole.before), now: side(whole.now), traces: now.golden.count,
      clusters: now.golden.clusterCount, qualityMin: now.golden.scale.min,
      qualityMax: now.golden.scale.max, verdict: verdict,
      exitCode: verdict == .failed ? .failed : verdict == .passed ? .passed : .inconclusive,
      margin: options.margin, cohortMargin: options.cohortMargin, differences: differences,
      events: events, routers: routers)
  }

  private var commonRouters: [(before: String, now: String)] {
    let earlier = before.routers.map(\.name)
    return now.routers.map(\.name).filter(earlier.contains).map { ($0, $0) }
  }

  private static func worst(_ verdicts: [Verdict]) -> Verdict {
    if verdicts.contains(.failed) { return .failed }
    return verdicts.isEmpty || verdicts.contains(.inconclusive) ? .inconclusive : .passed
  }

  private func side(_ side: DiffSide) -> DiffReport.Side {
    DiffReport.Side(
      title: side.title, traces: side.golden.count, comparability: side.comparability)
  }

  private var knowledge: DiffSide.Knowledge { min(before.knowledge, now.knowledge) }

  /// Whether both replayed one recording.
  private var sameRecording: Bool {
    guard let left = before.comparability, let right = now.comparability else { return false }
    return left.goldenSHA256 == right.goldenSHA256
  }
}

// MARK: One router

extension RunDiff {
  private func router(_ earlier: String, _ later: String) -> DiffReport.Router? {
    guard let old = before.routers.first(where: { $0.name == earlier }),
      let new = now.routers.first(where: { $0.name == later })
    else { return nil }
    let pair = PairedReplay(
      router: later, golden: now.golden, now: Replay(pool: now.pool, decisions: new.decisions),
      before: Replay(pool: before.pool, decisions: old.decisions), sameRecording: sameRecording,
      knowsChoicesOnly: knowledge < .everything)
    let builder = ComparisonBuilder(golden: now.golden, pool: now.pool, partitions: partitions)
    var comparison = builder.compare(pair, streams: streams)
    var (verdict, reason) = judge(pair)
    if verdict == .passed, !alignment.removed.isEmpty || !alignment.added.isEmpty {
      (verdict, reason) = (
        .inconclusive, "nothing is worse on the traces that both have; the others are not compared"
      )
    }
    if knowledge == .decisions { comparison.forgetOutcomes() }
    return DiffReport.Router(
      router: later, before: earlier == later ? nil : earlier, verdict: verdict, reason: reason,
      metrics: metrics(pair), comparison: comparison, mix: mix(old, new))
  }

  private func judge(_ pair: PairedReplay) -> (Verdict, String) {
    let column = pair.qualityColumn
    if pair.flips.isEmpty, sameRecording || column.traces.isEmpty {
      return (.passed, "identical decisions: every change is exactly zero")
    }
    guard knowledge > .decisions else {
      return (.inconclusive, "decisions alone do not tell whether the change is for the worse")
    }
    let scope = ChangeScope(partitions[0], 0, weights: pair.golden.weights)
    guard let change = ChangeEstimator.change(of: column, in: scope) else {
      return (.inconclusive, Reason.oneCluster)
    }
    let signs = streams.signs(metric: MetricName.quality.rawValue, test: "sign_flip")
    let question = ChangeQuestion(
      change: change, isRise: false, margin: options.margin,
      pValue: change.pValue(ofRise: false, signs: signs), isOneOfMany: false)
    let verdict = question.verdict(level: ChangeQuestion.level)
    if verdict != .failed, let cohort = lostCohort(pair, column) {
      return (.failed, "quality got worse in \(cohort.description)")
    }
    switch verdict {
    case .failed: return (.failed, "quality got worse")
    case .passed: return (.passed, "quality is no worse than the margin allows")
    case .inconclusive:
      return (.inconclusive, "quality may be the same, and may be worse than the margin allows")
    }
  }

  private func lostCohort(_ pair: PairedReplay, _ column: PairedColumn) -> Cohort? {
    CohortScan(
      column, isRise: false, pair: pair, partitions: partitions,
      signs: streams.signs(metric: MetricName.quality.rawValue, test: "cohorts")
    ).entries
      .filter {
        ($0.adjustedP ?? 1) <= ChangeQuestion.level
          && $0.change.estimate <= -options.cohortMargin
      }
      .min { $0.change.estimate < $1.change.estimate }?.cohort
  }

  private func metrics(_ pair: PairedReplay) -> [DiffReport.MetricRow] {
    switch knowledge {
    case .decisions: return []
    case .choices: return [.quality, .cost, .latencyP50, .latencyP95].compactMap { row($0, pair) }
    case .everything:
      let old = sets(pair.before, pair.golden)
      let new = sets(pair.now, pair.golden)
      return Self.shown.map { metric in
        row(metric, pair, old.value(of: metric), new.value(of: metric))
      }
    }
  }

  private func sets(_ replay: Replay, _ golden: Golden) -> MetricSet {
    RouterEvaluation.metrics(
      of: RoutedTraces(
        pool: replay.pool, scale: golden.scale, weights: golden.weights,
        decisions: replay.decisions), over: partitions[0])[0]
  }

  /// A row of a metric whose levels are means of what the choices came to.
  private func row(_ metric: MetricName, _ pair: PairedReplay) -> DiffReport.MetricRow? {
    guard metric == .quality || metric == .cost else { return nil }
    func mean(_ replay: Replay) -> Measured {
      var sum: Int128 = 0
      for trace in 0..<pair.golden.count {
        let value = metric == .quality ? replay.quality(trace) : replay.cost(trace)
        guard let value else { return .undefined(Reason.noCost) }
        sum += Int128(value) * Int128(pair.weight(trace))
      }
      let total = Double(pair.golden.totalWeight)
      let scale = pair.golden.scale
      let mean = Double(sum) / total
      return .value(
        metric == .cost
          ? Estimate(mean / 1e9)
          : Estimate(
            (mean - Double(scale.minUnits)) / Double(scale.widthUnits), raw: scale.raw(mean)))
    }
    return row(metric, pair, mean(pair.before), mean(pair.now))
  }

  private func row(
    _ metric: MetricName, _ pair: PairedReplay, _ old: Measured, _ new: Measured
  ) -> DiffReport.MetricRow {
    var row = DiffReport.MetricRow(
      metric: metric, before: old, now: new, change: .unchanged, outcome: .identical)
    if pair.isUnchanged(metric, model: nil, in: partitions[0], 0)
      || pair.flips.isEmpty && pair.hasEmptyColumn(metric)
    {
      if old.estimate == nil { row.change = old }
      return row
    }
    let scope = ChangeScope(partitions[0], 0, weights: pair.golden.weights)
    row.outcome = .unclear
    switch ChangeEstimator(pair: pair, streams: streams).change(of: metric, model: nil, in: scope) {
    case .failure(let undefined): row.change = .undefined(undefined.reason)
    case .success(let change):
      row.change = .value(
        Estimate(
          change.estimate, low: .value(change.interval.low), high: .value(change.interval.high)))
      let signs = streams.signs(metric: metric.rawValue, test: "sign_flip")
      let p = min(
        1,
        2
          * min(
            change.pValue(ofRise: true, signs: signs), change.pValue(ofRise: false, signs: signs)))
      row.p = p
      if p <= ChangeQuestion.level {
        row.outcome =
          metric.higherIsBetter.map { ($0 == (change.estimate > 0)) ? .better : .worse } ?? .changed
      }
    }
    return row
  }

  private func mix(_ old: DiffSide.Router, _ new: DiffSide.Router) -> [DiffReport.Mix] {
    guard !alignment.removed.isEmpty || !alignment.added.isEmpty, knowledge > .decisions,
      let old = whole.before.routers.first(where: { $0.name == old.name }),
      let new = whole.now.routers.first(where: { $0.name == new.name })
    else { return [] }
    return whole.now.golden.labels.compactMap { label in
      guard let earlier = whole.before.golden.label(named: label.name) else { return nil }
      let before = levels(whole.before, old, earlier)
      let now = levels(whole.now, new, label)
      let names = Set(before.keys).union(now.keys).sorted()
      let shift = MixShift(
        cohorts: names.map { CohortShift(reference: before[$0], current: now[$0]) })
      return shift.map {
        DiffReport.Mix(
          label: label.name, mix: Rounding.significant($0.mix),
          within: Rounding.significant($0.within), isReversed: $0.isReversed)
      }
    }
  }

  /// The weight and mean normalised quality of each level that has traces.
  private func levels(
    _ side: DiffSide, _ router: DiffSide.Router, _ label: LabelColumn
  ) -> [String: CohortShift.Side] {
    var weight = [Int64](repeating: 0, count: label.levels.count)
    var sum = [Int128](repeating: 0, count: label.levels.count)
    let replay = Replay(pool: side.pool, decisions: router.decisions)
    for trace in 0..<side.golden.count {
      let level = Int(label.codes[trace])
      let queries = side.golden.weights?[trace] ?? 1
      weight[level] += queries
      sum[level] += Int128(replay.quality(trace)) * Int128(queries)
    }
    let scale = side.golden.scale
    var sides: [String: CohortShift.Side] = [:]
    for (level, name) in label.levels.enumerated() where weight[level] > 0 {
      let mean = Double(sum[level]) / Double(weight[level])
      sides[name] = CohortShift.Side(
        weight: weight[level],
        mean: (mean - Double(scale.minUnits)) / Double(scale.widthUnits))
    }
    return sides
  }
}

// MARK: What a reader must know

extension RunDiff {
  private var differences: [String] {
    var differences: [String] = []
    if let left = before.comparability, let right = now.comparability {
      differences += right.differences(from: left, sameTraces: true)
    }
    if now.golden.count == 0 { differences.append("the two have no trace in common") }
    let isTable = before.comparability == nil && now.comparability == nil
    if isTable, knowledge > .decisions {
      differences.append(
        "tables do not say which traces belong together: each counts as independent of the others")
    }
    if knowledge == .decisions {
      differences.append("one side holds decisions alone: qualities and costs are not compared")
    }
    return differences
  }

  private var events: [String] {
    var events = BaselineEvents.event("trace", "removed", alignment.removed)
    events += BaselineEvents.event("trace", "added", alignment.added)
    let renamed = renamedRouters
    events += renamed.map { "router renamed: \($0.before) is now \($0.now)" }
    let old = before.routers.map(\.name).filter { name in !renamed.contains { $0.before == name } }
    let new = now.routers.map(\.name).filter { name in !renamed.contains { $0.now == name } }
    events += BaselineEvents.event("router", "removed", BaselineEvents.missing(old, from: new))
    events += BaselineEvents.event("router", "added", BaselineEvents.missing(new, from: old))
    if !before.gates.isEmpty || !now.gates.isEmpty {
      events += BaselineEvents.event(
        "gate", "removed", BaselineEvents.missing(before.gates, from: now.gates))
      events += BaselineEvents.event(
        "gate", "added", BaselineEvents.missing(now.gates, from: before.gates))
    }
    let models = (before.pool.names, now.pool.names)
    if models.0 != models.1, knowledge == .everything {
      events.append(
        "models changed: \(models.1.joined(separator: ", ")),"
          + " were \(models.0.joined(separator: ", "))")
    }
    if let left = before.comparability, let right = now.comparability {
      if left.goldenSHA256 != right.goldenSHA256, alignment.removed.isEmpty,
        alignment.added.isEmpty
      {
        events.append("the golden was recorded anew")
      }
      if left.pricesSHA256 != right.pricesSHA256, models.0 == models.1 {
        events.append("prices or recorded costs changed")
      }
      if left.suiteSHA256 != right.suiteSHA256 { events.append("the suite file changed") }
    }
    for label in before.golden.labels {
      guard let other = now.golden.label(named: label.name) else { continue }
      let gone = BaselineEvents.missing(used(label), from: used(other))
      let come = BaselineEvents.missing(used(other), from: used(label))
      let renamed = gone.compactMap { level in
        come.first { members(of: $0, in: other) == members(of: level, in: label) }
          .map { (before: level, now: $0) }
      }
      events += renamed.map { "\(label.name) renamed: \($0.before) is now \($0.now)" }
      events += BaselineEvents.event(
        "level of \(label.name)", "removed",
        gone.filter { level in !renamed.contains { $0.before == level } })
      events += BaselineEvents.event(
        "level of \(label.name)", "added",
        come.filter { level in !renamed.contains { $0.now == level } })
    }
    return events
  }

  /// Routers of other names that decide alike on every common trace, each at most once.
  private var renamedRouters: [(before: String, now: String)] {
    let (old, new) = (before.routers.map(\.name), now.routers.map(\.name))
    var free = now.routers.filter { !old.contains($0.name) }
    return before.routers.filter { !new.contains($0.name) }.compactMap { earlier in
      let choices = names(earlier, before.pool)
      guard let place = free.firstIndex(where: { names($0, now.pool) == choices }) else {
        return nil
      }
      return (earlier.name, free.remove(at: place).name)
    }
  }

  private func names(_ router: DiffSide.Router, _ pool: ModelPool) -> [String] {
    router.decisions.models.map { pool.names[Int($0)] }
  }

  /// The traces of a level, among those that both sides have.
  private func members(of level: String, in label: LabelColumn) -> [Int] {
    guard let code = label.levels.firstIndex(of: level) else { return [] }
    return label.codes.indices.filter { Int(label.codes[$0]) == code }
  }

  private func used(_ label: LabelColumn) -> [String] {
    var isUsed = [Bool](repeating: false, count: label.levels.count)
    for code in label.codes { isUsed[Int(code)] = true }
    return label.levels.enumerated().filter { isUsed[$0.offset] }.map(\.element)
  }
}

extension RouterComparison {
  /// Drops what decisions alone cannot tell.
  mutating func forgetOutcomes() {
    let reason = "one side holds decisions alone"
    delta = .undefined(reason)
    costDelta = .undefined(reason)
    cohorts = cohorts.map {
      RouterComparison.CohortChange(
        cohort: $0.cohort, traces: $0.traces, flips: $0.flips)
    }
  }
}
