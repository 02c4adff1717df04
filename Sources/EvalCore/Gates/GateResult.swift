import EvalStatistics

/// One gate's verdict on one router and one cohort.
package struct GateResult: Codable, Equatable, Sendable {
  /// How a change was told from noise.
  package struct Change: Codable, Equatable, Sendable {
    /// Now minus before, in the metric's own unit.
    package var estimate: Double
    /// The two-sided 95 % interval; for one of many cohorts, it holds for all of them at once, as
    /// `bound` does.
    package var low: Double
    package var high: Double
    /// The one-sided 95 % bound on the side that the gate guards.
    package var bound: Double
    /// How much worse it may be, in the metric's own unit.
    package var margin: Double
    /// `mcnemar`, `sign_flip`, `t` or `bootstrap`.
    package var test: String
    /// The one-sided p value; among all cohorts for a gate on every cohort.
    package var p: Double
    /// The same after the correction for several blocking gates (Holm).
    package var adjustedP: Double
    /// The smallest change for the worse that would have been shown four times in five.
    package var detectable: Double?
    package var traces: Int
    package var clusters: Int
    /// The clusters in which something changed.
    package var changedClusters: Int
    /// The fewest clusters that must change, all for the worse, to show anything.
    package var fewestClusters: Int
    /// The standard error that recording the golden anew alone gives the change; nil where it was
    /// not recorded anew, or without repeated recordings.
    package var noiseFloor: Double?
    /// How many queries would pass the gate if nothing had changed; nil where no number would.
    package var tracesToPass: Int?
    /// How many queries would decide at the change measured; nil where it sits on the margin.
    package var tracesToResolve: Int?

    /// Whether the interval holds zero for want of changed clusters alone: with few of them it is no
    /// narrower than a score interval, whatever the test says.
    package var isKeptWide: Bool {
      test == "sign_flip" && changedClusters < PairedMean.fewChanges && low < 0 && high > 0
        && p <= ChangeQuestion.level
    }

    private enum CodingKeys: String, CodingKey {
      case estimate
      case low
      case high
      case bound
      case margin
      case test
      case p
      case adjustedP = "p_adjusted"
      case detectable
      case traces
      case clusters
      case changedClusters = "changed_clusters"
      case fewestClusters = "fewest_clusters"
      case noiseFloor = "noise_floor"
      case tracesToPass = "traces_to_pass"
      case tracesToResolve = "traces_to_resolve"
    }
  }

  package var router: String
  package var metric: MetricName
  package var model: String?
  package var cohort: Cohort
  package var verdict: Verdict
  /// Whether the verdict decides the exit code.
  package var isBlocking: Bool
  /// What is required, such as `at least 0.55` or `drop at most 0.02`.
  package var requirement: String
  /// The measured value: of the metric, or of its change for a gate on a change.
  package var value: Bound
  /// The limit that the value is held against.
  package var limit: Double
  /// Whether the limit is a fraction of what the value is compared with.
  package var isRelativeLimit: Bool
  /// How the change was told from noise; nil for an absolute limit, and where nothing changed.
  package var change: Change?
  /// For a gate on a change in every cohort: the share of all queries of whose levels every
  /// one is a cohort where a change as large as the margin was found, was ruled out, or would have
  /// been shown four times in five.
  package var auditedShare: Double?
  /// What the value is compared with: `baseline`, a router's name, or nothing.
  package var comparedWith: String?
  /// Why the verdict is what it is, one sentence.
  package var reason: String
  /// What the gate is for, from the suite.
  package var why: String?
  /// The waiver that turned a failure into a warning.
  package var waived: GateSpec.Waiver?
  /// What an inconclusive verdict does to the exit code.
  package var onInconclusive: InconclusivePolicy
  /// The gate's line in the suite file.
  package var line: Int

  private enum CodingKeys: String, CodingKey {
    case router
    case metric
    case model
    case cohort
    case verdict
    case isBlocking = "blocking"
    case requirement
    case value
    case limit
    case isRelativeLimit = "limit_is_relative"
    case change
    case auditedShare = "audited_share"
    case comparedWith = "compared_with"
    case reason
    case why
    case waived
    case onInconclusive = "on_inconclusive"
    case line
  }

  /// Whether the verdict turns the run red: a failure that blocks and is not waived.
  package var failsTheRun: Bool { verdict == .failed && isBlocking && waived == nil }

  /// Whether the verdict keeps the run from being green.
  package var leavesTheRunOpen: Bool {
    verdict == .inconclusive && isBlocking && onInconclusive == .fail
  }

  /// `metric`, with the model where one is named.
  package var metricTitle: String {
    model.map { "\(metric.rawValue) of \($0)" } ?? metric.rawValue
  }

  /// Returns the verdict and exit code of a run from its gates.
  ///
  /// A run whose open gates all say `on_inconclusive: warn` is inconclusive and exits 0.
  package static func conclude(_ gates: [GateResult]) -> (verdict: Verdict, status: ExitStatus) {
    if gates.contains(where: \.failsTheRun) { return (.failed, .failed) }
    if gates.contains(where: \.leavesTheRunOpen) { return (.inconclusive, .inconclusive) }
    let isOpen = gates.contains { $0.verdict == .inconclusive && $0.isBlocking }
    return (isOpen ? .inconclusive : .passed, .passed)
  }
}
