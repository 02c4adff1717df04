/// How well scores, read as probabilities, predict labels.
///
/// Labels are 0 or 1, or ½ for a tie. The rules are proper: on average no
/// scores do better than the true probabilities.
package enum BrierScore {
  /// Scores are kept this far from 0 and 1 before a logarithm is taken.
  private static let clip = 1e-15

  /// Returns the mean of (score - label)², `nil` when there are none.
  ///
  /// Brier (1950), for one class.
  ///
  /// - Parameters:
  ///   - scores: Probabilities.
  ///   - labels: 0, ½ or 1 for each score.
  ///   - weights: A weight above zero for each score; `nil` for all ones.
  /// - Returns: A number in 0…1.
  package static func mean(
    scores: [Double],
    labels: [Double],
    weights: [Int64]?
  ) -> Double? {
    ScoredLabels.check(scores: scores, labels: labels)
    return meanSquare(scores, labels, ScoredLabels.numbers(weights, count: scores.count))
  }

  /// Returns the mean of -y ln p - (1-y) ln(1-p), `nil` when there are none.
  ///
  /// Good (1952). Scores are kept within 1e-15 of 0 and 1, as in scikit-learn,
  /// so a certain and wrong score costs about 34.5, not infinitely much.
  ///
  /// - Parameters:
  ///   - scores: Probabilities.
  ///   - labels: 0, ½ or 1 for each score.
  ///   - weights: A weight above zero for each score; `nil` for all ones.
  /// - Returns: A number that is not negative.
  package static func logLoss(
    scores: [Double],
    labels: [Double],
    weights: [Int64]?
  ) -> Double? {
    ScoredLabels.check(scores: scores, labels: labels)
    let weights = ScoredLabels.numbers(weights, count: scores.count)
    guard !scores.isEmpty else { return nil }
    let total = CompensatedSum.sum(count: scores.count) { index in
      let p = min(max(scores[index], clip), 1 - clip)
      let y = labels[index]
      let hit = y == 0 ? 0 : y * Elementary.log(p)
      let miss = y == 1 ? 0 : (1 - y) * Elementary.log1p(-p)
      return -weights[index] * (hit + miss)
    }
    return total / CompensatedSum.sum(weights)
  }

  /// Returns the score with its parts, `nil` when there are none.
  ///
  /// CORP (Dimitriadis, Gneiting & Jordan 2021): the parts compare the scores
  /// with their ``IsotonicRegression`` on the labels, and that with the mean
  /// label. Free of bins. With one class only, discrimination and uncertainty
  /// are zero and say nothing.
  ///
  /// - Parameters:
  ///   - scores: Probabilities.
  ///   - labels: 0, ½ or 1 for each score.
  ///   - weights: A weight above zero for each score; `nil` for all ones.
  /// - Returns: The parts in the unit of the score.
  package static func decomposition(
    scores: [Double],
    labels: [Double],
    weights: [Int64]?
  ) -> BrierDecomposition? {
    ScoredLabels.check(scores: scores, labels: labels)
    let numbers = ScoredLabels.numbers(weights, count: scores.count)
    let fits = IsotonicRegression.fit(scores: scores, values: labels, weights: weights)
    let labelTotal = CompensatedSum.sum(count: labels.count) { numbers[$0] * labels[$0] }
    let base = [Double](
      repeating: labelTotal / CompensatedSum.sum(numbers), count: labels.count)
    guard
      let score = meanSquare(scores, labels, numbers),
      let recalibrated = meanSquare(fits, labels, numbers),
      let uncertainty = meanSquare(base, labels, numbers)
    else { return nil }
    return BrierDecomposition(
      score: score,
      miscalibration: max(0, score - recalibrated),
      discrimination: max(0, uncertainty - recalibrated),
      uncertainty: uncertainty
    )
  }

  private static func meanSquare(
    _ scores: [Double],
    _ labels: [Double],
    _ weights: [Double]
  ) -> Double? {
    guard !scores.isEmpty else { return nil }
    let total = CompensatedSum.sum(count: scores.count) { index in
      let miss = scores[index] - labels[index]
      return weights[index] * miss * miss
    }
    return total / CompensatedSum.sum(weights)
  }
}
