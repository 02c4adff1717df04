import EvalStatistics

/// What became of one router.
extension RunDiff {
  /// The metrics that are shown.
  private static let shown: [MetricName] = [
    .quality, .pgr, .apgr, .cpt50, .strongShare, .cost, .savings, .latencyP50, .latencyP95,
  ]

  /// One router compared, before several are weighed together.
  struct Compared {
    var router: DiffReport.Router
    /// The change of quality; nil where nothing changed, or nothing can be told.
    var question: ChangeQuestion?
    /// The smallest p value of any cohort among all; nil where none was tested.
    var cohortP: Double?
  }

  /// Compares one router with what it was; nil where either side lacks it.
  func compare(_ earlier: String, _ later: String) -> Compared? {
    guard let old = before.routers.first(where: { $0.name == earlier }),
      let new = now.routers.first(where: { $0.name == later })
    else { return nil }
    let pair = PairedReplay(
      router: later, golden: now.golden, now: Replay(pool: now.pool, decisions: new.decisions),
      before: Replay(pool: before.pool, decisions: old.decisions), sameRecording: sameRecording,
      knowsChoicesOnly: knowledge < .everything)
    let builder = ComparisonBuilder(golden: now.golden, pool: now.pool, partitions: partitions)
    var comparison = builder.compare(builder.scanned(pair, streams: streams))
    let rows = metrics(pair)
    let (verdict, reason, question) = first(pair, rows)
    let cohortP = comparison.cohorts.compactMap(\.adjustedP).min()
    if knowledge == .decisions { comparison.forgetOutcomes() }
    return Compared(
      router: DiffReport.Router(
        router: later, before: earlier == later ? nil : earlier, verdict: verdict, reason: reason,
        metrics: rows, comparison: comparison, mix: mix(old.name, new.name)),
      question: question, cohortP: cohortP)
  }

  /// What a router alone says, and the question that is weighed with those of the others.
  private func first(
    _ pair: PairedReplay, _ rows: [DiffReport.MetricRow]
  ) -> (Verdict, String, ChangeQuestion?) {
    let column = pair.qualityColumn
    if pair.flips.isEmpty, sameRecording || column.traces.isEmpty {
      let shown = rows.filter { [.better, .worse, .changed].contains($0.outcome) }
        .map(\.metric.rawValue)
      let isExact = rows.allSatisfy { $0.outcome == .identical || $0.change.estimate == nil }
      return (
        .passed,
        !shown.isEmpty
          ? "identical decisions and answers; \(shown.joined(separator: ", ")) changed"
          : isExact
            ? "identical decisions: every change is exactly zero"
            : "identical decisions and answers; what else changed is not shown to matter", nil
      )
    }
    guard knowledge > .decisions else {
      return (
        .inconclusive, "decisions alone do not tell whether the change is for the worse", nil
      )
    }
    let scope = ChangeScope(partitions[0], 0, weights: pair.golden.weights)
    guard let change = ChangeEstimator.change(of: column, in: scope) else {
      return (.inconclusive, Reason.oneCluster, nil)
    }
    let signs = streams.signs(metric: MetricName.quality.rawValue, test: "sign_flip")
    return (
      .inconclusive, "",
      ChangeQuestion(
        change: change, isRise: false, margin: options.margin,
        pValue: change.pValue(ofRise: false, signs: signs), isOneOfMany: false)
    )
  }

  /// Weighs all routers together: each asks twice, of quality over all traces and of its cohorts,
  /// and all of these share the error rate (Holm).
  func conclude(_ all: [Compared]) -> [DiffReport.Router] {
    let pValues = all.flatMap { [$0.question?.pValue, $0.question == nil ? nil : $0.cohortP] }
    let asked = pValues.compactMap(\.self)
    let adjusted = MultipleTesting.holm(asked)
    var next = 0
    let factors = pValues.map { p -> Double in
      guard let p else { return 1 }
      defer { next += 1 }
      return p > 0 ? max(1, adjusted[next] / p) : 1
    }
    return all.enumerated().map { index, compared in
      var router = compared.router
      if let question = compared.question {
        (router.verdict, router.reason) = judge(
          question, router.comparison, factors: (factors[2 * index], factors[2 * index + 1]))
      }
      if router.verdict == .passed {
        if !alignment.isComplete {
          router.verdict = .inconclusive
          router.reason =
            "nothing is worse on the traces that both have; the others are not compared"
        } else if !incomparable.isEmpty {
          router.verdict = .inconclusive
          router.reason = "nothing is worse, but \(incomparable.joined(separator: "; "))"
        }
      }
      return router
    }
  }

  private func judge(
    _ question: ChangeQuestion, _ comparison: RouterComparison,
    factors: (quality: Double, cohorts: Double)
  ) -> (Verdict, String) {
    let verdict = question.verdict(level: ChangeQuestion.level / factors.quality)
    if verdict != .failed,
      let cohort = lostCohort(comparison, level: ChangeQuestion.level / factors.cohorts)
    {
      return (.failed, "quality got worse in \(cohort.description)")
    }
    switch verdict {
    case .failed: return (.failed, "quality got worse")
    case .passed: return (.passed, "quality is no worse than the margin allows")
    case .inconclusive:
      return (.inconclusive, "quality may be the same, and may be worse than the margin allows")
    }
  }

  /// The cohort with the largest loss of those that are shown to have lost the margin.
  private func lostCohort(_ comparison: RouterComparison, level: Double) -> Cohort? {
    comparison.cohorts
      .filter { ($0.adjustedP ?? 1) <= level && $0.twin == nil }
      .min { ($0.quality ?? 0) < ($1.quality ?? 0) }
      .flatMap { ($0.quality ?? 0) <= -options.cohortMargin ? $0.cohort : nil }
  }

  /// The mix of cohorts, where the two sides do not have the same traces.
  private func mix(_ earlier: String, _ later: String) -> [DiffReport.Mix] {
    guard !alignment.isComplete, knowledge > .decisions else { return [] }
    return CohortMix(whole.before, whole.now).rows(earlier, later)
  }

  private func metrics(_ pair: PairedReplay) -> [DiffReport.MetricRow] {
    switch knowledge {
    case .decisions: return []
    case .choices: return [.quality, .cost].map { row($0, pair) }
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

  /// A row of quality or cost, whose levels are means of what the choices came to.
  private func row(_ metric: MetricName, _ pair: PairedReplay) -> DiffReport.MetricRow {
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
          : Estimate(scale.normalized(mean), raw: scale.raw(mean)))
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
    if metric.dividesByGap, let status = new.estimate?.status, status != .gateable {
      row.change = .undefined(Reason.gapNotGateable)
      return row
    }
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
}

extension RouterComparison {
  /// Drops what decisions alone cannot tell.
  mutating func forgetOutcomes() {
    let reason = "decisions alone do not tell"
    delta = .undefined(reason)
    costDelta = .undefined(reason)
    grossLoss = .undefined(reason)
    grossGain = .undefined(reason)
    negativeFlipRate = .undefined(reason)
    distances = nil
    worseAnswers = nil
    family = nil
    attribution = Attribution()
    for index in directions.indices {
      directions[index].quality = nil
      directions[index].cost = nil
    }
    for index in worst.indices {
      worst[index].qualityBefore = nil
      worst[index].qualityAfter = nil
      worst[index].costBefore = nil
      worst[index].costAfter = nil
    }
    cohorts = cohorts.map {
      RouterComparison.CohortChange(
        cohort: $0.cohort, traces: $0.traces, flips: $0.flips)
    }
  }
}
