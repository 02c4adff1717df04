import EvalStatistics

/// How cohorts share a change of quality between two sides with other traffic.
struct CohortMix {
  private let before: DiffSide
  private let now: DiffSide

  /// Takes both sides with all of their traces, their qualities in the same units.
  init(_ before: DiffSide, _ now: DiffSide) {
    self.before = before
    self.now = now
  }

  /// Returns a row for each label that both sides have; none where a side lacks its router.
  func rows(_ earlier: String, _ later: String) -> [DiffReport.Mix] {
    guard let old = before.routers.first(where: { $0.name == earlier }),
      let new = now.routers.first(where: { $0.name == later })
    else { return [] }
    return now.golden.labels.compactMap { label in
      guard let other = before.golden.label(named: label.name) else { return nil }
      let (past, present) = (levels(before, old, other), levels(now, new, label))
      let names = Set(past.keys).union(present.keys).sorted()
      let shift = MixShift(
        cohorts: names.map { CohortShift(reference: past[$0], current: present[$0]) })
      return shift.map {
        DiffReport.Mix(
          label: label.name, before: Self.mean(past, names), now: Self.mean(present, names),
          mix: Rounding.significant($0.mix),
          within: Rounding.significant($0.within), isReversed: $0.isReversed)
      }
    }
  }

  /// The mean over all levels.
  private static func mean(_ sides: [String: CohortShift.Side], _ names: [String]) -> Double {
    let known = names.compactMap { sides[$0] }
    let weight = known.reduce(0) { $0 + Double($1.weight) }
    return Rounding.significant(known.reduce(0) { $0 + $1.mean * Double($1.weight) } / weight)
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
        mean: scale.normalized(mean))
    }
    return sides
  }
}
