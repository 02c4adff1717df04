/// What `calibrate` found: a threshold, what is planned of it, and what comes of it elsewhere.
package struct ThresholdCalibration: Codable, Equatable, Sendable {
  /// Queries that a threshold was fitted on or tried on.
  package struct Sample: Codable, Equatable, Sendable {
    package var golden: String
    /// `even` or `odd`; nil for all of the golden.
    package var part: String?
    package var traces: Int
    package var clusters: Int
    package var sha256: String

    private enum CodingKeys: String, CodingKey {
      case golden
      case part
      case traces = "n"
      case clusters
      case sha256
    }

    package init(_ golden: Golden, part: GoldenPart?) {
      self.golden = golden.name
      self.part = part?.rawValue
      traces = golden.count
      clusters = golden.clusterCount
      sha256 = golden.sha256
    }
  }

  /// What a threshold comes to on queries that it was not fitted on.
  package struct Realised: Codable, Equatable, Sendable {
    package var sample: Sample
    package var strongShare: Measured
    /// How much more goes to the strong model than was planned.
    package var shift: Measured
    /// Whether that is more than noise.
    package var isOffPlan: Bool
    package var pgr: Measured
    /// USD for a query.
    package var cost: Measured
    /// The share of lost queries, for a threshold with a guarantee.
    package var loss: Measured?

    private enum CodingKeys: String, CodingKey {
      case sample
      case strongShare = "strong_share"
      case shift
      case isOffPlan = "off_plan"
      case pgr
      case cost
      case loss
    }

    package init(
      sample: Sample, metrics: MetricSet, threshold: RouterReport.ThresholdReport, loss: Measured?
    ) {
      self.sample = sample
      strongShare = metrics.strongShare
      pgr = metrics.pgr
      cost = metrics.cost
      self.loss = loss
      let shift = threshold.shift(to: metrics.strongShare)
      self.shift = shift.map(Measured.value) ?? .undefined("nothing was planned")
      isOffPlan = shift.map(RouterReport.ThresholdReport.isOffPlan) ?? false
    }
  }

  package var version = 1
  package var suite: String
  package var router: String
  package var kind: String
  package var threshold: RouterReport.ThresholdReport
  /// What the threshold was fitted on.
  package var calibration: Sample
  /// What it comes to on the suite's golden; nil where that is what it was fitted on.
  package var realised: Realised?
  /// The line to write into the suite.
  package var yaml: String
  package var warnings: [String]
  /// 0, or 3 where nothing could be shown.
  package var exitCode: ExitStatus

  private enum CodingKeys: String, CodingKey {
    case version
    case suite
    case router
    case kind
    case threshold
    case calibration
    case realised
    case yaml
    case warnings
    case exitCode = "exit_code"
  }

  /// Puts together what was found.
  ///
  /// - Parameters:
  ///   - suite: The suite's name.
  ///   - router: The router.
  ///   - threshold: Its threshold with what is planned.
  ///   - calibration: What it was fitted on.
  ///   - realised: What it comes to elsewhere; nil where nothing else was looked at.
  ///   - warnings: What a reader should know.
  package init(
    suite: String, router: RouterSpec, threshold: RouterReport.ThresholdReport,
    calibration: Sample, realised: Realised?, warnings: [String]
  ) {
    self.suite = suite
    self.router = router.name
    kind = router.kind.name
    self.threshold = threshold
    self.calibration = calibration
    self.realised = realised
    // A share of nothing stands for the threshold above every score, which no number is.
    yaml = "threshold: " + (threshold.value.map { "\($0)" } ?? "{strong_share: 0}")
    self.warnings = warnings
    exitCode = threshold.guarantee?.isShown == false ? .inconclusive : .passed
  }
}
