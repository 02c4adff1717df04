/// The moments of two totals whose ratio is wanted.
///
/// The ratio is A/B, for example the share of a quality gap that a router
/// closes: A what it gains over the weak model, B what the strong model does.
package struct RatioMoments: Equatable, Sendable {
  /// The total A above the line.
  package let numerator: Double

  /// The total B below the line.
  package let denominator: Double

  /// The variance of A, not negative.
  package let varianceNumerator: Double

  /// The variance of B, not negative.
  package let varianceDenominator: Double

  /// The covariance of A and B.
  package let covariance: Double

  /// The degrees of freedom of Student's t, above zero, not always whole.
  package let degreesOfFreedom: Double

  /// Creates the moments from their parts.
  package init(
    numerator: Double,
    denominator: Double,
    varianceNumerator: Double,
    varianceDenominator: Double,
    covariance: Double,
    degreesOfFreedom: Double
  ) {
    self.numerator = numerator
    self.denominator = denominator
    self.varianceNumerator = varianceNumerator
    self.varianceDenominator = varianceDenominator
    self.covariance = covariance
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// Returns the moments of totals over clusters.
  ///
  /// S_ab = G/(G-1) · Σ (a - A·w/W)(b - B·w/W), the covariance of totals that
  /// goes with CR1 standard errors. With clusters of one value and weight one
  /// it is n times the sample covariance with divisor n - 1.
  ///
  /// - Parameters:
  ///   - a: Per cluster, the weighted sum above the line.
  ///   - b: Per cluster, the weighted sum below the line.
  ///   - weights: Per cluster, the weight, not negative. Clusters of weight
  ///     zero do not count; their sums must be zero.
  /// - Returns: `nil` with fewer than two clusters with weight.
  package static func fromClusterTotals(
    a: [Double],
    b: [Double],
    weights: [Double]
  ) -> RatioMoments? {
    precondition(a.count == b.count && a.count == weights.count, "three totals per cluster")
    let members = weights.indices.filter { weights[$0] > 0 }
    guard members.count >= 2 else { return nil }
    let totalWeight = CompensatedSum.sum(weights)
    let (totalA, totalB) = (CompensatedSum.sum(a), CompensatedSum.sum(b))
    let residualsA = members.map { a[$0] - totalA * (weights[$0] / totalWeight) }
    let residualsB = members.map { b[$0] - totalB * (weights[$0] / totalWeight) }
    return RatioMoments(
      numerator: totalA,
      denominator: totalB,
      varianceNumerator: covariance(residualsA, residualsA),
      varianceDenominator: covariance(residualsB, residualsB),
      covariance: covariance(residualsA, residualsB),
      degreesOfFreedom: ClusterRobust.degreesOfFreedom(clusterWeights: weights)
    )
  }

  private static func covariance(_ a: [Double], _ b: [Double]) -> Double {
    let count = Double(a.count)
    return count / (count - 1) * CompensatedSum.sum(count: a.count) { a[$0] * b[$0] }
  }
}

extension RatioMoments {
  /// The ratio A/B, `nil` when B is zero.
  package var ratio: Double? {
    denominator == 0 ? nil : numerator / denominator
  }

  /// The t statistic B/√S_bb of the total below the line.
  ///
  /// How clearly B differs from zero. Infinite, with the sign of B, when only
  /// S_bb is zero; `nil` when both are.
  package var gapT: Double? {
    if denominator == 0 && varianceDenominator == 0 { return nil }
    return denominator / varianceDenominator.squareRoot()
  }

  /// The standard error of the ratio by the delta method, `nil` when B is zero.
  ///
  /// √(S_aa - 2R·S_ab + R²·S_bb)/|B| with R = A/B. It covers badly unless
  /// ``gapT`` is well above four; see ``Fieller`` for the interval that does.
  package var deltaStandardError: Double? {
    guard let ratio else { return nil }
    return residualVariance(at: ratio).squareRoot() / denominator.magnitude
  }

  /// Returns the variance of A - R·B, not negative.
  func residualVariance(at ratio: Double) -> Double {
    max(0, varianceNumerator - ratio * (2 * covariance - ratio * varianceDenominator))
  }
}
