/// How often a score ranks the better of two above the other.
package enum AUROC {
  /// Returns the area under the receiver operating characteristic.
  ///
  /// The share of pairs of a 1 and a 0 in which the 1 has the higher score,
  /// ties for one half: the statistic of Mann & Whitney (1947) with midranks.
  /// Pairs are counted in integers, so the area is rounded once. A label of ½
  /// is half an observation of each class.
  ///
  /// - Parameters:
  ///   - scores: Any numbers but NaN; only their order counts.
  ///   - labels: 0, ½ or 1 for each score.
  ///   - weights: A weight above zero for each score, the number of times that
  ///     it was observed; `nil` for all ones.
  /// - Returns: A number in 0…1, ½ for scores that are all equal; `nil` when
  ///   one class is missing.
  package static func area(
    scores: [Double],
    labels: [Double],
    weights: [Int64]? = nil
  ) -> Double? {
    precondition(scores.count == labels.count, "a label for each score")
    ScoredLabels.checkLabels(labels)
    ScoredLabels.checkWeights(weights, count: scores.count)
    let total = weights?.reduce(0) { $0 + Double($1) } ?? Double(scores.count)
    // Both sides of the fraction are at most twice the square of the total.
    return total < 1e9
      ? area(scores, labels, weights, as: Int64.self)
      : area(scores, labels, weights, as: Int128.self)
  }

  private static func area<Count: FixedWidthInteger>(
    _ scores: [Double],
    _ labels: [Double],
    _ weights: [Int64]?,
    as count: Count.Type
  ) -> Double? {
    // Twice the label is the number of half observations of the upper class.
    var upperCount: Count = 0
    var lowerCount: Count = 0
    var halfWins: Count = 0
    let ties = TieGroups(ascending: scores)
    for group in ties.ranges {
      var upper: Count = 0
      var both: Count = 0
      for position in group {
        let index = ties.order[position]
        let weight = Count(weights?[index] ?? 1)
        upper += Count(2 * labels[index]) * weight
        both += 2 * weight
      }
      let lower = both - upper
      halfWins += upper * (2 * lowerCount + lower)
      upperCount += upper
      lowerCount += lower
    }
    guard upperCount > 0 && lowerCount > 0 else { return nil }
    return Double(halfWins) / Double(2 * upperCount * lowerCount)
  }
}
