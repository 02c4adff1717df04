import EvalStatistics

/// How one router's decisions differ from the baseline's, trace by trace.
package struct RouterComparison: Codable, Equatable, Sendable {
  /// How many flips a report lists; the worst stand first.
  package static let listed = 1000
  /// How many answers that got worse are listed.
  package static let listedAnswers = 100

  /// A trace that is routed to another model than in the baseline.
  package struct Flip: Codable, Equatable, Sendable {
    package var trace: String
    package var from: String
    package var to: String
    /// The quality before and after on the golden's scale; nil where decisions alone are known.
    package var qualityBefore: Double?
    package var qualityAfter: Double?
    /// The cost before and after in USD; nil where unknown.
    package var costBefore: Double?
    package var costAfter: Double?
    /// The router's score before and after; nil for a router without one.
    package var scoreBefore: Double?
    package var scoreAfter: Double?
    /// The trace's cohort labels; nil in reports of earlier builds.
    package var labels: Cohort?

    private enum CodingKeys: String, CodingKey {
      case trace
      case from
      case to
      case qualityBefore = "quality_before"
      case qualityAfter = "quality_after"
      case costBefore = "cost_usd_before"
      case costAfter = "cost_usd_after"
      case scoreBefore = "score_before"
      case scoreAfter = "score_after"
      case labels
    }

    /// Whether the trace belongs to a cohort, as far as its labels are known.
    package func belongs(to cohort: Cohort) -> Bool {
      labels.map { own in cohort.labels.allSatisfy(own.labels.contains) } ?? cohort.isAll
    }

    /// Whether the answer is known to have got worse.
    package var isLoss: Bool {
      guard let qualityBefore, let qualityAfter else { return false }
      return qualityAfter < qualityBefore
    }
  }

  /// All flips from one model to another.
  package struct Direction: Codable, Equatable, Sendable {
    package var from: String
    package var to: String
    package var flips: Int
    /// The sum of the quality changes over the weight of all traces, normalised to 0…1; nil where
    /// decisions alone are known.
    package var quality: Double?
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

  /// The flips of queries that stand about as far from the threshold.
  package struct Distance: Codable, Equatable, Sendable {
    /// At most this share of the traces lies between the query's score and the threshold; and more
    /// than that of the entry before.
    package var within: Double
    package var flips: Int
    /// The sum of the quality changes over the weight of all traces, normalised to 0…1.
    package var quality: Double
  }

  /// The cohorts that were tested together.
  package struct Family: Codable, Equatable, Sendable {
    /// How many there are.
    package var cohorts: Int
    /// Tarone's K.
    ///
    /// A Bonferroni correction would hold each cohort that can reach it to the level over K; the
    /// max-T test that is used loses less.
    package var taroneDivisor: Int
    /// The value that the largest statistic of all cohorts exceeds in one case of twenty where
    /// nothing changed; a single cohort's would be 1.645.
    package var criticalT: Double

    private enum CodingKeys: String, CodingKey {
      case cohorts
      case taroneDivisor = "tarone_divisor"
      case criticalT = "critical_t"
    }
  }

  /// What changed in one cohort.
  package struct CohortChange: Codable, Equatable, Sendable {
    package var cohort: Cohort
    /// The number of its traces.
    package var traces: Int
    /// How many of them are routed differently.
    package var flips: Int
    /// The change of its mean quality, normalised to 0…1; nil where nothing got better or worse.
    package var quality: Double?
    /// The interval of that change, which holds for all cohorts at once.
    package var low: Double?
    package var high: Double?
    /// The clustered standard error of that change.
    package var standardError: Double?
    /// The part of the change over all traces that lies in this cohort.
    package var contribution: Double?
    /// What its queries lost in quality, gains left out, over its weight.
    package var grossLoss: Double?
    /// The smallest loss that would have been shown four times in five, all cohorts heeded.
    package var detectable: Double?
    /// The one-sided p value of a loss, on its own and among all cohorts; nil where the cohort is
    /// too small to be tested.
    package var p: Double?
    package var adjustedP: Double?
    /// The false discovery rate at which it would be listed.
    package var falseDiscoveryRate: Double?
    /// The cohort listed before that has the very same changes.
    package var twin: Cohort?

    private enum CodingKeys: String, CodingKey {
      case cohort = "labels"
      case traces = "n"
      case flips
      case quality
      case low
      case high
      case standardError = "standard_error"
      case contribution
      case grossLoss = "gross_loss"
      case detectable
      case p
      case adjustedP = "p_adjusted"
      case falseDiscoveryRate = "false_discovery_rate"
      case twin = "same_changes_as"
    }

    package init(cohort: Cohort, traces: Int, flips: Int) {
      self.cohort = cohort
      self.traces = traces
      self.flips = flips
    }
  }

  /// What a change came from, in parts that add up to it; nil where a part is not defined.
  package struct Attribution: Codable, Equatable, Sendable {
    /// Quality: of another share of strong calls in the old order, and of another order.
    package var budget: Double?
    package var ranking: Double?
    /// Quality: of other routes, and of other answers where the golden was recorded anew.
    package var routing: Double?
    package var model: Double?
    /// USD for each query: of other routes, and of what the old routes cost now against then.
    package var routes: Double?
    package var pricesAndTokens: Double?
    /// The parts of the latter: of other prices, and of other token counts or recorded costs.
    package var prices: Double?
    package var tokens: Double?
    /// USD for each query: of the router's own calls to models.
    package var deciding: Double?

    private enum CodingKeys: String, CodingKey {
      case budget = "quality_of_budget"
      case ranking = "quality_of_ranking"
      case routing = "quality_of_routes"
      case model = "quality_of_answers"
      case routes = "cost_of_routes"
      case pricesAndTokens = "cost_of_prices_and_tokens"
      case prices = "cost_of_prices"
      case tokens = "cost_of_tokens"
      case deciding = "cost_of_deciding"
    }

    package init() {}
  }

  package var router: String
  /// The number of traces that are routed differently.
  package var flips: Int
  /// The change of the mean quality, normalised to 0…1, with its two-sided 95 % interval.
  package var delta: Measured
  /// The change of the cost for each query in USD.
  package var costDelta: Measured
  /// Quality lost and gained, over the weight of all traces, both positive, normalised to 0…1.
  package var grossLoss: Bound
  package var grossGain: Bound
  /// The flips by direction, the most frequent first.
  package var directions: [Direction]
  /// The flips, the largest loss first, at most `listed`.
  package var worst: [Flip]
  /// How many flips are not in that list.
  package var flipsOmitted = 0
  /// Where the golden was recorded anew: traces with the same route and a worse answer, the largest
  /// loss first, at most `listedAnswers`.
  package var worseAnswers: [Flip]?
  /// The flips by their distance from the present threshold, the nearest first; nil for a router
  /// without scores or threshold.
  package var distances: [Distance]?
  /// Whether every score is the baseline's, so that the curve is too.
  package var sameScores: Bool
  /// Whether every routed call costs what it did in the baseline.
  package var sameCosts: Bool
  /// Whether the ladder's ends are the same models.
  package var sameEnds: Bool
  /// Whether every call of the strong model costs what it did in the baseline.
  package var sameStrongCosts: Bool
  /// The cohorts in which something changed; the others are untouched.
  package var cohorts: [CohortChange]
  /// The cohorts that were tested; nil where none had enough changes.
  package var family: Family?
  /// Whether both runs replayed one recording, so that only routes can differ.
  package var sameRecording = true
  /// The share of all queries whose answer got worse.
  package var negativeFlipRate = Bound.value(0)
  /// The standard error that recording the golden anew alone gives the change of quality; nil where
  /// it was not recorded anew, or where a choice was recorded once.
  package var noiseFloor: Double?
  /// What the change came from.
  package var attribution = Attribution()

  enum CodingKeys: String, CodingKey {
    case router
    case flips
    case delta
    case costDelta = "cost_delta"
    case grossLoss = "gross_loss"
    case grossGain = "gross_gain"
    case directions
    case worst = "flip_list"
    case flipsOmitted = "flips_omitted"
    case worseAnswers = "worse_answers"
    case distances = "threshold_distances"
    case sameScores = "same_scores"
    case sameCosts = "same_costs"
    case sameEnds = "same_ends"
    case sameStrongCosts = "same_strong_costs"
    case cohorts
    case family = "cohort_family"
    case sameRecording = "same_recording"
    case negativeFlipRate = "negative_flip_rate"
    case noiseFloor = "noise_floor"
    case attribution
  }

  /// Whether nothing differs: neither routes nor answers nor costs.
  package var isUnchanged: Bool { flips == 0 && sameRecording && sameCosts }

  /// Quality lost and gained together; nil where that is not known.
  package var churn: Double? {
    guard let loss = grossLoss.value, let gain = grossGain.value else { return nil }
    return loss + gain
  }

  /// Returns the losses to show of a cohort: flips first, then answers that got worse.
  package func losses(in cohort: Cohort) -> [Flip] {
    (worst.filter(\.isLoss) + (worseAnswers ?? [])).filter { $0.belongs(to: cohort) }
  }

  /// The cohorts that got worse, the largest part of the loss first; of two with the very same
  /// changes the first alone.
  ///
  /// Shown at the level where the adjusted p is at most .05, else likely at a false discovery rate of
  /// at most .10.
  package var lostCohorts: [CohortChange] {
    cohorts.filter { cohort in
      guard let quality = cohort.quality, quality < 0, cohort.twin == nil else { return false }
      return (cohort.adjustedP ?? 1) <= ChangeQuestion.level
        || (cohort.falseDiscoveryRate ?? 1) <= 0.1
    }
    .enumerated()
    .sorted { ($0.element.quality ?? 0, $0.offset) < ($1.element.quality ?? 0, $1.offset) }
    .map(\.element)
  }

  /// Returns how many routes of a cohort differ.
  package func flips(in cohort: Cohort) -> Int {
    cohort.isAll ? flips : cohorts.first { $0.cohort == cohort }?.flips ?? 0
  }
}

extension RouterComparison.CohortChange {
  /// Takes what a scan of all cohorts found of this one.
  init(cohort: Cohort, traces: Int, flips: Int, entry: CohortScan.Entry?) {
    self.init(cohort: cohort, traces: traces, flips: flips)
    guard let entry else { return }
    let seen = entry.change.minimumDetectable(level: ChangeQuestion.level)
    quality = Rounding.significant(entry.change.estimate)
    low = Rounding.significant(entry.change.interval.low)
    high = Rounding.significant(entry.change.interval.high)
    standardError = entry.change.standardError.map(Rounding.significant)
    contribution = Rounding.significant(entry.contribution)
    grossLoss = Rounding.significant(entry.grossLoss)
    // Of a cohort that is not tested nothing would be shown.
    let isPossible = entry.adjustedP != nil && seen <= entry.change.range
    detectable = isPossible ? Rounding.significant(seen) : nil
    p = entry.rawP
    adjustedP = entry.adjustedP
    falseDiscoveryRate = entry.falseDiscoveryRate.map(Rounding.significant)
    twin = entry.twin
  }
}
