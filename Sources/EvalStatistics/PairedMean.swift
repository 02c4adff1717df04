/// The mean of paired differences most of which are exactly zero.
///
/// Two routers that agree on a query differ by nothing there, so only the clusters in which
/// something changed are listed; the others enter by their number and weight alone.
package struct PairedMean: Equatable, Sendable {
  /// The mean difference.
  package let mean: Double
  /// The CR1 standard error.
  package let standardError: Double
  /// The degrees of freedom of Student's t, above zero.
  package let degreesOfFreedom: Double
  /// How many clusters have a total that is not zero.
  package let changedClusters: Int
  /// What the clusters of the whole sample weigh.
  package let sample: ClusterSample

  /// How many changed clusters it takes for a standard error to be trusted alone.
  package static let fewChanges = 10

  /// Estimates the mean; nil with fewer than two clusters.
  ///
  /// SE² = G/(G−1) · Σ (C_g − δ W_g)² / W² over all clusters, as in ``ClusterRobust``.
  ///
  /// - Parameters:
  ///   - totals: Per cluster with a change, the weighted differences summed.
  ///   - weights: The weights of those clusters.
  ///   - sample: The clusters of the whole sample.
  package init?(totals: [Double], weights: [Double], sample: ClusterSample) {
    precondition(totals.count == weights.count, "a weight for each cluster")
    guard let degreesOfFreedom = sample.degreesOfFreedom else { return nil }
    let mean = CompensatedSum.sum(totals) / sample.weight
    let changed = CompensatedSum.sum(count: totals.count) { index in
      let residual = totals[index] - mean * weights[index]
      return residual * residual
    }
    let known = CompensatedSum.sum(weights.lazy.map { $0 * $0 })
    let rest = max(0, sample.squaredWeights - known) * mean * mean
    let count = Double(sample.clusters)
    self.mean = mean
    self.standardError =
      (count / (count - 1) * (changed + rest)).squareRoot() / sample.weight
    self.degreesOfFreedom = degreesOfFreedom
    self.changedClusters = totals.count { $0 != 0 }
    self.sample = sample
  }

  /// Returns the interval at a normal or t critical value, widened where few clusters changed.
  ///
  /// With fewer than ten changed clusters the standard error says little, and with none it is
  /// zero: the interval is then at least as wide as a score interval would be, R·z²/(G + z²) on
  /// each side. A guard of this project, not from the literature.
  ///
  /// - Parameters:
  ///   - confidence: The two-sided confidence.
  ///   - range: R, the largest difference that one query can make.
  /// - Returns: The interval.
  package func interval(confidence: Double, range: Double) -> Interval {
    let tail = (1 - confidence) / 2
    var reach =
      StudentT.quantile(1 - tail, degreesOfFreedom: degreesOfFreedom) * standardError
    if changedClusters < Self.fewChanges {
      let z = Normal.quantile(1 - tail)
      reach = max(reach, range * z * z / (Double(sample.clusters) + z * z))
    }
    return Interval(low: mean - reach, high: mean + reach)
  }
}
