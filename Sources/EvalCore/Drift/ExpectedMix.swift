import EvalStatistics

/// The quality and cost to expect where a label's levels are as frequent as in the traffic.
///
/// Each level keeps the golden's mean; only the shares change. What the golden does not know of a
/// level it cannot say: levels that only the traffic has are left out, and named.
package struct ExpectedMix: Equatable, Sendable, Encodable {
  /// A level of the label.
  package struct Level: Equatable, Sendable, Encodable {
    package var level: String
    /// The golden's traces.
    package var traces: Int
    /// The level's share of the golden, by weight.
    package var goldenShare: Double
    /// The level's share of the traffic.
    package var trafficShare: Double

    private enum CodingKeys: String, CodingKey {
      case level
      case traces
      case goldenShare = "golden_share"
      case trafficShare = "traffic_share"
    }
  }

  /// A policy, before and after.
  package struct Policy: Equatable, Sendable, Encodable {
    /// On the golden as it is.
    package var golden: PolicyFigures
    /// With the traffic's shares.
    package var expected: PolicyFigures
  }

  package var label: String
  /// The share of the traffic whose level the golden has; the figures are of it alone.
  package var known: Double
  package var levels: [Level]
  package var policies: [Policy]

  private enum CodingKeys: String, CodingKey {
    case label
    case known = "known_share"
    case levels
    case policies
  }

  /// Levels that the traffic has and the golden lacks.
  package var unknown: [Level] { levels.filter { $0.traces == 0 } }

  /// Reweights a golden.
  ///
  /// - Parameters:
  ///   - label: A label of the golden.
  ///   - traffic: The same label of the traffic.
  ///   - golden: The golden.
  ///   - policies: What is reweighted.
  ///   - trafficClusters: For each query of the traffic its cluster; nil where each stands for
  ///     itself.
  package init(
    _ label: LabelColumn, traffic: LabelColumn, golden: Golden, policies: [RoutingPolicy],
    trafficClusters: [Int32]? = nil
  ) {
    let names = Set(label.levels).union(traffic.levels).sorted()
    let number = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    var traces = [[Int]](repeating: [], count: names.count)
    for (trace, code) in label.codes.enumerated() {
      traces[number[label.levels[Int(code)]] ?? 0].append(trace)
    }
    let sent = traffic.codes.map { number[traffic.levels[Int($0)]] ?? 0 }
    var counts = [Int](repeating: 0, count: names.count)
    for level in sent { counts[level] += 1 }
    let weights = traces.map { $0.reduce(Int64(0)) { $0 + (golden.weights?[$1] ?? 1) } }
    let total = Double(traffic.codes.count)
    self.label = label.name
    self.levels = names.indices.filter { counts[$0] > 0 || !traces[$0].isEmpty }.map { index in
      Level(
        level: names[index], traces: traces[index].count,
        goldenShare: Rounding.significant(Double(weights[index]) / Double(golden.totalWeight)),
        trafficShare: Rounding.significant(Double(counts[index]) / total))
    }
    let known = counts.indices.reduce(0) { $0 + (traces[$1].isEmpty ? 0 : counts[$1]) }
    self.known = Rounding.significant(Double(known) / total)
    let shared = Self.Shares(
      traces: traces, weights: weights, counts: counts,
      origin: Self.origin(sent, trafficClusters, isKnown: traces.map { !$0.isEmpty }))
    let strata = GoldenStrata(
      traces, names: names.map { "\(label.name)=\($0)" }, golden: golden)
    self.policies = policies.map { shared.figures($0, golden, strata) }
  }

  /// How the shares of the levels that the golden knows were counted.
  private static func origin(
    _ sent: [Int], _ clusters: [Int32]?, isKnown: [Bool]
  ) -> StratifiedMean.Origin {
    let known = sent.indices.filter { isKnown[sent[$0]] }
    guard let clusters else { return .counted(known.count) }
    let sorted = known.sorted { (clusters[$0], sent[$0]) < (clusters[$1], sent[$1]) }
    var groups: [[(stratum: Int, count: Int)]] = []
    var last: Int32?
    for query in sorted {
      if clusters[query] != last { groups.append([]) }
      last = clusters[query]
      let group = groups.count - 1
      if groups[group].last?.stratum != sent[query] { groups[group].append((sent[query], 0)) }
      groups[group][groups[group].count - 1].count += 1
    }
    return .countedInClusters(groups)
  }

  /// The levels' traces of the golden, their weights, and the traffic's counts.
  private struct Shares {
    var traces: [[Int]]
    var weights: [Int64]
    var counts: [Int]
    var origin: StratifiedMean.Origin

    /// The traffic's shares of the levels that the golden knows.
    private var shares: [Double] {
      let known = counts.indices.map { traces[$0].isEmpty ? 0 : counts[$0] }
      let total = Double(max(1, known.reduce(0, +)))
      return known.map { Double($0) / total }
    }

    func figures(_ policy: RoutingPolicy, _ golden: Golden, _ strata: GoldenStrata) -> Policy {
      let quality = shift { policy.meanQuality($0, golden.weights) }
      let cost = shift { policy.meanCost($0, golden.weights) }
      let reason = "the golden has none of the traffic's levels"
      let all = Array(0..<golden.count)
      return Policy(
        golden: PolicyFigures(
          policy.name, units: policy.meanQuality(all, golden.weights),
          cost: policy.meanCost(all, golden.weights), scale: golden.scale),
        expected: PolicyStrata(policy, strata, scale: golden.scale).figures(
          units: quality?.currentMean, dollars: cost?.currentMean, shares: shares, origin,
          reason: reason))
    }

    private func shift(_ mean: ([Int]) -> Double?) -> MixShift? {
      MixShift(
        cohorts: traces.indices.compactMap { index in
          guard let value = mean(traces[index]), weights[index] > 0 else { return nil }
          return CohortShift(
            reference: CohortShift.Side(weight: weights[index], mean: value),
            current: counts[index] > 0
              ? CohortShift.Side(weight: Int64(counts[index]), mean: value) : nil)
        })
    }
  }
}
