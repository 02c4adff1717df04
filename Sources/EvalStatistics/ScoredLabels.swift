/// What every kernel asks of scores with the labels that they predict.
enum ScoredLabels {
  /// Stops when scores are no probabilities or labels none of 0, ½ and 1.
  ///
  /// A label of ½ is a tie, neither side the better one.
  static func check(scores: [Double], labels: [Double]) {
    precondition(scores.count == labels.count, "a label for each score")
    precondition(scores.allSatisfy { 0...1 ~= $0 }, "a score that is no probability")
    checkLabels(labels)
  }

  /// Stops when a label is none of 0, ½ and 1.
  static func checkLabels(_ labels: [Double]) {
    precondition(
      labels.allSatisfy { $0 == 0 || $0 == 0.5 || $0 == 1 }, "a label that is not 0, ½ or 1")
  }

  /// Returns weights as numbers, all ones where there are none.
  static func numbers(_ weights: [Int64]?, count: Int) -> [Double] {
    checkWeights(weights, count: count)
    return weights?.map(Double.init) ?? [Double](repeating: 1, count: count)
  }

  /// Stops when there is not a weight above zero for each score.
  static func checkWeights(_ weights: [Int64]?, count: Int) {
    guard let weights else { return }
    precondition(weights.count == count, "a weight for each score")
    precondition(weights.allSatisfy { $0 > 0 }, "a weight that is not above zero")
  }
}
