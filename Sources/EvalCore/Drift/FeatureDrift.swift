/// What the comparison of one feature came to.
package struct FeatureDrift: Equatable, Sendable {
  /// How the queries of one side take part.
  package struct Side: Equatable, Sendable, Encodable {
    /// The queries that have the feature.
    package var queries: Int
    /// Those that do not: a number that is missing is left out, a label that is missing is a level.
    package var missing: Int
    /// The clusters of those that have it; nil where each query stands for itself.
    package var clusters: Int?
    /// How many queries of equal weight they are worth; nil where they have equal weights.
    package var effective: Double?

    private enum CodingKeys: String, CodingKey {
      case queries
      case missing
      case clusters
      case effective = "effective_queries"
    }
  }

  /// A level that only one side has, with its queries.
  package struct Level: Equatable, Sendable, Encodable {
    package var level: String
    package var count: Int
  }

  /// How the p was found.
  package enum Test: String, Equatable, Sendable, Encodable {
    /// Every permutation, ties heeded.
    case exactKS = "ks_exact"
    /// The law of large samples, which is too cautious where values are tied.
    case asymptoticKS = "ks_asymptotic"
    /// Random permutations of queries or clusters, of the largest gap.
    case permutedKS = "ks_permutation"
    /// The chi-squared law.
    case chiSquared = "chi2"
    /// Random permutations of queries or clusters, of χ².
    case permutedChiSquared = "chi2_permutation"
    /// There is nothing to tell apart: all queries are alike.
    case none
  }

  /// What is made of a feature.
  package enum Decision: String, Equatable, Sendable, Encodable {
    /// Shown, and large.
    case drifted
    /// Shown, and large enough to be looked at.
    case warned
    /// Shown, and too small to matter.
    case small
    /// No more than chance makes.
    case steady
    /// Too few queries to say that nothing drifted.
    case undecided
  }

  package var feature: String
  package var golden: Side
  package var traffic: Side
  package var test: Test
  /// The probability of so large a difference where nothing drifted.
  package var p: Double
  /// The same, adjusted for the number of features.
  package var adjustedP: Double
  /// The random permutations behind expected values, and behind the p where it is of them.
  package var replicates: Int
  package var decision: Decision
  /// The measures; the first is the one that is tested.
  package var statistics: [DriftStatistic]
  /// Levels of the traffic that the golden lacks.
  package var unseen: [Level]
  /// Levels of the golden that the traffic lacks.
  package var vanished: [Level]

  /// Creates the result of a test, not judged yet.
  init(
    feature: String, golden: Side, traffic: Side, test: Test, p: Double, replicates: Int,
    statistics: [DriftStatistic], unseen: [Level] = [], vanished: [Level] = []
  ) {
    self.feature = feature
    self.golden = golden
    self.traffic = traffic
    self.test = test
    self.p = p
    self.adjustedP = p
    self.replicates = replicates
    self.decision = .undecided
    self.statistics = statistics
    self.unseen = unseen
    self.vanished = vanished
  }

  /// Whether some measure is above its limit.
  package var isLarge: Bool { statistics.contains(where: \.isLarge) }
}

extension FeatureDrift: Encodable {
  private enum CodingKeys: String, CodingKey {
    case feature
    case golden
    case traffic
    case test
    case p
    case adjustedP = "adjusted_p"
    case replicates
    case decision
    case statistics
    case unseen = "unseen_levels"
    case vanished = "vanished_levels"
  }

  /// Writes numbers of twelve significant digits; levels only where there are some.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(feature, forKey: .feature)
    try container.encode(golden, forKey: .golden)
    try container.encode(traffic, forKey: .traffic)
    try container.encode(test, forKey: .test)
    try container.encode(Rounding.significant(p), forKey: .p)
    try container.encode(Rounding.significant(adjustedP), forKey: .adjustedP)
    try container.encode(replicates, forKey: .replicates)
    try container.encode(decision, forKey: .decision)
    try container.encode(statistics, forKey: .statistics)
    if !unseen.isEmpty { try container.encode(unseen, forKey: .unseen) }
    if !vanished.isEmpty { try container.encode(vanished, forKey: .vanished) }
  }
}
