extension DoctorBench {
  /// How many gates' reach is looked at.
  package var reachPieces: Int { suite.gates.count }

  /// Tells of each router that a gate speaks of whether the gate could fail on these traces.
  package func reach(_ place: Int) -> [DoctorReport.Reach] {
    let own = cases.filter { $0.place == place }
    guard let gate = own.first?.gate else { return [] }
    let extremes = extremes(of: gate)
    return own.map { item in
      let obstacles = extremes.map { obstacle(item, $0) }
      let blocked = obstacles.compactMap { $0 }
      let canFail = blocked.count < obstacles.count || obstacles.isEmpty
      let reason: String
      if canFail {
        reason = blocked.first.map { "not in \(blocked.count) of \(obstacles.count): \($0)" } ?? ""
      } else {
        reason =
          obstacles.count > 1 && Set(blocked).count > 1
          ? "not in any of its \(obstacles.count) cohorts (the first: \(blocked.first ?? ""))"
          : blocked.first ?? ""
      }
      return DoctorReport.Reach(
        gate: name(item), canFail: canFail, reason: reason, cohorts: obstacles.count,
        cohortsOutOfReach: blocked.count)
    }
  }

  /// What a metric can come to in a cohort.
  private struct Extremes {
    var partition: Int
    var index: Int
    /// Nil where it is not known.
    var low: Double?
    var high: Double?
    /// The decisions that make the metric worst for the gate, where it is quality.
    var worst: Decisions?
  }

  private func extremes(of gate: GateSpec) -> [Extremes] {
    let routing = ExtremeRouting(pool: pool)
    let low = routing.decisions(gate.metric, model: gate.model, highest: false)
    let high = routing.decisions(gate.metric, model: gate.model, highest: true)
    func values(_ decisions: Decisions?, _ partition: Int) -> [Double?] {
      guard let decisions else {
        return partitions[partition].cohorts.map { _ in nil }
      }
      return reporter.metrics(of: reporter.routed(decisions), partition: partition).map {
        $0.value(of: gate.metric, model: gate.model).estimate?.estimate
      }
    }
    let wanted: [Int] =
      switch gate.scope {
      case .all: [0]
      case .cohort(let cohort): find(cohort).map { [$0.partition] } ?? []
      case .everyCohort: Array(partitions.indices.dropFirst())
      }
    return wanted.flatMap { partition -> [Extremes] in
      let (lows, highs) = (values(low, partition), values(high, partition))
      return partitions[partition].cohorts.indices.compactMap { index in
        if case .cohort(let cohort) = gate.scope, partitions[partition].cohorts[index] != cohort {
          return nil
        }
        return Extremes(
          partition: partition, index: index, low: lows[index], high: highs[index],
          worst: gate.metric == .quality ? (gate.isRise ? high : low) : nil)
      }
    }
  }

  /// Returns why a gate cannot fail in a cohort; nil where it can, or where that is not known.
  private func obstacle(_ item: Case, _ extremes: Extremes) -> String? {
    func text(_ value: Double) -> String {
      "\(Rounding.significant((value * 1e6).rounded() / 1e6))"
    }
    let title = item.gate.metric.rawValue
    switch item.gate.condition {
    case .atLeast(let limit):
      guard let low = extremes.low, low >= limit else { return nil }
      return "\(title) is at least \(text(low)) whatever is decided"
    case .atMost(let limit):
      guard let high = extremes.high, high <= limit else { return nil }
      return "\(title) is at most \(text(high)) whatever is decided"
    case .maxDrop, .maxRise:
      if let reason = tooSmall(item, extremes) { return reason }
      guard let before = value(item, extremes),
        let end = item.gate.isRise ? extremes.high : extremes.low
      else { return nil }
      let room = item.gate.isRise ? end - before : before - end
      let (limit, isRelative) = item.gate.limit
      let margin = isRelative ? limit * before.magnitude : limit
      guard room <= 0 || room < margin - 1e-12 else { return tooFew(item, extremes) }
      let way = item.gate.isRise ? "rise" : "fall"
      return room <= 0
        ? "\(title) cannot \(way): \(text(before)) is as far as it goes"
        : "\(title) cannot \(way) by more than \(text(room)), from \(text(before)),"
          + " and \(text(margin)) is allowed"
    }
  }

  /// The value that the gate compares with, in a cohort.
  private func value(_ item: Case, _ extremes: Extremes) -> Double? {
    let report = routers[item.other ?? item.router].report
    let set: MetricSet?
    if extremes.partition == 0 {
      set = report.metrics
    } else {
      let cohort = partitions[extremes.partition].cohorts[extremes.index]
      set = report.cohorts.first { $0.cohort == cohort }?.metrics
    }
    return set?.value(of: item.gate.metric, model: item.gate.model).estimate?.estimate
  }

  /// Why a cohort is too small for the gate's test; nil where it is not.
  private func tooSmall(_ item: Case, _ extremes: Extremes) -> String? {
    guard item.gate.metric.isTestedBySigns else { return nil }
    let partition = partitions[extremes.partition]
    let traces = partition.range(of: extremes.index).count
    let clusters = partition.clusterCounts[extremes.index]
    let least = CohortScan.fewest
    if item.gate.scope == .everyCohort, item.gate.metric != .pgr, traces < least.traces {
      return "\(traces) traces, and \(least.traces) are the fewest that are tested"
    }
    guard clusters < least.clusters else { return nil }
    return "\(clusters) clusters, and \(least.clusters) are the fewest that can show anything"
  }

  /// Why too few clusters could get worse for the gate's test; nil where enough could.
  private func tooFew(_ item: Case, _ extremes: Extremes) -> String? {
    guard let worst = extremes.worst else { return nil }
    let decisions = routers[item.other ?? item.router].decisions
    let partition = partitions[extremes.partition]
    var clusters: Set<Int32> = []
    for trace in partition.members[partition.range(of: extremes.index)].map(Int.init)
    where pool.quality[Int(decisions.models[trace])][trace]
      != pool.quality[Int(worst.models[trace])][trace]
    { clusters.insert(golden.clusters[trace]) }
    guard clusters.count < CohortScan.fewest.clusters else { return nil }
    return "only \(clusters.count) clusters could get worse, and \(CohortScan.fewest.clusters)"
      + " are the fewest that can show anything"
  }
}

extension MetricName {
  /// Whether a change of it is told from noise by flipping the signs of clusters.
  fileprivate var isTestedBySigns: Bool {
    switch self {
    case .quality, .pgr, .strongShare, .cost, .calls, .tokens, .oracleGap: true
    default: false
    }
  }
}
