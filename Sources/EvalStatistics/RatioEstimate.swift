/// A ratio of two totals whose denominator is far from zero, such as a cost ratio.
///
/// The standard error is linearised (Cochran 1977, "Sampling techniques",
/// 6.3). One minus the ratio, a saving, has the same standard error. Where the
/// denominator may be near zero, use ``Fieller``.
package enum RatioEstimate {
  /// Returns the ratio of the totals, `nil` when the denominator is zero.
  package static func ratio(
    numeratorTotals: [Double],
    denominatorTotals: [Double]
  ) -> Double? {
    precondition(numeratorTotals.count == denominatorTotals.count, "two totals per cluster")
    let denominator = CompensatedSum.sum(denominatorTotals)
    return denominator == 0 ? nil : CompensatedSum.sum(numeratorTotals) / denominator
  }

  /// Returns the CR1 standard error of the ratio of the totals.
  ///
  /// SE² = G/(G-1) · Σ e² / D², where e is a cluster's numerator minus the
  /// ratio times its denominator and D the whole denominator.
  ///
  /// - Parameters:
  ///   - numeratorTotals: Per cluster, the weighted sum above the line.
  ///   - denominatorTotals: Per cluster, the weighted sum below the line.
  ///     Each element counts as a cluster, so leave out empty ones.
  /// - Returns: `nil` with fewer than two clusters or a denominator of zero.
  package static func standardError(
    numeratorTotals: [Double],
    denominatorTotals: [Double]
  ) -> Double? {
    guard
      let ratio = ratio(
        numeratorTotals: numeratorTotals,
        denominatorTotals: denominatorTotals
      )
    else { return nil }
    let residuals = numeratorTotals.indices.map { index in
      numeratorTotals[index] - ratio * denominatorTotals[index]
    }
    return ClusterRobust.standardError(
      residualTotals: residuals,
      totalWeight: CompensatedSum.sum(denominatorTotals).magnitude
    )
  }
}
