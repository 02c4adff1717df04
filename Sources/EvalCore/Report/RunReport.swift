/// Everything a run found: the one object that every report is rendered from.
package struct RunReport: Codable, Equatable, Sendable {
  /// The version of the JSON document.
  package static let currentVersion = 1

  /// The golden that was replayed.
  package struct GoldenSummary: Codable, Equatable, Sendable {
    package var name: String
    package var sha256: String
    package var traces: Int
    package var clusters: Int
    package var qualityMin: Double
    package var qualityMax: Double
    /// The models, cheapest first.
    package var models: [String]
    /// The prices of those models that have one.
    package var prices: [String: PriceFigures]?

    private enum CodingKeys: String, CodingKey {
      case name
      case sha256
      case traces
      case clusters
      case qualityMin = "quality_min"
      case qualityMax = "quality_max"
      case models
      case prices
    }

    package init(
      name: String, sha256: String, traces: Int, clusters: Int, qualityMin: Double,
      qualityMax: Double, models: [String], prices: [String: PriceFigures]? = nil
    ) {
      self.name = name
      self.sha256 = sha256
      self.traces = traces
      self.clusters = clusters
      self.qualityMin = qualityMin
      self.qualityMax = qualityMax
      self.models = models
      self.prices = prices
    }
  }

  /// Where the code stood.
  package struct GitState: Codable, Equatable, Sendable {
    package var commit: String
    package var branch: String?
    /// Whether tracked files differed from the commit.
    package var dirty: Bool

    package init(commit: String, branch: String?, dirty: Bool) {
      self.commit = commit
      self.branch = branch
      self.dirty = dirty
    }
  }

  /// The baseline that the run was compared with.
  package struct BaselineSummary: Codable, Equatable, Sendable {
    package var ref: String
    package var comparable: Bool
    /// What keeps the two from being compared; empty where they can be.
    package var differences: [String]
    /// What was removed, added or changed since: traces, routers, gates, prices.
    package var events: [String]

    package init(ref: String, comparable: Bool, differences: [String], events: [String]) {
      self.ref = ref
      self.comparable = comparable
      self.differences = differences
      self.events = events
    }
  }

  package var version = RunReport.currentVersion
  /// The run's id; nil with `--reproducible` and where nothing was stored.
  package var run: String?
  package var suite: String
  /// The suite's file, as the user named it.
  package var suiteFile: String
  package var verdict: Verdict
  package var exitCode: ExitStatus
  /// The version of evalroute.
  package var tool: String
  /// When the run began, ISO 8601 in UTC; nil with `--reproducible`.
  package var startedAt: String?
  /// How long it took; nil with `--reproducible`.
  package var durationMS: Double?
  /// True where the run was interrupted.
  package var incomplete: Bool?
  package var golden: GoldenSummary
  package var comparability: Comparability
  package var git: GitState?
  package var tags: [String: String]
  package var routers: [RouterReport]
  package var gates: [GateResult]
  /// Gates that `--router` left out.
  package var gatesLeftOut: Int
  package var baseline: BaselineSummary?
  package var comparison: [RouterComparison]
  /// The ladder's models, cheapest first; nil in reports of earlier builds.
  package var models: [ModelReport]?
  /// What a reader should know about the data and the suite.
  package var warnings: [String]

  private enum CodingKeys: String, CodingKey {
    case version
    case run
    case suite
    case suiteFile = "suite_file"
    case verdict
    case exitCode = "exit_code"
    case tool
    case startedAt = "started_at"
    case durationMS = "duration_ms"
    case incomplete
    case golden
    case comparability
    case git
    case tags
    case routers
    case gates
    case gatesLeftOut = "gates_left_out"
    case baseline
    case comparison
    case warnings
    case models
  }

  package init(
    suite: String, suiteFile: String, verdict: Verdict, exitCode: ExitStatus, tool: String,
    golden: GoldenSummary, comparability: Comparability, routers: [RouterReport],
    gates: [GateResult], comparison: [RouterComparison], warnings: [String]
  ) {
    self.suite = suite
    self.suiteFile = suiteFile
    self.verdict = verdict
    self.exitCode = exitCode
    self.tool = tool
    self.golden = golden
    self.comparability = comparability
    self.tags = [:]
    self.routers = routers
    self.gates = gates
    self.gatesLeftOut = 0
    self.comparison = comparison
    self.warnings = warnings
  }
}
