/// Fieller's confidence set for a ratio of two totals.
///
/// Fieller (1954): all R for which A - R·B does not differ from zero, that is
/// (A - R·B)² ≤ t²(S_aa - 2R·S_ab + R²·S_bb).
package enum Fieller {
  /// Returns the confidence set at a critical value of Student's t.
  ///
  /// Bounded by the roots of the quadratic when B differs from zero at the
  /// same critical value (g < 1), unbounded otherwise, and where B is zero.
  ///
  /// - Precondition: `t` is not negative and finite.
  package static func interval(_ moments: RatioMoments, t: Double) -> FiellerInterval {
    precondition(t >= 0 && t < .infinity, "a critical value that is not finite")
    guard let ratio = moments.ratio, let g = g(moments, t: t), g < 1 else { return .unbounded }
    let b = moments.denominator
    let scale = t / b
    let shrink = 1 - g
    let centre = ratio - scale * scale * moments.covariance
    // The discriminant by residuals of the ratio: the textbook form cancels.
    let determinant = max(
      0,
      moments.varianceNumerator * moments.varianceDenominator
        - moments.covariance * moments.covariance
    )
    let discriminant =
      moments.residualVariance(at: ratio) - scale * scale * determinant
    let half = scale.magnitude * max(0, discriminant).squareRoot()
    return .bounded(Interval(low: (centre - half) / shrink, high: (centre + half) / shrink))
  }

  /// Returns g = t²·S_bb/B², which is below one when the set is bounded.
  ///
  /// Infinite when only B is zero, `nil` when B and S_bb both are.
  package static func g(_ moments: RatioMoments, t: Double) -> Double? {
    guard let gapT = moments.gapT else { return nil }
    let quotient = t / gapT
    return quotient * quotient
  }
}
