import EvalStatistics

/// Compares routers with others on the same traces, exactly.
package struct ComparisonBuilder {
  private let golden: Golden
  private let pool: ModelPool
  /// Whose cohorts are looked at; the first, of all traces, comes first.
  private let partitions: [CohortPartition]

  package init(golden: Golden, pool: ModelPool, partitions: [CohortPartition]) {
    self.golden = golden
    self.pool = pool
    self.partitions = partitions
  }

  /// Pairs a router with a router of a baseline that has the same traces.
  package func pair(
    _ name: String, _ decisions: Decisions, with router: BaselineRun.Router,
    of baseline: BaselineRun
  ) -> PairedReplay {
    let earlier = Decisions(
      models: router.decisions, scores: router.scores, spent: router.spent,
      spentTokens: router.spentTokens)
    guard !baseline.comparability.hasSameRecording(as: golden) else {
      let isKnown = baseline.models.allSatisfy(golden.models.contains)
      var before =
        isKnown
        ? ModelPool(golden: golden, names: baseline.models)
        : baseline.pool(unitsPerPoint: golden.scale.unitsPerPoint)
      before.cost = baseline.cost
      return PairedReplay(
        router: name, golden: golden, now: Replay(pool: pool, decisions: decisions),
        before: Replay(pool: before, decisions: earlier), sameRecording: true)
    }
    return rerecorded(name, decisions, earlier, baseline)
  }

  /// Brings two recordings to common units: each may have been repeated another number of times.
  private func rerecorded(
    _ name: String, _ decisions: Decisions, _ earlier: Decisions, _ baseline: BaselineRun
  ) -> PairedReplay {
    let here = golden.scale.unitsPerPoint
    let unit = golden.scale.commonUnits(with: baseline.unitsPerPoint)
    var (golden, present) = (golden, pool)
    golden.scale.unitsPerPoint = unit
    present.quality = present.quality.map { QualityScale.convert($0, from: here, to: unit) }
    var pair = PairedReplay(
      router: name, golden: golden, now: Replay(pool: present, decisions: decisions),
      before: Replay(pool: baseline.pool(unitsPerPoint: unit), decisions: earlier),
      sameRecording: false)
    // Means over repetitions need units that their number divides.
    pair.beforeIsRecordedOnce = baseline.unitsPerPoint == QualityScale.unitsOfOneRecording
    return pair
  }

  /// Pairs a router with another of the same run.
  package func pair(
    _ name: String, _ decisions: Decisions, with other: Decisions
  ) -> PairedReplay {
    PairedReplay(
      router: name, golden: golden, now: Replay(pool: pool, decisions: decisions),
      before: Replay(pool: pool, decisions: other), sameRecording: true)
  }

  /// Looks for cohorts in which quality changed; once for the gates and for the comparison.
  package func scanned(_ pair: PairedReplay, streams: TestStreams) -> ComparedReplay {
    ComparedReplay(pair, partitions: partitions, streams: streams)
  }

  /// Says what differs between two replays.
  ///
  /// A flip's qualities and costs are those of the present golden at its present prices; a model
  /// that is no longer in the pool keeps those it had.
  package func compare(_ compared: ComparedReplay) -> RouterComparison {
    let pair = compared.pair
    let flips = FlipList(pair)
    let column = pair.qualityColumn
    let scope = ChangeScope(partitions[0], 0, weights: pair.golden.weights)
    let gross = GrossChange(column, golden: pair.golden)
    var comparison = RouterComparison(
      router: pair.router, flips: flips.count, delta: quality(pair, column, scope),
      costDelta: cost(pair, scope), grossLoss: .value(gross.loss), grossGain: .value(gross.gain),
      directions: flips.directions, worst: Array(flips.flips.prefix(RouterComparison.listed)),
      sameScores: pair.now.decisions.scores == pair.before.decisions.scores,
      sameCosts: pair.sameCosts, sameEnds: pair.sameEndNames,
      sameStrongCosts: pair.sameEndNames && pair.sameStrongCosts,
      cohorts: cohorts(compared))
    comparison.flipsOmitted = flips.count - comparison.worst.count
    comparison.worseAnswers = pair.sameRecording ? nil : flips.worseAnswers
    comparison.distances = flips.distances
    comparison.family = compared.cohorts?.family
    comparison.sameRecording = pair.sameRecording
    comparison.negativeFlipRate = .value(gross.worse)
    comparison.noiseFloor = compared.noiseFloor?.standardError(in: scope)
      .map(Rounding.significant)
    comparison.attribution = Attribution(pair, scope).figures
    return comparison
  }

  /// The change of the mean quality; exactly zero where nothing changed.
  private func quality(
    _ pair: PairedReplay, _ column: PairedColumn, _ scope: ChangeScope
  ) -> Measured {
    if pair.sameRecording, pair.flips.isEmpty { return .unchanged }
    return Measured(ChangeEstimator.change(of: column, in: scope), column: column, scope: scope)
  }

  private func cost(_ pair: PairedReplay, _ scope: ChangeScope) -> Measured {
    switch pair.metric(.cost, model: nil) {
    case .column(let column):
      if column.traces.isEmpty, pair.flips.isEmpty { return .unchanged }
      return Measured(ChangeEstimator.change(of: column, in: scope), column: column, scope: scope)
    case .undefined(let reason): return .undefined(reason)
    case .nonlinear: return .undefined(Reason.noCost)
    }
  }

  private func cohorts(_ compared: ComparedReplay) -> [RouterComparison.CohortChange] {
    guard let scan = compared.cohorts else { return [] }
    let pair = compared.pair
    return partitions.dropFirst().flatMap { partition in
      var counts = [Int](repeating: 0, count: partition.cohorts.count)
      for trace in pair.flips { counts[Int(partition.codes[Int(trace)])] += 1 }
      return partition.cohorts.enumerated().compactMap {
        index, cohort -> RouterComparison.CohortChange? in
        let entry = scan.entry(of: cohort)
        guard counts[index] > 0 || entry != nil else { return nil }
        return RouterComparison.CohortChange(
          cohort: cohort, traces: partition.range(of: index).count, flips: counts[index],
          entry: entry)
      }
    }
  }
}
