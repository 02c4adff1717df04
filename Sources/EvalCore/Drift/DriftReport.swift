/// The document of one comparison of a golden with traffic.
package struct DriftReport: Equatable, Sendable, Encodable {
  /// The golden that was compared.
  package struct GoldenSide: Equatable, Sendable, Encodable {
    package var name: String
    package var sha256: String
    package var traces: Int
    package var clusters: Int
    /// The golden's scale of quality.
    package var qualityMin: Double
    package var qualityMax: Double

    private enum CodingKeys: String, CodingKey {
      case name
      case sha256
      case traces
      case clusters
      case qualityMin = "quality_min"
      case qualityMax = "quality_max"
    }

    package init(_ golden: Golden) {
      name = golden.name
      sha256 = golden.sha256
      traces = golden.count
      clusters = golden.clusterCount
      qualityMin = golden.scale.min
      qualityMax = golden.scale.max
    }
  }

  /// The traffic that was compared.
  package struct TrafficSide: Equatable, Sendable, Encodable {
    /// The file, as the user named it.
    package var file: String
    package var rows: Int
    /// Nil where each row stands for itself.
    package var clusters: Int?

    package init(file: String, rows: Int, clusters: Int?) {
      self.file = file
      self.rows = rows
      self.clusters = clusters
    }
  }

  /// How the comparison ended.
  package enum Verdict: String, Equatable, Sendable, Encodable {
    /// Every feature looks like the golden's, or differs too little to matter.
    case steady
    /// Some feature is shown to differ, and by much.
    case drifted
    /// Nothing is shown to differ, and some feature has too few queries for that to mean much.
    case tooLittle = "too_little"
  }

  package var version = 1
  package var golden: GoldenSide
  package var traffic: TrafficSide
  /// The model whose tokens were compared; nil where there are none.
  package var model: String?
  package var seed: UInt64
  package var limits: DriftLimits
  package var verdict: Verdict
  package var exitCode: ExitStatus
  package var features: [FeatureDrift]
  package var skipped: [DriftComparison.Skipped]
  package var mixes: [ExpectedMix]
  package var difficulty: DifficultyMix?
  /// What a reader should know of how this was made.
  package var notes: [String]

  private enum CodingKeys: String, CodingKey {
    case version
    case golden
    case traffic
    case model
    case seed
    case limits
    case verdict
    case exitCode = "exit_code"
    case features
    case skipped
    case mixes = "expected"
    case difficulty
    case notes
  }

  /// Puts a report together; the verdict follows from the features.
  ///
  /// - Parameters:
  ///   - golden: The golden.
  ///   - traffic: The traffic.
  ///   - seed: The seed of the random streams.
  ///   - limits: From where on a difference was a drift.
  ///   - features: What was compared, judged.
  package init(
    golden: GoldenSide, traffic: TrafficSide, seed: UInt64, limits: DriftLimits,
    features: [FeatureDrift]
  ) {
    self.golden = golden
    self.traffic = traffic
    self.seed = seed
    self.limits = limits
    self.features = features
    skipped = []
    mixes = []
    notes = []
    let decisions = features.map(\.decision)
    if decisions.contains(.drifted) {
      (verdict, exitCode) = (.drifted, ExitStatus.failed)
    } else if decisions.contains(.undecided) || decisions.isEmpty {
      (verdict, exitCode) = (.tooLittle, ExitStatus.inconclusive)
    } else {
      (verdict, exitCode) = (.steady, ExitStatus.passed)
    }
  }
}
