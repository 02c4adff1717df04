/// Cluster-robust standard errors of the kind CR1.
///
/// Values in one cluster may depend on each other in any way; clusters are
/// independent. With clusters of one value each these are the ordinary
/// standard errors with divisor n - 1. Liang & Zeger (1986); the factor
/// G/(G-1) as in statsmodels for a regression on a constant.
package enum ClusterRobust {
  /// Returns a weighted mean, `nil` with fewer than two clusters with members.
  ///
  /// SE² = G/(G-1) · Σ T² / W², T the weighted residuals of a cluster summed.
  /// Clusters without a member do not count, so a subset of a sample may keep
  /// the numbering of the whole.
  ///
  /// - Parameters:
  ///   - values: The sample, finite.
  ///   - weights: A weight above zero for each value; `nil` for all ones.
  ///   - clusters: The cluster of each value, from zero.
  ///   - clusterCount: A number above every cluster.
  /// - Returns: The mean in the unit of the values, with its error.
  package static func mean(
    values: [Double],
    weights: [Int64]?,
    clusters: [Int32],
    clusterCount: Int
  ) -> MeanEstimate? {
    precondition(values.count == clusters.count, "a cluster for each value")
    precondition(values.count == weights?.count ?? values.count, "a weight for each value")
    precondition(weights?.allSatisfy { $0 > 0 } ?? true, "a weight that is not above zero")
    guard !values.isEmpty else { return nil }
    let weights = weights?.map(Double.init) ?? [Double](repeating: 1, count: values.count)
    let totalWeight = CompensatedSum.sum(weights)
    let total = CompensatedSum.sum(count: values.count) { weights[$0] * values[$0] }
    let mean = total / totalWeight
    var residuals = [Double](repeating: 0, count: clusterCount)
    var clusterWeights = residuals
    for index in values.indices {
      let cluster = Int(clusters[index])
      residuals[cluster] += weights[index] * (values[index] - mean)
      clusterWeights[cluster] += weights[index]
    }
    return estimate(mean, residuals, clusterWeights, totalWeight)
  }

  /// Returns the CR1 standard error of an estimate from its residuals.
  ///
  /// SE² = G/(G-1) · Σ T² / W², as in ``mean(values:weights:clusters:clusterCount:)``.
  ///
  /// - Parameters:
  ///   - residualTotals: Per cluster, the weighted residuals summed. Each
  ///     element counts as a cluster, a zero too.
  ///   - totalWeight: The divisor W, above zero; 1 for the error of a total.
  /// - Returns: `nil` with fewer than two clusters.
  package static func standardError(
    residualTotals: [Double],
    totalWeight: Double
  ) -> Double? {
    precondition(totalWeight > 0, "a total weight that is not above zero")
    guard residualTotals.count >= 2 else { return nil }
    let count = Double(residualTotals.count)
    let squares = CompensatedSum.sum(count: residualTotals.count) {
      residualTotals[$0] * residualTotals[$0]
    }
    return (count / (count - 1) * squares).squareRoot() / totalWeight
  }

  /// Returns the degrees of freedom for clusters of given weights.
  ///
  /// G - 1 for G clusters with weight; but where the effective number of
  /// clusters (ΣW)²/ΣW² (Kish 1965) is below G/2, that number minus one. The
  /// switch is a heuristic of this project.
  ///
  /// - Parameter clusterWeights: The weights, not negative. Clusters of weight
  ///   zero do not count.
  /// - Returns: A number above zero.
  /// - Precondition: At least two weights are above zero.
  package static func degreesOfFreedom(clusterWeights: [Double]) -> Double {
    let weights = clusterWeights.filter { $0 > 0 }
    precondition(weights.count >= 2, "degrees of freedom of fewer than two clusters")
    let squares = CompensatedSum.sum(weights.lazy.map { $0 * $0 })
    // Products of different clusters only: (ΣW)² - ΣW² would cancel to nothing
    // where one cluster outweighs the rest.
    var before = 0.0
    var products = 0.0
    for weight in weights {
      products += weight * before
      before += weight
    }
    let effectiveLessOne = 2 * products / squares
    let count = Double(weights.count)
    return effectiveLessOne + 1 < count / 2 ? effectiveLessOne : count - 1
  }

  private static func estimate(
    _ mean: Double,
    _ residuals: [Double],
    _ clusterWeights: [Double],
    _ totalWeight: Double
  ) -> MeanEstimate? {
    let members = clusterWeights.indices.filter { clusterWeights[$0] > 0 }
    let totals = members.map { residuals[$0] }
    guard let error = standardError(residualTotals: totals, totalWeight: totalWeight) else {
      return nil
    }
    return MeanEstimate(
      mean: mean,
      standardError: error,
      degreesOfFreedom: degreesOfFreedom(clusterWeights: clusterWeights),
      clusters: totals.count
    )
  }
}
