/// What a run found of one router.
package struct RouterReport: Codable, Equatable, Sendable {
  /// From which score the router chose the strong model.
  package struct ThresholdReport: Codable, Equatable, Sendable {
    /// The number; nil where it lies above every score.
    package var value: Double?
    /// How it was found: `0.5`, `strong share 0.3`, `PGR 0.8`.
    package var rule: String
    /// The golden that it was fitted on; nil where it was given.
    package var fittedOn: String?
    /// Whether it was fitted on the data that it is judged on.
    package var fittedHere: Bool
    /// The share of strong calls on the golden that it was fitted on; nil where it was given, and in
    /// reports of earlier builds, as in all that follows.
    package var plannedStrongShare: Measured?
    /// The USD for a query there.
    package var plannedCost: Measured?
    /// The PGR there.
    package var plannedPGR: Measured?
    /// What was shown of its losses there; nil but for a threshold with a guarantee.
    package var guarantee: GuaranteeReport?

    private enum CodingKeys: String, CodingKey {
      case value
      case rule
      case fittedOn = "fitted_on"
      case fittedHere = "fitted_on_judged_data"
      case plannedStrongShare = "planned_strong_share"
      case plannedCost = "planned_cost"
      case plannedPGR = "planned_pgr"
      case guarantee
    }

    package init(value: Double?, rule: String, fittedOn: String?, fittedHere: Bool) {
      self.value = value
      self.rule = rule
      self.fittedOn = fittedOn
      self.fittedHere = fittedHere
    }
  }

  /// One cohort's metrics.
  package struct CohortReport: Codable, Equatable, Sendable {
    package var cohort: Cohort
    package var traces: Int
    package var clusters: Int
    package var metrics: MetricSet

    private enum CodingKeys: String, CodingKey {
      case cohort = "labels"
      case traces = "n"
      case clusters
      case metrics
    }

    package init(cohort: Cohort, traces: Int, clusters: Int, metrics: MetricSet) {
      self.cohort = cohort
      self.traces = traces
      self.clusters = clusters
      self.metrics = metrics
    }
  }

  package var name: String
  package var kind: String
  package var why: String?
  package var traces: Int
  /// The SHA-256 of the router's configuration.
  package var configSHA256: String
  package var threshold: ThresholdReport?
  package var metrics: MetricSet
  /// What its scores are worth as probabilities; nil where they are none, `metrics` says why.
  package var calibration: CalibrationReport?
  package var compat: CompatReport?
  /// What went wrong while it was asked; nil for a router inside this program.
  package var faults: FaultReport?
  /// How long it took to decide; nil for a router inside this program and with `--reproducible`.
  package var routerLatency: RouterLatency?
  /// Every label's levels, then every examined pair.
  package var cohorts: [CohortReport]
  /// The reference routers on the same traces.
  package var reference: ReferenceReport
  /// How much better it is than chance at its own strong share; nil in reports of earlier builds.
  package var versusRandom: RandomContrast?
  /// What its own calls to models took; nil where deciding asks none.
  package var deciding: DecidingReport?
  /// What became of the queries by the branch that they took; nil for a router without branches.
  package var branches: [BranchReport]?
  /// The router that it is meant to decide like; nil for none.
  package var imitates: String?
  /// How much better it is than the best mix of the models at its own cost; nil in reports of
  /// earlier builds.
  package var versusMix: MixContrast?

  private enum CodingKeys: String, CodingKey {
    case name
    case kind
    case why
    case traces = "n"
    case configSHA256 = "config_sha256"
    case threshold
    case metrics
    case calibration
    case compat
    case faults
    case routerLatency = "router_latency"
    case cohorts
    case reference
    case versusRandom = "vs_random"
    case deciding
    case branches
    case imitates
    case versusMix = "vs_mix"
  }

  package init(
    name: String, kind: String, why: String?, traces: Int, configSHA256: String,
    threshold: ThresholdReport?, metrics: MetricSet, calibration: CalibrationReport? = nil,
    compat: CompatReport?,
    cohorts: [CohortReport], reference: ReferenceReport, versusRandom: RandomContrast? = nil,
    versusMix: MixContrast? = nil
  ) {
    self.name = name
    self.kind = kind
    self.why = why
    self.traces = traces
    self.configSHA256 = configSHA256
    self.threshold = threshold
    self.metrics = metrics
    self.calibration = calibration
    self.compat = compat
    self.cohorts = cohorts
    self.reference = reference
    self.versusRandom = versusRandom
    self.versusMix = versusMix
  }
}
