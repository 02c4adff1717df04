import EvalStatistics

/// What a router's scores are worth as probabilities that the strong model is the better one.
package struct CalibrationReport: Codable, Equatable, Sendable {
  /// Neighbouring scores, what they said and what was recorded.
  package struct Bin: Codable, Equatable, Sendable {
    package var traces: Int
    package var meanScore: Double
    /// The share of its traces on which the strong model was better, ties for one half.
    package var meanLabel: Double

    private enum CodingKeys: String, CodingKey {
      case traces = "n"
      case meanScore = "mean_score"
      case meanLabel = "mean_label"
    }

    package init(traces: Int, meanScore: Double, meanLabel: Double) {
      self.traces = traces
      self.meanScore = meanScore
      self.meanLabel = meanLabel
    }
  }

  /// Spiegelhalter's test of whether the scores are calibrated.
  package struct Spiegelhalter: Codable, Equatable, Sendable {
    /// About standard normal for calibrated scores; above zero where they are too extreme.
    package var z: Bound
    /// Two-sided.
    package var p: Bound

    package init(z: Bound, p: Bound) {
      self.z = z
      self.p = p
    }
  }

  /// What recalibrating the scores would take off the Brier score.
  package var miscalibration: Double
  /// What recalibrated scores are better by than the mean label.
  package var discrimination: Double
  /// The Brier score of the mean label.
  package var uncertainty: Double
  package var spiegelhalter: Spiegelhalter
  /// The mean squared gap of the bins less what chance puts into it; about 0, often below, for
  /// perfect scores.
  package var debiasedSquare: Double
  package var ece: Double
  /// What the ECE of perfect scores would be on average.
  package var expectedECE: Double
  /// The bins that both errors are computed of, from the lowest scores up.
  package var bins: [Bin]

  private enum CodingKeys: String, CodingKey {
    case miscalibration
    case discrimination
    case uncertainty
    case spiegelhalter
    case debiasedSquare = "debiased_square"
    case ece
    case expectedECE = "ece_expected"
    case bins
  }

  package init(
    miscalibration: Double, discrimination: Double, uncertainty: Double,
    spiegelhalter: Spiegelhalter, debiasedSquare: Double, ece: Double, expectedECE: Double,
    bins: [Bin]
  ) {
    self.miscalibration = miscalibration
    self.discrimination = discrimination
    self.uncertainty = uncertainty
    self.spiegelhalter = spiegelhalter
    self.debiasedSquare = debiasedSquare
    self.ece = ece
    self.expectedECE = expectedECE
    self.bins = bins
  }
}

extension CalibrationReport {
  /// Examines a router's scores over all traces; nil where they are no probabilities.
  ///
  /// Complexity: O(n).
  init?(_ traces: RoutedTraces, over all: CohortPartition) {
    guard case .column = traces.brierLosses else { return nil }
    let view = CohortView(
      members: all.members[...], ranked: traces.ranking.order[...], clusters: all.clusters,
      clusterCount: all.clusterCounts[0])
    self.init(LabelledScores(view, traces))
  }

  private init?(_ sample: LabelledScores) {
    let bins = sample.bins
    guard
      let brier = BrierScore.decomposition(
        scores: sample.scores, labels: sample.labels, weights: sample.weights),
      let debiasedSquare = CalibrationError.debiasedSquare(bins),
      let ece = CalibrationError.expected(bins),
      let expectedECE = CalibrationError.expectedUnderCalibration(bins)
    else { return nil }
    self.init(
      miscalibration: Rounding.significant(brier.miscalibration),
      discrimination: Rounding.significant(brier.discrimination),
      uncertainty: Rounding.significant(brier.uncertainty),
      spiegelhalter: Spiegelhalter(sample), debiasedSquare: Rounding.significant(debiasedSquare),
      ece: Rounding.significant(ece), expectedECE: Rounding.significant(expectedECE),
      bins: bins.map { bin in
        Bin(
          traces: bin.count, meanScore: Rounding.significant(bin.meanScore),
          meanLabel: Rounding.significant(bin.meanLabel))
      })
  }
}

extension CalibrationReport.Spiegelhalter {
  fileprivate init(_ sample: LabelledScores) {
    guard let z = SpiegelhalterTest.statistic(scores: sample.scores, labels: sample.labels) else {
      let reason = "every score is 0, ½ or 1, which nothing can be tested on"
      self.init(z: .undefined(reason), p: .undefined(reason))
      return
    }
    self.init(
      z: .value(Rounding.significant(z)),
      p: .value(Rounding.significant(SpiegelhalterTest.pValue(statistic: z))))
  }
}
