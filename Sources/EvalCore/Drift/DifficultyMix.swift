import EvalStatistics

/// The quality and the bill at every share of hard queries, from none to all.
package struct DifficultyMix: Equatable, Sendable, Encodable {
  /// What makes a query hard.
  package enum Hard: Equatable, Sendable {
    /// The strong model answers it better than the weak one.
    case strongIsBetter
    /// It carries a label's level.
    case level(Cohort.Label)

    /// What makes a query hard, for a sentence.
    package var text: String {
      switch self {
      case .strongIsBetter: "the strong model is better than the weak one"
      case .level(let label): "\(label.name)=\(label.level)"
      }
    }
  }

  /// One share of hard queries.
  package struct Row: Equatable, Sendable, Encodable {
    /// In percent.
    package var hard: Int
    package var policies: [PolicyFigures]

    private enum CodingKeys: String, CodingKey {
      case hard = "hard_percent"
      case policies
    }
  }

  /// What makes a query hard.
  package var hard: String
  /// The golden's hard traces.
  package var hardTraces: Int
  /// The golden's other traces.
  package var easyTraces: Int
  /// The share of the golden that is hard, by weight.
  package var goldenShare: Double
  /// The share of the traffic that is hard; nil where nobody can know.
  package var trafficShare: Double?
  package var rows: [Row]

  private enum CodingKeys: String, CodingKey {
    case hard
    case hardTraces = "hard_traces"
    case easyTraces = "easy_traces"
    case goldenShare = "golden_share"
    case trafficShare = "traffic_share"
    case rows
  }

  /// Mixes the golden's hard and easy traces anew.
  ///
  /// - Parameters:
  ///   - hard: What makes a query hard.
  ///   - golden: The golden.
  ///   - pool: Its models, cheapest first.
  ///   - policies: What is mixed.
  ///   - traffic: The traffic's labels, for its share.
  package init(
    _ hard: Hard, golden: Golden, pool: ModelPool, policies: [RoutingPolicy],
    traffic: [LabelColumn]
  ) {
    let isHard = Self.flags(hard, golden, pool)
    let hardTraces = isHard.indices.filter { isHard[$0] }
    let easyTraces = isHard.indices.filter { !isHard[$0] }
    let hardWeight = hardTraces.reduce(Int64(0)) { $0 + (golden.weights?[$1] ?? 1) }
    self.hard = hard.text
    self.hardTraces = hardTraces.count
    self.easyTraces = easyTraces.count
    self.goldenShare = Rounding.significant(Double(hardWeight) / Double(golden.totalWeight))
    self.trafficShare = Self.share(hard, traffic)
    let strata = GoldenStrata(
      [hardTraces, easyTraces], names: ["hard queries", "easy queries"], golden: golden)
    let mixed = policies.map { PolicyStrata($0, strata, scale: golden.scale) }
    let ends = policies.map { policy in
      [hardTraces, easyTraces].map { traces in
        (policy.meanQuality(traces, golden.weights), policy.meanCost(traces, golden.weights))
      }
    }
    self.rows = stride(from: 0, through: 100, by: 10).map { percent in
      Row(
        hard: percent,
        policies: policies.indices.map { index in
          mixed[index].figures(
            units: Self.mix(ends[index].map(\.0), percent),
            dollars: Self.mix(ends[index].map(\.1), percent),
            shares: [Double(percent) / 100, Double(100 - percent) / 100], .given,
            reason: "no trace of the golden is of this kind")
        })
    }
  }

  private static func flags(_ hard: Hard, _ golden: Golden, _ pool: ModelPool) -> [Bool] {
    switch hard {
    case .strongIsBetter:
      return (0..<pool.count).map {
        pool.quality[pool.strong][$0] > pool.quality[pool.weak][$0]
      }
    case .level(let wanted):
      guard let label = golden.label(named: wanted.name) else { return [] }
      return label.codes.map { label.levels[Int($0)] == wanted.level }
    }
  }

  private static func share(_ hard: Hard, _ traffic: [LabelColumn]) -> Double? {
    guard case .level(let wanted) = hard,
      let label = traffic.first(where: { $0.name == wanted.name }), !label.codes.isEmpty
    else { return nil }
    let count = label.codes.count { label.levels[Int($0)] == wanted.level }
    return Rounding.significant(Double(count) / Double(label.codes.count))
  }

  /// Returns the mean of hard and easy by the share of hard; an end that has no share may be
  /// unknown.
  private static func mix(_ ends: [Double?], _ percent: Int) -> Double? {
    if percent == 0 { return ends[1] }
    if percent == 100 { return ends[0] }
    guard let hard = ends[0], let easy = ends[1] else { return nil }
    return easy + Double(percent) / 100 * (hard - easy)
  }
}
