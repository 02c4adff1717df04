import EvalStatistics

@testable import EvalCore

/// The formulas of `design/statistics.md`, written down term by term, for comparison.
enum Direct {
  /// A mean with its cluster-robust error and the degrees of freedom.
  struct Mean {
    var mean: Double
    var error: Double
    var degreesOfFreedom: Double

    /// The two-sided 95 % interval.
    var interval: (low: Double, high: Double) {
      let reach = StudentT.quantile(0.975, degreesOfFreedom: degreesOfFreedom) * error
      return (mean - reach, mean + reach)
    }
  }

  /// CR1: SE² = G/(G−1)·Σ T_g² / W².
  static func mean(_ values: [Double], weights: [Int64]?, clusters: [Int32]) -> Mean {
    let weights = weights?.map(Double.init) ?? values.map { _ in 1 }
    let total = weights.reduce(0, +)
    let mean = zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 } / total
    var residuals: [Int32: Double] = [:]
    var clusterWeights: [Int32: Double] = [:]
    for (index, cluster) in clusters.enumerated() {
      residuals[cluster, default: 0] += weights[index] * (values[index] - mean)
      clusterWeights[cluster, default: 0] += weights[index]
    }
    let count = Double(residuals.count)
    let squares = residuals.values.reduce(0) { $0 + $1 * $1 }
    return Mean(
      mean: mean, error: (count / (count - 1) * squares).squareRoot() / total,
      degreesOfFreedom: degreesOfFreedom(Array(clusterWeights.values)))
  }

  /// G − 1, or (ΣW)²/ΣW² − 1 where that is below G/2 − 1.
  static func degreesOfFreedom(_ weights: [Double]) -> Double {
    let total = weights.reduce(0, +)
    let effective = total * total / weights.reduce(0) { $0 + $1 * $1 }
    return effective < Double(weights.count) / 2 ? effective - 1 : Double(weights.count) - 1
  }

  /// The area under the curve's points, trapezoid by trapezoid.
  static func trapezoid(_ curve: RoutingCurve) -> Double {
    let (x, y) = points(curve)
    return x.indices.dropFirst().reduce(0) { area, point in
      area + (x[point] - x[point - 1]) * (y[point] + y[point - 1]) / 2
    }
  }

  /// The strong shares and PGRs of a curve.
  static func points(_ curve: RoutingCurve) -> (share: [Double], pgr: [Double]) {
    let weight = Double(curve.weight.last ?? 1)
    let gain = Double(curve.gain.last ?? 1)
    return (curve.weight.map { Double($0) / weight }, curve.gain.map { Double($0) / gain })
  }

  /// H_k and SE_k of 2.16.5 at the end of every tie group, in units.
  static func heights(
    _ golden: Golden, scores: [Double], level: Double
  ) -> [(height: Double, error: Double)] {
    let gaps = weightedGaps(golden)
    return Set(scores).sorted(by: >).map { score in
      var totals = [Double](repeating: 0, count: golden.clusterCount)
      for trace in scores.indices {
        totals[Int(golden.clusters[trace])] +=
          gaps[trace] * ((scores[trace] >= score ? 1 : 0) - level)
      }
      let count = Double(totals.count)
      let height = totals.reduce(0, +)
      let squares = totals.reduce(0) { $0 + ($1 - height / count) * ($1 - height / count) }
      return (height, (count / (count - 1) * squares).squareRoot())
    }
  }

  /// The band of CPT: min k with H + t·SE ≥ 0, and 1 + max k with H − t·SE < 0.
  ///
  /// A block of several queries is crossed inside, so a band that begins with one begins before it.
  static func band(
    _ golden: Golden, scores: [Double], level: Double, t: Double
  ) -> (low: Double?, high: Double?) {
    let heights = heights(golden, scores: scores, level: level)
    let curve = golden.curve(scores)
    let (shares, _) = points(curve)
    let low = heights.firstIndex { $0.height + t * $0.error >= 0 }
    let high = heights.lastIndex { $0.height - t * $0.error < 0 }.map { $0 + 1 } ?? 0
    return (
      low.map { curve.weight[$0 + 1] - curve.weight[$0] > 1 ? shares[$0] : shares[$0 + 1] },
      high < heights.count ? shares[high + 1] : nil
    )
  }

  /// The squared error of APGR by the influence function of 2.4, pair by pair.
  static func apgrVariance(_ golden: Golden, scores: [Double]) -> Double {
    let weights = golden.weights?.map(Double.init) ?? scores.map { _ in 1 }
    let gaps = weightedGaps(golden).enumerated().map { $1 / weights[$0] }
    let total = weights.reduce(0, +)
    let meanGap = zip(weights, gaps).reduce(0) { $0 + $1.0 * $1.1 } / total
    func share(_ trace: Int, _ term: (Int, Double) -> Double) -> Double {
      scores.indices.reduce(0) { sum, other in
        let part = scores[other] == scores[trace] ? 0.5 : scores[other] < scores[trace] ? 1 : 0
        return sum + weights[other] * term(other, part)
      } / total
    }
    let below = scores.indices.map { share($0) { _, part in part } }
    let above = scores.indices.map { share($0) { other, part in gaps[other] * (1 - part) } }
    let ranked = scores.indices.reduce(0) { $0 + weights[$1] * gaps[$1] * below[$1] } / total
    let apgr = ranked / meanGap
    var totals = [Double](repeating: 0, count: golden.clusterCount)
    for trace in scores.indices {
      let influence =
        ((gaps[trace] * below[trace] - ranked) + (above[trace] - ranked)
          - apgr * (gaps[trace] - meanGap)) / meanGap
      totals[Int(golden.clusters[trace])] += weights[trace] * influence
    }
    let count = Double(totals.count)
    let mean = totals.reduce(0, +) / count
    let squares = totals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return count / (count - 1) * squares / (total * total)
  }

  /// w·(strong − weak) in units.
  static func weightedGaps(_ golden: Golden) -> [Double] {
    let (weak, strong) = (golden.ladder.quality[0], golden.ladder.quality[golden.ladder.strong])
    return weak.indices.map { Double((strong[$0] - weak[$0]) * (golden.weights?[$0] ?? 1)) }
  }
}
