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

    private enum CodingKeys: String, CodingKey {
      case value
      case rule
      case fittedOn = "fitted_on"
      case fittedHere = "fitted_on_judged_data"
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
  package var compat: CompatReport?
  /// Every label's levels, then every examined pair.
  package var cohorts: [CohortReport]
  /// The reference routers on the same traces.
  package var reference: ReferenceReport

  private enum CodingKeys: String, CodingKey {
    case name
    case kind
    case why
    case traces = "n"
    case configSHA256 = "config_sha256"
    case threshold
    case metrics
    case compat
    case cohorts
    case reference
  }

  package init(
    name: String, kind: String, why: String?, traces: Int, configSHA256: String,
    threshold: ThresholdReport?, metrics: MetricSet, compat: CompatReport?,
    cohorts: [CohortReport], reference: ReferenceReport
  ) {
    self.name = name
    self.kind = kind
    self.why = why
    self.traces = traces
    self.configSHA256 = configSHA256
    self.threshold = threshold
    self.metrics = metrics
    self.compat = compat
    self.cohorts = cohorts
    self.reference = reference
  }
}

/// Other evaluators' own figures beside the exact ones.
package struct CompatReport: Codable, Equatable, Sendable {
  package var routellm: RouteLLMCompat

  package init(routellm: RouteLLMCompat) {
    self.routellm = routellm
  }
}

/// The metrics of the reference routers.
package struct ReferenceReport: Codable, Equatable, Sendable {
  package var alwaysWeak: ReferenceEntry
  package var alwaysStrong: ReferenceEntry
  /// The expectation of sending the router's strong share to the strong model at random.
  package var random: ReferenceEntry
  /// Ranking by prompt length, at the strong share nearest to the router's.
  package var length: ReferenceEntry
  /// The best answer for each trace, the cheapest among equals; its ranking is by the gap.
  package var oracle: ReferenceEntry

  private enum CodingKeys: String, CodingKey {
    case alwaysWeak = "always_weak"
    case alwaysStrong = "always_strong"
    case random
    case length
    case oracle
  }
}

/// A reference router's metrics, or why it has none.
package enum ReferenceEntry: Equatable, Sendable {
  case metrics(MetricSet)
  case undefined(String)

  /// The metrics, nil where there are none.
  package var metrics: MetricSet? {
    if case .metrics(let metrics) = self { return metrics }
    return nil
  }
}

extension ReferenceEntry: Codable {
  private enum CodingKeys: String, CodingKey { case undefined }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let reason = try container.decodeIfPresent(String.self, forKey: .undefined) {
      self = .undefined(reason)
    } else {
      self = .metrics(try MetricSet(from: decoder))
    }
  }

  /// Writes the metrics, or `{"undefined": reason}`.
  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .metrics(let metrics): try metrics.encode(to: encoder)
    case .undefined(let reason):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(reason, forKey: .undefined)
    }
  }
}
