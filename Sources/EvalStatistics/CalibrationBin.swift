/// What scores in one bin say and what their labels were.
package struct CalibrationBin: Equatable, Sendable {
  /// The number of scores, above zero.
  package let count: Int

  /// The mean of the scores.
  package let meanScore: Double

  /// The mean of the labels.
  package let meanLabel: Double

  /// The estimated variance of ``meanLabel``, zero for a single label.
  ///
  /// Σ(y-ȳ)²/(n(n-1)), which is ȳ(1-ȳ)/(n-1) for labels of 0 and 1.
  package let meanLabelVariance: Double

  /// The scores, which ``expectedGap`` is computed of where it is asked for: it takes longer than
  /// all the rest.
  private let scores: [Double]

  /// The mean |``gap``| of such a bin if every score were the probability of its label.
  package var expectedGap: Double {
    CalibratedLabels(scores: scores).meanDeviation / Double(count)
  }

  /// How far the labels lie above the scores.
  package var gap: Double { meanLabel - meanScore }

  /// Creates a bin from its scores and their labels.
  ///
  /// - Precondition: There is at least one score, and a label for each.
  init(scores: [Double], labels: [Double]) {
    precondition(!scores.isEmpty && scores.count == labels.count, "a bin with a label for each")
    let n = Double(scores.count)
    let mean = CompensatedSum.sum(labels) / n
    let squares = CompensatedSum.sum(labels.lazy.map { ($0 - mean) * ($0 - mean) })
    count = scores.count
    meanScore = CompensatedSum.sum(scores) / n
    meanLabel = mean
    meanLabelVariance = scores.count == 1 ? 0 : squares / (n * (n - 1))
    self.scores = scores
  }
}
