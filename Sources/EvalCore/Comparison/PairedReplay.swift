/// Two replays of the same traces: a router as it is, and what it is compared with.
package struct PairedReplay: Sendable {
  /// The router that is judged.
  package let router: String
  package let golden: Golden
  package let now: Replay
  package let before: Replay
  /// Whether both replayed one recording: then a query that did not flip did not change.
  package let sameRecording: Bool
  /// Whether each side knows what its own choices came to, and nothing of the other models.
  package let knowsChoicesOnly: Bool
  /// Whether the earlier recording is known to have asked every query once.
  package var beforeIsRecordedOnce = false
  /// The traces that go to another model than before, in id order.
  package let flips: [Int32]
  /// The traces on which what was chosen differs in quality, in id order: flips alone on one
  /// recording, any trace on two.
  let qualityChanges: [Int32]

  /// Pairs two replays.
  ///
  /// - Parameters:
  ///   - router: The router's name.
  ///   - golden: The golden; its scale is that of both replays.
  ///   - now: The replay that is judged.
  ///   - before: What it is compared with, its qualities in the same units.
  ///   - sameRecording: Whether both replayed one recording.
  ///   - knowsChoicesOnly: Whether models that a side did not choose are unknown to it.
  package init(
    router: String, golden: Golden, now: Replay, before: Replay, sameRecording: Bool,
    knowsChoicesOnly: Bool = false
  ) {
    self.router = router
    self.golden = golden
    self.now = now
    self.before = before
    self.sameRecording = sameRecording
    self.knowsChoicesOnly = knowsChoicesOnly
    let position = before.pool.names.map { now.pool.names.firstIndex(of: $0) ?? -1 }
    let (choices, earlier) = (now.decisions.models, before.decisions.models)
    let flips = choices.indices.filter { Int(choices[$0]) != position[Int(earlier[$0])] }
      .map(Int32.init)
    func isChange(_ trace: Int32) -> Bool {
      now.quality(Int(trace)) != before.quality(Int(trace))
    }
    self.flips = flips
    qualityChanges =
      sameRecording
      ? flips.filter(isChange) : (0..<Int32(golden.count)).filter(isChange)
  }

  /// Whether the ends of both ladders are the same models with the same qualities.
  package var sameEnds: Bool {
    guard sameEndNames else { return false }
    return sameRecording
      || now.pool.quality.first == before.pool.quality.first
        && now.pool.quality.last == before.pool.quality.last
  }

  /// Whether the ends of both ladders have the same names.
  var sameEndNames: Bool {
    now.pool.names.first == before.pool.names.first
      && now.pool.names.last == before.pool.names.last
  }

  /// Whether every routed call costs what it did.
  var sameCosts: Bool {
    (0..<golden.count).allSatisfy { now.cost($0) == before.cost($0) }
  }

  /// Whether both rank the traces alike.
  package var sameRanking: Bool {
    now.decisions.scores == before.decisions.scores
      && (now.decisions.scores != nil || flips.isEmpty)
  }

  /// Tells whether a metric cannot have changed in a cohort, by what it is made of.
  func isUnchanged(
    _ metric: MetricName, model: String?, in partition: CohortPartition, _ index: Int
  ) -> Bool {
    // A curve is drawn over the scores, whatever was chosen by them.
    guard
      metric.isOfScore || metric.isOfCurve && now.decisions.scores != nil
        || !flips.contains(where: { Int(partition.codes[Int($0)]) == index })
    else { return false }
    switch metric {
    case .quality:
      // A new recording in which no chosen answer differs is no change either.
      return sameRecording
        || !qualityChanges.contains { Int(partition.codes[Int($0)]) == index }
    case .latencyP50, .latencyP95, .latencyP99, .calls: return sameRecording
    case .tokens:
      return sameRecording
        && (model != nil
          || now.decisions.spentTokens == before.decisions.spentTokens
            && now.decisions.spentTokens?.contains(Golden.missing) != true)
    case .strongShare: return now.pool.names.last == before.pool.names.last
    case .pgr: return sameEnds && sameRecording
    case .cost, .savings:
      guard metric == .cost || sameStrongCosts else { return false }
      if case .column(let column) = self.metric(.cost, model: model) {
        return !column.traces.contains { Int(partition.codes[Int($0)]) == index }
      }
      // Unknown before and after in the same way.
      return sameRecording && now.pool.cost == before.pool.cost && sameKnownSpending
    case .apgr, .auc, .cpt20, .cpt50, .cpt80, .cpt95, .cpt20Sustained, .cpt50Sustained,
      .cpt80Sustained, .cpt95Sustained:
      return sameEnds && sameRecording && sameRanking
    case .agreement: return false
    case .rating: return sameRecording && hasRating(of: model, in: partition, index)
    case .brier, .ece, .auroc:
      return sameScores(metric, in: partition, index)
    case .oracleGap:
      guard case .column(let column) = self.metric(metric, model: nil) else { return false }
      return !column.traces.contains { Int(partition.codes[Int($0)]) == index }
    case .aiq:
      // Unknown costs are no reason to pass.
      return sameRecording && sameRanking && now.pool.names == before.pool.names
        && now.pool.cost == before.pool.cost && !now.pool.cost.contains { $0 == nil }
        && sameKnownSpending
    case .routerLatencyP50, .routerLatencyP95: return false
    }
  }

  /// Whether deciding costs what it did, and that is known.
  private var sameKnownSpending: Bool {
    now.decisions.spent == before.decisions.spent
      && now.decisions.spent?.contains(Golden.missing) != true
  }

  /// Tells whether a metric is a mean of one value for each query, and none of these differs.
  func hasEmptyColumn(_ metric: MetricName) -> Bool {
    if case .column(let column) = self.metric(metric, model: nil) { return column.traces.isEmpty }
    return false
  }

  /// Returns what people gave the answer that was chosen, in 1e-6 of a point; nil without a rating,
  /// and where another model than the one asked for was chosen.
  func rating(_ replay: Replay, _ trace: Int, of model: String?) -> Int64? {
    let name = replay.name(trace)
    guard model == nil || model == name, let index = golden.models.firstIndex(of: name),
      let rating = golden.outcomes[index].rating?[trace], rating != Golden.missing
    else { return nil }
    return rating
  }

  /// Whether people rated any answer that is chosen in a cohort.
  private func hasRating(
    of model: String?, in partition: CohortPartition, _ index: Int
  ) -> Bool {
    partition.members[partition.range(of: index)].contains {
      rating(now, Int($0), of: model) != nil
    }
  }

  /// Whether the same scores meet the same labels, whatever a threshold makes of them.
  ///
  /// A metric without a value is not unchanged: a gate on it would pass for ever.
  private func sameScores(
    _ metric: MetricName, in partition: CohortPartition, _ index: Int
  ) -> Bool {
    let members = partition.members[partition.range(of: index)]
    guard metric != .ece || partition.cohorts[index].isAll, sameRecording, sameEndNames,
      let scores = now.decisions.scores,
      let earlier = before.decisions.scores,
      members.allSatisfy({ scores[Int($0)] == earlier[Int($0)] })
    else { return false }
    guard metric == .auroc else {
      return BrierLosses.undefinedReason(scores) == nil
        && BrierLosses.undefinedReason(earlier) == nil
    }
    let (weak, strong) = (now.pool.quality[now.pool.weak], now.pool.quality[now.pool.strong])
    let labels = members.map { BrierLosses.label(gap: strong[Int($0)] - weak[Int($0)]) }
    return labels.contains(1) && labels.contains(0)
  }

  /// Whether every call of the dearest model costs what it did.
  package var sameStrongCosts: Bool {
    now.pool.names.last == before.pool.names.last
      && now.pool.cost.last == before.pool.cost.last
  }

  /// Whether every quality is 0 or 1 of the scale, so that differences are of yes and no.
  var isBinary: Bool {
    let low = Int64(golden.scale.minUnits)
    let high = low + Int64(golden.scale.widthUnits)
    return (now.pool.quality + (sameRecording ? [] : before.pool.quality))
      .allSatisfy { $0.allSatisfy { $0 == low || $0 == high } }
  }

  /// How many queries a trace stands for.
  @inline(__always)
  func weight(_ trace: Int) -> Int64 { golden.weights?[trace] ?? 1 }
}
