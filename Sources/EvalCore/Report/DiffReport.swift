/// What two runs differ by.
package struct DiffReport: Codable, Equatable, Sendable {
  /// The version of the JSON document.
  package static let currentVersion = 1

  /// One side.
  package struct Side: Codable, Equatable, Sendable {
    package var title: String
    package var traces: Int
    package var comparability: Comparability?
  }

  /// One metric before and now.
  package struct MetricRow: Codable, Equatable, Sendable {
    /// What the change amounts to.
    package enum Outcome: String, Codable, Sendable {
      /// Exactly nothing changed.
      case identical
      /// A change for the better, shown at the level .05, two-sided.
      case better
      case worse
      /// A shown change of a metric of which neither more nor less is better.
      case changed
      /// Nothing is shown.
      case unclear
    }

    package var metric: MetricName
    package var before: Measured
    package var now: Measured
    /// Now minus before, with the two-sided 95 % interval, or why there is none.
    package var change: Measured
    /// Two-sided; nil where nothing changed or nothing can be told.
    package var p: Double?
    package var outcome: Outcome
  }

  /// How a label's cohorts share the change where the traffic differs (Kitagawa).
  package struct Mix: Codable, Equatable, Sendable {
    package var label: String
    /// The quality over all traces of either side, those of the other or not.
    package var before: Double
    package var now: Double
    /// The change of quality that comes of other shares of the cohorts.
    package var mix: Double
    /// The change of quality within cohorts.
    package var within: Double
    /// Whether the cohorts go one way and the whole another (Simpson).
    package var isReversed: Bool

    private enum CodingKeys: String, CodingKey {
      case label
      case before
      case now
      case mix
      case within
      case isReversed = "reversed"
    }
  }

  /// One router before and now.
  package struct Router: Codable, Equatable, Sendable {
    package var router: String
    /// The router it is compared with, where that has another name.
    package var before: String?
    /// Failed where it is worse, passed where it is no worse by more than the margin.
    package var verdict: Verdict
    /// Why, one sentence.
    package var reason: String
    package var metrics: [MetricRow]
    package var comparison: RouterComparison
    package var mix: [Mix]
  }

  package var version = DiffReport.currentVersion
  package var before: Side
  package var now: Side
  /// The traces that both have.
  package var traces: Int
  package var clusters: Int
  package var qualityMin: Double
  package var qualityMax: Double
  package var verdict: Verdict
  package var exitCode: ExitStatus
  /// How much quality may fall, normalised to 0…1, over all traces and in one cohort.
  package var margin: Double
  package var cohortMargin: Double
  /// What cannot be compared, and why.
  package var differences: [String]
  /// What was removed, added or changed: traces, routers, gates, models, prices.
  package var events: [String]
  package var routers: [Router]

  private enum CodingKeys: String, CodingKey {
    case version
    case before
    case now
    case traces
    case clusters
    case qualityMin = "quality_min"
    case qualityMax = "quality_max"
    case verdict
    case exitCode = "exit_code"
    case margin
    case cohortMargin = "cohort_margin"
    case differences
    case events
    case routers
  }
}
