/// What became of a suite's routers from run to run.
package struct HistoryReport: Codable, Equatable, Sendable {
  /// The version of the JSON document.
  package static let currentVersion = 1

  /// The run that later ones are held against.
  package struct Anchor: Codable, Equatable, Sendable {
    /// Why it is this run.
    package enum Origin: String, Codable, Sendable {
      /// The suite's accepted run in the store.
      case accepted
      /// `--anchor` named it.
      case named
      /// Nothing is accepted: the oldest run that is shown.
      case oldest
    }

    package var run: String
    package var startedAt: String
    package var origin: Origin
    package var git: RunReport.GitState?

    private enum CodingKeys: String, CodingKey {
      case run
      case startedAt = "started_at"
      case origin
      case git
    }
  }

  /// A change of one router's quality between two runs on the same traces, normalised to 0…1.
  package struct Change: Codable, Equatable, Sendable {
    /// How many traces go to another model.
    package var flips: Int
    package var quality: Double
    /// Whether both replayed one recording: then the change is exact.
    package var isExact: Bool
    /// Of a golden recorded anew: what comes of other routes, and what of other answers.
    package var routes: Double?
    package var answers: Double?
    /// The standard error of a change against the anchor on another recording.
    package var standardError: Double?
    /// What the standard error is made of; nil where there is none.
    package var noise: Noise?

    private enum CodingKeys: String, CodingKey {
      case flips
      case quality
      case isExact = "exact"
      case routes
      case answers
      case standardError = "standard_error"
      case noise
    }

    /// Whether nothing at all changed.
    package var isNothing: Bool { flips == 0 && quality == 0 }
  }

  /// Where the standard error of a change on another recording comes from.
  package enum Noise: String, Codable, Sendable {
    /// How much earlier recordings of the same traces differ by.
    case floor
    /// How much the differences vary from cluster to cluster.
    case population
  }

  /// One router in one run.
  package struct Entry: Codable, Equatable, Sendable {
    package var router: String
    /// The metric that the history follows.
    package var value: Measured
    /// What that changed by since the run before; nil where the two cannot be set side by side.
    package var change: Double?
    /// Whether its configuration is another one than in the run before; nil where it was not there.
    package var configChanged: Bool?
    /// Against the run before.
    package var sinceBefore: Change?
    /// Against the anchor, in the runs after it.
    package var sinceAnchor: Change?

    private enum CodingKeys: String, CodingKey {
      case router
      case value
      case change
      case configChanged = "config_changed"
      case sinceBefore = "since_before"
      case sinceAnchor = "since_anchor"
    }

    /// Whether something about it is not as it was.
    package var hasMoved: Bool {
      configChanged == true || sinceBefore?.isNothing == false || change.map { $0 != 0 } == true
    }
  }

  /// One run.
  package struct Run: Codable, Equatable, Sendable {
    package var run: String
    package var startedAt: String
    package var verdict: Verdict
    package var tool: String
    package var traces: Int
    package var comparability: Comparability
    package var git: RunReport.GitState?
    /// Whether it is the anchor, or came after it.
    package var isAnchor: Bool
    package var isAfterAnchor: Bool
    /// What changed around the routers since the run before.
    package var events: [String]
    /// Why it is not compared with the anchor; nil where it is, and in runs before the anchor.
    package var notComparedWithAnchor: String?
    package var routers: [Entry]

    private enum CodingKeys: String, CodingKey {
      case run
      case startedAt = "started_at"
      case verdict
      case tool
      case traces
      case comparability
      case git
      case isAnchor = "is_anchor"
      case isAfterAnchor = "is_after_anchor"
      case events
      case notComparedWithAnchor = "not_compared_with_anchor"
      case routers
    }

    /// Whether something is not as it was in the run before.
    package var hasMoved: Bool { !events.isEmpty || routers.contains(where: \.hasMoved) }
  }

  /// A recording's place on a router's control chart.
  package struct ChartPoint: Codable, Equatable, Sendable {
    /// Which side of the chart is beyond its limit.
    package enum Alarm: String, Codable, Sendable {
      case fall
      case rise
    }

    /// The first run on the recording.
    package var run: String
    /// What other answers changed quality by against the anchor, normalised to 0…1.
    package var change: Double
    /// The noise of that.
    package var standardError: Double
    /// That change in standard errors.
    package var z: Double
    /// The change against the mean of all recordings before, in standard errors: what the chart
    /// sums up.
    package var score: Double
    /// The sums for a rise and for a fall.
    package var upper: Double
    package var lower: Double
    package var alarm: Alarm?

    private enum CodingKeys: String, CodingKey {
      case run
      case change
      case standardError = "standard_error"
      case z
      case score
      case upper
      case lower
      case alarm
    }
  }

  /// What is left of what quality may fall since the anchor.
  package enum Budget: String, Codable, Sendable {
    case holds
    case spent
    /// More than all of it is gone, but the noise of recording may be why.
    case unclear
  }

  /// What the whole history says of one router.
  package struct Router: Codable, Equatable, Sendable {
    package var router: String
    /// The newest run that has it.
    package var run: String
    /// The metric in the first and in the newest run that have it.
    package var first: Measured
    package var last: Measured
    /// The newest change of quality against the anchor.
    package var sinceAnchor: Change?
    /// What that leaves of the budget; nil where it was not compared.
    package var budget: Budget?
    /// Its control chart, one point for each recording since the anchor.
    package var chart: [ChartPoint]
    /// How many recordings its chart lacks to decide; nil where it has no chart.
    package var missingRecordings: Int?
    /// Failed where it is worse; nil where there is nothing to judge, as where the suite does not have
    /// it any more or the anchor does not have it yet.
    package var verdict: Verdict?
    /// Why, one sentence.
    package var reason: String

    private enum CodingKeys: String, CodingKey {
      case router
      case run
      case first
      case last
      case sinceAnchor = "since_anchor"
      case budget
      case chart
      case missingRecordings = "missing_recordings"
      case verdict
      case reason
    }

    /// Whether its chart has enough recordings, and alarms for a fall at the newest one.
    package var isAlarming: Bool { missingRecordings == 0 && chart.last?.alarm == .fall }
  }

  package var version = HistoryReport.currentVersion
  package var suite: String
  /// The metric that the history follows.
  package var metric: MetricName
  package var verdict: Verdict
  package var exitCode: ExitStatus
  /// How much quality may fall altogether since the anchor, normalised to 0…1.
  package var budget: Double
  /// How many recordings a chart has to have before it decides.
  package var leastRecordings = RecordingChart.leastRecordings
  package var qualityMin: Double
  package var qualityMax: Double
  package var anchor: Anchor
  /// The oldest first.
  package var runs: [Run]
  package var routers: [Router]

  private enum CodingKeys: String, CodingKey {
    case version
    case suite
    case metric
    case verdict
    case exitCode = "exit_code"
    case budget
    case leastRecordings = "least_recordings"
    case qualityMin = "quality_min"
    case qualityMax = "quality_max"
    case anchor
    case runs
    case routers
  }
}
