import EvalStatistics

/// A cohort's scores from the lowest up, each with whether the strong model was the better one.
struct LabelledScores {
  let scores: [Double]
  let labels: [Double]
  /// How many queries each stands for; nil for one each.
  let weights: [Int64]?

  /// Gathers a cohort's scores; tied ones stand in id order.
  ///
  /// Complexity: O(n), for the traces are ranked already.
  ///
  /// - Parameters:
  ///   - view: The cohort.
  ///   - traces: The router's traces.
  ///   - hasTies: Whether traces on which neither model is better are among them.
  init(_ view: CohortView, _ traces: RoutedTraces, hasTies: Bool = true) {
    let (ranked, all, gaps) = (view.ranked, traces.ranking.scores, traces.weightedGap)
    var scores: [Double] = []
    var labels: [Double] = []
    var weights: [Int64]? = traces.weights.map { _ in [] }
    scores.reserveCapacity(ranked.count)
    labels.reserveCapacity(ranked.count)
    var end = ranked.endIndex
    while end > ranked.startIndex {
      var start = end - 1
      let score = all[Int(ranked[start])]
      while start > ranked.startIndex, all[Int(ranked[start - 1])] == score { start -= 1 }
      for position in start..<end {
        let trace = Int(ranked[position])
        guard hasTies || gaps[trace] != 0 else { continue }
        scores.append(score)
        labels.append(BrierLosses.label(gap: gaps[trace]))
        weights?.append(traces.weight(trace))
      }
      end = start
    }
    self.scores = scores
    self.labels = labels
    self.weights = weights
  }

  /// How often the score ranks a trace on which the strong model is better above one on which it
  /// is worse, of scores without labels of one half.
  ///
  /// As half an observation of each class a tie would pull every router to one half: the oracle
  /// too would be far from 1.
  var auroc: Measured {
    AUROC.area(scores: scores, labels: labels, weights: weights).map { .value(Estimate($0)) }
      ?? .undefined(Reason.oneClass)
  }

  /// The expected calibration error of scores that are probabilities.
  var ece: Measured {
    CalibrationError.expected(bins).map { .value(Estimate($0)) } ?? .undefined("no traces")
  }

  /// As many scores in each bin; each trace counts once, whatever its weight.
  var bins: [CalibrationBin] {
    CalibrationError.equalMassBins(
      scores: scores, labels: labels, count: CalibrationError.massBinCount(scores.count))
  }
}
