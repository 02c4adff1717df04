import EvalStatistics

/// Quality gained against strong calls, over all distinct scores, with ties moved as a block.
///
/// Point k says what happens when the k highest tie groups go to the strong model. The curve is
/// linear between points: a tie group that is split at random gains in proportion.
package struct RoutingCurve: Sendable {
  /// Σw over the groups up to each point; starts with 0.
  package private(set) var weight: [Int64] = [0]
  /// Σw·gap over the groups up to each point, in units; starts with 0.
  package private(set) var gain: [Int64] = [0]
  /// Where each group ends in the ranked traces; starts with 0.
  private(set) var ends: [Int] = [0]
  /// Σ of weight × gap of each ranked trace: gathered once, for a random order is slow to follow.
  private(set) var rankedGaps: [Int64] = []
  /// Σw·gap·F in half weights, F the number of queries ranked lower, ties half: exact.
  private(set) var rankedGain: Int128 = 0

  /// Draws the curve over ranked traces.
  ///
  /// Complexity: O(n).
  init(_ ranked: ArraySlice<Int32>, in traces: RoutedTraces) {
    let (scores, gaps) = (traces.ranking.scores, traces.weightedGap)
    let weights = traces.weights
    rankedGaps.reserveCapacity(ranked.count)
    var totalWeight: Int64 = 0
    var totalGain: Int64 = 0
    var last = 0.0
    for (position, member) in ranked.enumerated() {
      let trace = Int(member)
      let score = scores[trace]
      if position > 0, score != last {
        weight.append(totalWeight)
        gain.append(totalGain)
        ends.append(position)
      }
      last = score
      let gap = gaps[trace]
      rankedGaps.append(gap)
      totalWeight += weights?[trace] ?? 1
      totalGain += gap
    }
    if !ranked.isEmpty {
      weight.append(totalWeight)
      gain.append(totalGain)
      ends.append(ranked.count)
    }
    rankedGain = Self.rankedGain(gain: gain, weight: weight)
  }

  /// Sums gap × the weight ranked lower, in half weights, exactly.
  private static func rankedGain(gain: [Int64], weight: [Int64]) -> Int128 {
    let total = weight[weight.count - 1]
    var high = WideSum()
    var middle = WideSum()
    var low = WideSum()
    for group in 1..<max(gain.count, 1) {
      let below = 2 * total - weight[group - 1] - weight[group]
      let product = (gain[group] - gain[group - 1]).multipliedFullWidth(by: below)
      high.add(product.high)
      middle.add(Int64(product.low >> 32))
      low.add(Int64(product.low & 0xFFFF_FFFF))
    }
    return (high.total << 64) + (middle.total << 32) + low.total
  }

  /// Σw.
  var totalWeight: Int64 { weight[weight.count - 1] }
  /// Σw·gap, in units.
  var totalGain: Int64 { gain[gain.count - 1] }

  /// The exact area under PGR over the strong share 0…1; nil where the gap is zero.
  ///
  /// APGR = Σ w·b·F / Σ w·b with F the weighted mid-rank of the score, 0…1.
  package var apgr: Double? {
    guard totalGain != 0 else { return nil }
    return ratio(rankedGain, 2 * Int128(totalWeight) * Int128(totalGain))
  }

  /// The area under the gained quality in units, the weak model's quality left out.
  var gainedArea: Double {
    ratio(rankedGain, 2 * Int128(totalWeight) * Int128(totalWeight))
  }

  /// The smallest strong share at which PGR reaches a level; nil where it never does.
  ///
  /// Defined for a positive gap only.
  package func firstCrossing(_ level: Double) -> Double? {
    let target = level * Double(totalGain)
    guard let point = gain.indices.first(where: { Double(gain[$0]) >= target }) else { return nil }
    return point == 0 ? 0 : crossing(before: point, target: target)
  }

  /// The smallest strong share from which on PGR stays at or above a level; nil where it ends
  /// below it.
  ///
  /// Defined for a positive gap only.
  package func sustainedCrossing(_ level: Double) -> Double? {
    let target = level * Double(totalGain)
    guard let point = gain.indices.last(where: { Double(gain[$0]) < target }) else { return 0 }
    return point + 1 == gain.count ? nil : crossing(before: point + 1, target: target)
  }

  private func crossing(before point: Int, target: Double) -> Double {
    let low = Double(gain[point - 1])
    let high = Double(gain[point])
    let from = Double(weight[point - 1])
    let to = Double(weight[point])
    let fraction = (target - low) / (high - low)
    return (from + fraction * (to - from)) / Double(totalWeight)
  }
}

extension RoutingCurve {
  /// Returns per cluster Σ w·((b·F − N̄) + (H − N̄) − θ(b − b̄)), in units.
  ///
  /// The influence function of the gained area where θ is 0, and b̄ times that of APGR where θ is
  /// APGR; `statistics.md` 2.4. The totals add up to zero.
  ///
  /// - Parameters:
  ///   - theta: θ.
  ///   - clusters: The ranked traces' clusters.
  ///   - clusterCount: A number above every cluster.
  ///   - weights: The ranked traces' weights; nil for ones.
  /// - Returns: A total for each cluster.
  func areaInfluence(
    slope theta: Double, clusters: [Int32], clusterCount: Int, weights: [Int64]?
  ) -> [Double] {
    let queries = Double(totalWeight)
    let meanGap = Double(totalGain) / queries
    let area = gainedArea
    var totals = [Double](repeating: 0, count: clusterCount)
    for group in 1..<ends.count {
      let middle = Double(weight[group - 1] + weight[group]) / 2
      let below = (queries - middle) / queries
      let above = Double(gain[group - 1] + gain[group]) / 2 / queries
      let constant = above - 2 * area + theta * meanGap
      for position in ends[group - 1]..<ends[group] {
        let own = Double(weights?[position] ?? 1)
        totals[Int(clusters[position])] +=
          Double(rankedGaps[position]) * (below - theta) + constant * own
      }
    }
    return totals
  }
}
