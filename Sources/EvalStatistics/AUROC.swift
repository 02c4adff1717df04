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
  /// - Returns: A number in 0…1, ½ for scores that are all equal; `nil` when
  ///   one class is missing.
  package static func area(scores: [Double], labels: [Double]) -> Double? {
    precondition(scores.count == labels.count, "a label for each score")
    ScoredLabels.checkLabels(labels)
    // Twice the label is the number of half observations of the upper class.
    var upperCount = 0
    var lowerCount = 0
    var halfWins = 0
    for group in TieGroups(ascending: scores).groups {
      let upper = group.reduce(0) { $0 + Int(2 * labels[$1]) }
      let lower = 2 * group.count - upper
      halfWins += upper * (2 * lowerCount + lower)
      upperCount += upper
      lowerCount += lower
    }
    guard upperCount > 0 && lowerCount > 0 else { return nil }
    return Double(halfWins) / Double(2 * upperCount * lowerCount)
  }
}
