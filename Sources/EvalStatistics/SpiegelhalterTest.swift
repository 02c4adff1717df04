/// A test of whether scores are calibrated, without bins.
///
/// Spiegelhalter (1986). It knows that the null hypothesis is exact: each label
/// is 1 with the probability that its score says.
package enum SpiegelhalterTest {
  /// Returns the statistic Z, about standard normal for calibrated scores.
  ///
  /// Σ(y-p)(1-2p) / √Σ(1-2p)²p(1-p). Above zero when scores are too extreme,
  /// below when they are too timid. A label of ½ has less variance than the
  /// formula counts on, so with ties the test rejects too seldom.
  ///
  /// - Parameters:
  ///   - scores: Probabilities.
  ///   - labels: 0, ½ or 1 for each score.
  /// - Returns: `nil` when no score says anything that can be tested: each is 0,
  ///   ½ or 1, or there are none.
  package static func statistic(scores: [Double], labels: [Double]) -> Double? {
    ScoredLabels.check(scores: scores, labels: labels)
    let variance = CompensatedSum.sum(
      scores.lazy.map { p in (1 - 2 * p) * (1 - 2 * p) * p * (1 - p) })
    guard variance > 0 else { return nil }
    let deviation = CompensatedSum.sum(count: scores.count) { index in
      (labels[index] - scores[index]) * (1 - 2 * scores[index])
    }
    return deviation / variance.squareRoot()
  }

  /// Returns the two-sided p of a statistic.
  package static func pValue(statistic: Double) -> Double {
    2 * Normal.upperTail(statistic.magnitude)
  }
}
