import EvalStatistics

/// How one router's decisions differ from the baseline's, trace by trace.
package struct RouterComparison: Codable, Equatable, Sendable {
  /// How many flips a report lists; the worst stand first.
  package static let listed = 1000

  /// A trace that is routed to another model than in the baseline.
  package struct Flip: Codable, Equatable, Sendable {
    package var trace: String
    package var from: String
    package var to: String
    /// The quality before and after on the golden's scale.
    package var qualityBefore: Double
    package var qualityAfter: Double
    /// The cost before and after in USD; nil where unknown.
    package var costBefore: Double?
    package var costAfter: Double?

    private enum CodingKeys: String, CodingKey {
      case trace
      case from
      case to
      case qualityBefore = "quality_before"
      case qualityAfter = "quality_after"
      case costBefore = "cost_usd_before"
      case costAfter = "cost_usd_after"
    }
  }

  /// All flips from one model to another.
  package struct Direction: Codable, Equatable, Sendable {
    package var from: String
    package var to: String
    package var flips: Int
    /// The sum of the quality changes over the weight of all traces, normalised to 0…1.
    package var quality: Double
    /// The sum of the cost changes in USD; nil where unknown.
    package var cost: Double?

    private enum CodingKeys: String, CodingKey {
      case from
      case to
      case flips
      case quality
      case cost = "cost_usd"
    }
  }

  /// How many of a cohort's traces are routed differently.
  package struct CohortFlips: Codable, Equatable, Sendable {
    package var cohort: Cohort
    package var flips: Int

    private enum CodingKeys: String, CodingKey {
      case cohort = "labels"
      case flips
    }
  }

  package var router: String
  /// The number of traces that are routed differently.
  package var flips: Int
  /// The change of the mean quality, normalised to 0…1, with its two-sided 95 % interval.
  package var delta: Measured
  /// The change of the cost for each query in USD.
  package var costDelta: Measured
  /// Quality lost and gained on the flips, over the weight of all traces, both positive.
  package var grossLoss: Double
  package var grossGain: Double
  /// The flips by direction, the most frequent first.
  package var directions: [Direction]
  /// The flips, the largest loss first, at most `listed`.
  package var worst: [Flip]
  /// Whether every score is the baseline's, so that the curve is too.
  package var sameScores: Bool
  /// Whether every routed call costs what it did in the baseline.
  package var sameCosts: Bool
  /// Whether the ladder's ends are the same models.
  package var sameEnds: Bool
  /// Whether every call of the strong model costs what it did in the baseline.
  package var sameStrongCosts: Bool
  /// The cohorts in which something flipped; the others are untouched.
  package var cohorts: [CohortFlips]

  private enum CodingKeys: String, CodingKey {
    case router
    case flips
    case delta
    case costDelta = "cost_delta"
    case grossLoss = "gross_loss"
    case grossGain = "gross_gain"
    case directions
    case worst = "flip_list"
    case sameScores = "same_scores"
    case sameCosts = "same_costs"
    case sameEnds = "same_ends"
    case sameStrongCosts = "same_strong_costs"
    case cohorts
  }

  /// Returns how many routes of a cohort differ.
  package func flips(in cohort: Cohort) -> Int {
    cohort.isAll ? flips : cohorts.first { $0.cohort == cohort }?.flips ?? 0
  }
}
