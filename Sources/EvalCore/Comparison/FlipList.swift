/// The traces that go to another model, with what each flip cost.
struct FlipList {
  /// The flips, the largest loss of quality first.
  let flips: [RouterComparison.Flip]
  /// All flips from one model to another, the most frequent first.
  let directions: [RouterComparison.Direction]
  /// The answers that got worse on the same route, the largest loss first; none on one recording.
  let worseAnswers: [RouterComparison.Flip]
  /// The flips by their distance from the threshold; nil without scores or threshold.
  let distances: [RouterComparison.Distance]?

  /// The number of flips.
  var count: Int { flips.count }

  private struct Change {
    var trace: Int
    var from: String
    var to: String
    var qualityBefore: Int64
    var qualityAfter: Int64
    var costBefore: Int64?
    var costAfter: Int64?

    var loss: Int64 { qualityBefore - qualityAfter }
  }

  /// Gathers the flips of a pair; O(flips log flips).
  init(_ pair: PairedReplay) {
    let present = pair.before.pool.names.map { name in
      pair.knowsChoicesOnly ? nil : pair.now.pool.names.firstIndex(of: name)
    }
    let changes = pair.flips
      .map { Self.change(Int($0), pair, present) }
      .sorted { ($1.loss, $0.trace) < ($0.loss, $1.trace) }
    flips = changes.map { Self.flip($0, pair) }
    worseAnswers = Self.worseAnswers(pair).map { Self.flip($0, pair) }
    directions = Self.directions(changes, pair)
    distances = changes.isEmpty ? nil : Self.distances(changes, pair)
  }

  private static func flip(_ change: Change, _ pair: PairedReplay) -> RouterComparison.Flip {
    let scale = pair.golden.scale
    let (scores, earlier) = (pair.now.decisions.scores, pair.before.decisions.scores)
    return RouterComparison.Flip(
      trace: pair.golden.ids[change.trace], from: change.from, to: change.to,
      qualityBefore: Rounding.significant(scale.raw(Double(change.qualityBefore))),
      qualityAfter: Rounding.significant(scale.raw(Double(change.qualityAfter))),
      costBefore: change.costBefore.map { Double($0) / 1e9 },
      costAfter: change.costAfter.map { Double($0) / 1e9 },
      scoreBefore: earlier?[change.trace], scoreAfter: scores?[change.trace],
      labels: Cohort(
        pair.golden.labels.map {
          Cohort.Label(name: $0.name, level: $0.levels[Int($0.codes[change.trace])])
        }))
  }

  /// The same model's answers, each side's own.
  private static func worseAnswers(_ pair: PairedReplay) -> [Change] {
    guard !pair.sameRecording else { return [] }
    let flipped = Set(pair.flips)
    return (0..<pair.golden.count)
      .filter { !flipped.contains(Int32($0)) && pair.now.quality($0) < pair.before.quality($0) }
      .map { trace in
        Change(
          trace: trace, from: pair.before.name(trace), to: pair.now.name(trace),
          qualityBefore: pair.before.quality(trace), qualityAfter: pair.now.quality(trace),
          costBefore: pair.before.cost(trace), costAfter: pair.now.cost(trace))
      }
      .sorted { ($1.loss, $0.trace) < ($0.loss, $1.trace) }
      .prefix(RouterComparison.listedAnswers).map(\.self)
  }

  private static func distances(
    _ changes: [Change], _ pair: PairedReplay
  ) -> [RouterComparison.Distance]? {
    guard let distances = ThresholdDistances(pair.now.decisions) else { return nil }
    var loss: [Int: Int64] = [:]
    for change in changes { loss[change.trace] = change.loss }
    return distances.groups(pair) { -(loss[$0] ?? 0) * pair.weight($0) }
  }

  /// What a flip did at present qualities and prices, so that only the route differs.
  private static func change(_ trace: Int, _ pair: PairedReplay, _ present: [Int?]) -> Change {
    let before = Int(pair.before.decisions.models[trace])
    let pool = pair.now.pool
    return Change(
      trace: trace, from: pair.before.name(trace), to: pair.now.name(trace),
      qualityBefore: present[before].map { pool.quality[$0][trace] } ?? pair.before.quality(trace),
      qualityAfter: pair.now.quality(trace),
      costBefore: present[before].map { pool.cost[$0]?[trace] } ?? pair.before.cost(trace),
      costAfter: pair.now.cost(trace))
  }

  private static func directions(
    _ changes: [Change], _ pair: PairedReplay
  ) -> [RouterComparison.Direction] {
    struct Way: Hashable, Comparable {
      let from: String
      let to: String

      static func < (left: Way, right: Way) -> Bool {
        (left.from, left.to) < (right.from, right.to)
      }
    }
    let groups = Dictionary(grouping: changes) { Way(from: $0.from, to: $0.to) }
    let total = Double(pair.golden.totalWeight) * Double(pair.golden.scale.widthUnits)
    return groups.sorted { $0.key < $1.key }
      .map { way, group in
        let quality = group.reduce(Int128(0)) {
          $0 - Int128($1.loss) * Int128(pair.weight($1.trace))
        }
        let costs = group.compactMap { change -> Int64? in
          guard let after = change.costAfter, let before = change.costBefore else { return nil }
          return (after - before) * pair.weight(change.trace)
        }
        return RouterComparison.Direction(
          from: way.from, to: way.to, flips: group.count,
          quality: Rounding.significant(Double(quality) / total),
          cost: costs.count == group.count
            ? Rounding.significant(Double(costs.reduce(0, +)) / 1e9) : nil)
      }
      .sorted { $0.flips > $1.flips }
  }
}
