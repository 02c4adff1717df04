import EvalStatistics

/// The standard error of APGR and the bands of CPT, without random numbers.
struct CurveErrors {
  /// The squared standard error of APGR; nil with fewer than two clusters or no gap.
  private(set) var apgrVariance: Double?
  /// For each level asked for, the band of CPT: the lower end and the upper one, nil where the
  /// curve never stays above the level with confidence.
  private(set) var bands: [(low: Double?, high: Double?)] = []

  /// Computes both in two passes over the ranked traces.
  ///
  /// APGR: the influence function of `statistics.md` 2.4, summed by cluster. CPT: the band of 2.5,
  /// H_k = Σ w·b·(1[rank ≤ k] − x), with the variance of its cluster totals kept incrementally.
  ///
  /// - Parameters:
  ///   - curve: The curve over the same traces.
  ///   - view: The cohort.
  ///   - traces: The router's traces.
  ///   - levels: The PGR levels of the bands.
  ///   - t: The two-sided critical value.
  init(
    curve: RoutingCurve, view: CohortView, traces: RoutedTraces, levels: [Double], t: Double
  ) {
    guard view.clusterCount >= 2, curve.totalGain != 0 else { return }
    let clusters = view.ranked.map { view.clusters[Int($0)] }
    let weights = traces.weights.map { weights in view.ranked.map { weights[Int($0)] } }
    apgrVariance = Self.apgrVariance(
      curve: curve, clusters: clusters, clusterCount: view.clusterCount, weights: weights)
    bands = Self.bands(
      curve: curve, clusters: clusters, clusterCount: view.clusterCount, levels: levels, t: t)
  }

  private static func apgrVariance(
    curve: RoutingCurve, clusters: [Int32], clusterCount: Int, weights: [Int64]?
  ) -> Double {
    let total = Double(curve.totalGain)
    let apgr = curve.gainedArea * Double(curve.totalWeight) / total
    let totals = curve.areaInfluence(
      slope: apgr, clusters: clusters, clusterCount: clusterCount, weights: weights)
    // The totals are b̄ times those of APGR, and the mean is over W: together that is Σw·b.
    return clusterVariance(totals) / (total * total)
  }

  /// G/(G−1)·Σ(x−x̄)².
  private static func clusterVariance(_ totals: [Double]) -> Double {
    let count = Double(totals.count)
    let mean = CompensatedSum.sum(count: totals.count) { totals[$0] } / count
    let squares = CompensatedSum.sum(count: totals.count) { index in
      (totals[index] - mean) * (totals[index] - mean)
    }
    return count / (count - 1) * squares
  }

  private static func bands(
    curve: RoutingCurve, clusters: [Int32], clusterCount: Int, levels: [Double], t: Double
  ) -> [(low: Double?, high: Double?)] {
    let gaps = curve.rankedGaps
    var clusterGaps = [Double](repeating: 0, count: clusterCount)
    for (gap, cluster) in zip(gaps, clusters) { clusterGaps[Int(cluster)] += Double(gap) }
    let total = Double(curve.totalGain)
    let gapSquares = CompensatedSum.sum(count: clusterGaps.count) {
      clusterGaps[$0] * clusterGaps[$0]
    }
    let count = Double(clusterCount)
    var taken = [Double](repeating: 0, count: clusterCount)
    var takenSquares = 0.0
    var products = 0.0
    var lows = [Int?](repeating: nil, count: levels.count)
    var highs = [Int](repeating: 0, count: levels.count)
    for group in 1..<curve.ends.count {
      for position in curve.ends[group - 1]..<curve.ends[group] {
        let cluster = Int(clusters[position])
        let gap = Double(gaps[position])
        takenSquares += gap * (2 * taken[cluster] + gap)
        products += gap * clusterGaps[cluster]
        taken[cluster] += gap
      }
      for (index, level) in levels.enumerated() {
        let height = Double(curve.gain[group]) - level * total
        let squares =
          takenSquares - 2 * level * products + level * level * gapSquares
          - height * height / count
        let reach = t * t * count / (count - 1) * max(squares, 0)
        let isWithin = reach >= height * height
        if lows[index] == nil, height >= 0 || isWithin { lows[index] = group }
        if height < 0 || reach > height * height { highs[index] = group }
      }
    }
    let last = curve.ends.count - 1
    return levels.indices.map { index in
      let high = highs[index]
      return (
        low: lows[index].map { share(lowEnd($0, of: curve), of: curve) },
        high: high < last ? share(high + 1, of: curve) : nil
      )
    }
  }

  /// The curve crosses a level inside a block of several queries, so a band that begins with one
  /// begins before it.
  private static func lowEnd(_ point: Int, of curve: RoutingCurve) -> Int {
    curve.weight[point] - curve.weight[point - 1] > 1 ? point - 1 : point
  }

  private static func share(_ point: Int, of curve: RoutingCurve) -> Double {
    Double(curve.weight[point]) / Double(curve.totalWeight)
  }
}
