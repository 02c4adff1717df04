/// A replay's curve whose clusters count as often as a resample has them.
struct ResampledCurve {
  /// Where each tie group ends in the ranked traces.
  let ends: [Int]
  /// The ranked traces' clusters, gaps times weight, and weights.
  private let clusters: [Int32]
  let gaps: [Int64]
  let weights: [Int64]?
  private let counts: [Int32]?

  /// Ranks a scope's traces by a replay's scores; O(n log n).
  init(_ replay: Replay, _ pair: PairedReplay, _ scope: ChangeScope) {
    let traces = RoutedTraces(
      pool: replay.pool, scale: pair.golden.scale, weights: pair.golden.weights,
      decisions: replay.decisions)
    let ranked = scope.partition.distribute(traces.ranking.order)[
      scope.partition.range(of: scope.index)]
    let curve = RoutingCurve(ranked, in: traces)
    ends = curve.ends
    gaps = curve.rankedGaps
    clusters = ranked.map { scope.partition.clusters[Int($0)] }
    weights = pair.golden.weights.map { weights in ranked.map { weights[Int($0)] } }
    counts = nil
  }

  private init(_ other: ResampledCurve, counts: [Int32]) {
    ends = other.ends
    clusters = other.clusters
    gaps = other.gaps
    weights = other.weights
    self.counts = counts
  }

  /// The same curve over a resample, by how often it has each cluster.
  func resampled(_ counts: [Int32]) -> ResampledCurve { ResampledCurve(self, counts: counts) }

  /// Returns the smallest strong share that reaches a PGR level; nil where none does, or without a
  /// gap.
  ///
  /// - Parameters:
  ///   - level: The level, 0 to 1.
  ///   - sustained: Whether the curve must stay at or above the level from there on.
  /// - Returns: The share, 0 to 1.
  func crossing(_ level: Double, sustained: Bool) -> Double? {
    var weight: [Int64] = [0]
    var gain: [Int64] = [0]
    weight.reserveCapacity(ends.count)
    gain.reserveCapacity(ends.count)
    var (totalWeight, totalGain): (Int64, Int64) = (0, 0)
    for group in 1..<ends.count {
      for position in ends[group - 1]..<ends[group] {
        let count = Int64(counts?[Int(clusters[position])] ?? 1)
        totalWeight += (weights?[position] ?? 1) * count
        totalGain += gaps[position] * count
      }
      weight.append(totalWeight)
      gain.append(totalGain)
    }
    guard totalGain > 0, totalWeight > 0 else { return nil }
    let target = level * Double(totalGain)
    let point =
      sustained
      ? gain.lastIndex { Double($0) < target }.map { $0 + 1 } ?? 0
      : gain.firstIndex { Double($0) >= target } ?? gain.count
    guard point < gain.count else { return nil }
    guard point > 0 else { return 0 }
    let fraction =
      (target - Double(gain[point - 1])) / Double(gain[point] - gain[point - 1])
    let from = Double(weight[point - 1])
    return (from + fraction * (Double(weight[point]) - from)) / Double(totalWeight)
  }
}
