import EvalStatistics

/// Flips by how far from the threshold their queries stand.
///
/// A threshold that moved, or scores that drifted a little, flip queries that stand near it; flips
/// far away speak of another ranking. Scores have no unit of their own, so the distance is the share
/// of the traces whose scores lie between the query's and the threshold.
struct ThresholdDistances {
  /// The ends of the groups, as shares of the traces.
  static let ends = [0.01, 0.05, 0.1, 0.25, 1]

  private let scores: [Double]
  private let threshold: Double
  private let sorted: [Double]
  private let atThreshold: Int

  /// Ranks the scores, O(n log n); nil for a router without scores or threshold.
  init?(_ decisions: Decisions) {
    guard let scores = decisions.scores, let threshold = decisions.threshold, !scores.isEmpty
    else { return nil }
    self.scores = scores
    self.threshold = threshold
    sorted = scores.sorted()
    atThreshold = SortedSearch.countBelow(threshold, in: sorted)
  }

  /// Returns the share of the traces between a trace's score and the threshold, 0 to below 1.
  func distance(of trace: Int) -> Double {
    let score = scores[trace]
    // From the threshold up to the score; below it, from the next higher score up.
    let between =
      score >= threshold
      ? SortedSearch.countBelow(score, in: sorted) - atThreshold
      : atThreshold - SortedSearch.countBelow(score.nextUp, in: sorted)
    return Double(between) / Double(sorted.count)
  }

  /// Returns the groups that have flips, the nearest first.
  ///
  /// - Parameters:
  ///   - pair: The replays, the present one with these decisions.
  ///   - quality: What each trace differs by, in units and times its weight.
  /// - Returns: The groups; their qualities add up to the change that the flips made.
  func groups(
    _ pair: PairedReplay, quality: (Int) -> Int64
  ) -> [RouterComparison.Distance] {
    var flips = [Int](repeating: 0, count: Self.ends.count)
    var sums = [Int128](repeating: 0, count: Self.ends.count)
    for flip in pair.flips {
      let distance = distance(of: Int(flip))
      let group = Self.ends.firstIndex { distance <= $0 } ?? Self.ends.count - 1
      flips[group] += 1
      sums[group] += Int128(quality(Int(flip)))
    }
    let total = Double(pair.golden.totalWeight) * Double(pair.golden.scale.widthUnits)
    return Self.ends.indices.filter { flips[$0] > 0 }.map { group in
      RouterComparison.Distance(
        within: Self.ends[group], flips: flips[group],
        quality: Rounding.significant(Double(sums[group]) / total))
    }
  }
}
