/// What two runs must share for their figures to be compared.
package struct Comparability: Codable, Equatable, Sendable {
  /// The version of the metrics' definitions; a change of any digit raises it.
  package static let currentMetricVersion = 1

  package var goldenSHA256: String
  /// The hash of the answers alone: of ids, qualities, tokens and latencies, without labels, clusters
  /// and weights; nil in runs of earlier builds.
  package var outcomesSHA256: String?
  package var suiteSHA256: String
  package var pricesSHA256: String
  package var metricVersion: Int
  package var seed: UInt64

  private enum CodingKeys: String, CodingKey {
    case goldenSHA256 = "golden_sha256"
    case outcomesSHA256 = "outcomes_sha256"
    case suiteSHA256 = "suite_sha256"
    case pricesSHA256 = "prices_sha256"
    case metricVersion = "metric_version"
    case seed
  }

  package init(
    goldenSHA256: String, outcomesSHA256: String? = nil, suiteSHA256: String,
    pricesSHA256: String,
    metricVersion: Int = Comparability.currentMetricVersion, seed: UInt64
  ) {
    self.goldenSHA256 = goldenSHA256
    self.outcomesSHA256 = outcomesSHA256
    self.suiteSHA256 = suiteSHA256
    self.pricesSHA256 = pricesSHA256
    self.metricVersion = metricVersion
    self.seed = seed
  }

  /// Tells whether two runs replayed the same answers, however their queries are labelled.
  package func hasSameRecording(as other: Comparability) -> Bool {
    goldenSHA256 == other.goldenSHA256
      || outcomesSHA256 != nil && outcomesSHA256 == other.outcomesSHA256
  }

  /// Tells whether a run replayed a golden's answers.
  func hasSameRecording(as golden: Golden) -> Bool {
    goldenSHA256 == golden.sha256
      || outcomesSHA256 != nil && outcomesSHA256 == golden.outcomesSHA256
  }

  /// Returns what keeps this run from being compared with another, one clause each.
  ///
  /// A changed suite, router or price does not: that is what a comparison is for. Nor does a golden
  /// that was recorded anew, as long as its traces are the same queries.
  ///
  /// - Parameters:
  ///   - baseline: The other run's hashes.
  ///   - sameTraces: Whether the traces have the same ids.
  /// - Returns: The clauses; empty where the two can be compared.
  package func differences(from baseline: Comparability, sameTraces: Bool) -> [String] {
    var differences: [String] = []
    if goldenSHA256 != baseline.goldenSHA256, !sameTraces {
      differences.append("the golden's traces differ from the baseline's")
    }
    if metricVersion != baseline.metricVersion {
      differences.append(
        "metric version \(metricVersion) here, \(baseline.metricVersion) in the baseline")
    }
    if seed != baseline.seed {
      differences.append("seed \(seed) here, \(baseline.seed) in the baseline")
    }
    return differences
  }
}
