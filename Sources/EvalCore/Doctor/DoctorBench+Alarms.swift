import EvalStatistics

extension DoctorBench {
  /// The routers that a gate on a change speaks of.
  private var changingRouters: [Int] {
    routers.indices.filter { router in changeCases.contains { $0.router == router } }
  }

  /// How many pieces the false alarms come in.
  package func alarmPieces(_ plan: DoctorPlan) -> Int {
    changingRouters.count * plan.replicates
  }

  /// Shows one change that changes nothing to every gate of a router.
  ///
  /// - Returns: For each of the router's gates on a change whether it failed.
  package func alarms(_ piece: Int, _ plan: DoctorPlan) -> [Bool] {
    let router = changingRouters[piece / plan.replicates]
    let sides = fake.sides(
      of: routers[router].decisions, scores: scores[router],
      replicate: piece % plan.replicates)
    let pair = pair(router, now: sides.now, before: sides.before)
    return changeCases.filter { $0.router == router }.map { item in
      mayFail(item, pair) && judge(item, pair).contains { $0.verdict == .failed }
    }
  }

  /// Counts the false alarms of every gate.
  func falseAlarms(_ pieces: [[Bool]], _ plan: DoctorPlan) -> [DoctorReport.FalseAlarms] {
    var alarms: [Int: [Int]] = [:]
    for (piece, failed) in pieces.enumerated() {
      let router = changingRouters[piece / plan.replicates]
      let known = alarms[router] ?? [Int](repeating: 0, count: failed.count)
      alarms[router] = zip(known, failed).map { $0 + ($1 ? 1 : 0) }
    }
    var next: [Int: Int] = [:]
    return changeCases.map { item in
      let place = next[item.router, default: 0]
      next[item.router] = place + 1
      let count = alarms[item.router]?[place] ?? 0
      let interval = Proportion.wilson(
        successes: count, trials: plan.replicates, confidence: 0.95)
      let low = interval?.low ?? 0
      return DoctorReport.FalseAlarms(
        gate: name(item), replicates: plan.replicates, alarms: count,
        rate: Rounding.significant(Double(count) / Double(max(plan.replicates, 1))),
        low: Rounding.significant(low), high: Rounding.significant(interval?.high ?? 1),
        isAboveLevel: low > DoctorSettings.level)
    }
  }

  /// Tells whether a gate may fail, without its test: it does so only beyond its margin.
  ///
  /// Most made-up changes are far within it, and their tests would take nearly all of the time.
  func mayFail(_ item: Case, _ pair: PairedReplay) -> Bool {
    guard item.gate.metric == .quality, !item.gate.limit.isRelative else { return true }
    let sign: Int64 = item.gate.isRise ? -1 : 1
    let margin = item.gate.limit.value
    func isBeyond(_ sum: Int64, _ partition: Int, _ index: Int) -> Bool {
      let whole = Double(golden.scale.widthUnits) * Double(weight(partition, index))
      // A hair wider than the gate's own comparison.
      return Double(sum * sign) / whole <= -margin + 1e-9
    }
    switch item.gate.scope {
    case .all: return isBeyond(sums(pair, 0)[0], 0, 0)
    case .cohort(let cohort):
      guard let (partition, index) = find(cohort) else { return true }
      return isBeyond(sums(pair, partition)[index], partition, index)
    case .everyCohort:
      return partitions.indices.dropFirst().contains { partition in
        let sums = sums(pair, partition)
        return sums.indices.contains { index in
          partitions[partition].range(of: index).count >= CohortScan.fewest.traces
            && isBeyond(sums[index], partition, index)
        }
      }
    }
  }

  /// What the quality of each cohort changed by, in units.
  private func sums(_ pair: PairedReplay, _ partition: Int) -> [Int64] {
    let codes = partitions[partition].codes
    var sums = [Int64](repeating: 0, count: partitions[partition].cohorts.count)
    for trace in pair.flips {
      let index = Int(trace)
      let change = pair.now.quality(index) - pair.before.quality(index)
      sums[Int(codes[index])] += change * pair.weight(index)
    }
    return sums
  }
}
