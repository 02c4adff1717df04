/// The metrics that gates can name.
package enum MetricName: String, CaseIterable, Codable, Sendable {
  case quality
  case pgr
  case apgr
  case cpt20
  case cpt50
  case cpt80
  case cpt95
  case cpt20Sustained = "cpt20_sustained"
  case cpt50Sustained = "cpt50_sustained"
  case cpt80Sustained = "cpt80_sustained"
  case cpt95Sustained = "cpt95_sustained"
  case auc
  case strongShare = "strong_share"
  case cost
  case savings
  case latencyP50 = "latency_p50"
  case latencyP95 = "latency_p95"
  case latencyP99 = "latency_p99"
  case calls
  case tokens
  case brier
  case ece
  case auroc
  case agreement
  case rating
  case aiq
  case oracleGap = "oracle_gap"
  case routerLatencyP50 = "router_latency_p50"
  case routerLatencyP95 = "router_latency_p95"

  /// Tells whether a gate on the metric may name a model.
  package var isByModel: Bool {
    switch self {
    case .calls, .tokens, .cost, .rating: true
    default: false
    }
  }

  /// Tells whether the metric is a share of the quality gap between strong and weak.
  package var dividesByGap: Bool { self == .pgr || self == .apgr }

  /// How much worse the metric may get where a gate says `default`; nil where there is no such
  /// custom.
  ///
  /// Chosen for what a golden of a few thousand queries can show; `docs/methodology.md` says why.
  ///
  /// - Parameter cohort: Whether the gate looks at cohorts, where less can be shown.
  /// - Returns: The margin.
  package func defaultMargin(cohort: Bool) -> GateSpec.Amount? {
    switch self {
    case .quality, .oracleGap: .absolute(cohort ? 0.03 : 0.01)
    case .apgr: .absolute(0.02)
    case .pgr, .strongShare, .cpt20, .cpt50, .cpt80, .cpt95, .cpt20Sustained, .cpt50Sustained,
      .cpt80Sustained, .cpt95Sustained:
      .absolute(0.05)
    case .cost: .relative(0.05)
    case .latencyP50, .latencyP95, .latencyP99: .relative(0.1)
    case .brier, .aiq: .absolute(0.01)
    default: nil
    }
  }

  /// Tells whether gates compare the metric with a limit of its own only, never with the baseline.
  package var isAbsoluteOnly: Bool { self == .agreement }

  /// Tells whether the metric looks at the router's score alone, not at what it chose.
  var isOfScore: Bool { self == .brier || self == .ece || self == .auroc }

  /// Tells whether the metric is how long the router itself took, which is no figure of a golden.
  package var isOfRouterItself: Bool { self == .routerLatencyP50 || self == .routerLatencyP95 }

  /// Tells whether the metric is read off the curve over all thresholds.
  var isOfCurve: Bool {
    switch self {
    case .apgr, .auc, .cpt20, .cpt50, .cpt80, .cpt95, .cpt20Sustained, .cpt50Sustained,
      .cpt80Sustained, .cpt95Sustained:
      true
    default: false
    }
  }

  /// Tells whether the metric lies between 0 and 1 whatever happens.
  package var isFraction: Bool {
    switch self {
    case .quality, .strongShare, .cpt20, .cpt50, .cpt80, .cpt95, .cpt20Sustained, .cpt50Sustained,
      .cpt80Sustained, .cpt95Sustained, .brier, .ece, .auroc, .aiq, .oracleGap, .agreement:
      true
    default: false
    }
  }

  /// Tells whether the metric cannot fall below 0: savings do where a router costs more than the
  /// strong model, PGR where it loses more than the weak one.
  package var isNeverNegative: Bool {
    switch self {
    case .pgr, .apgr, .auc, .savings: false
    default: true
    }
  }

  /// Tells whether more of it is better; nil where neither is.
  package var higherIsBetter: Bool? {
    switch self {
    case .quality, .pgr, .apgr, .auc, .savings, .auroc, .aiq, .agreement, .rating: true
    case .strongShare, .calls: nil
    default: false
    }
  }
}
