import EvalStatistics

/// A golden cut into strata, to be mixed by other shares than its own.
struct GoldenStrata {
  /// What a stratum is called where its interval is missing.
  private let names: [String]
  /// For each stratum its clusters, each with its traces.
  private let clusters: [[(number: Int, traces: [Int])]]
  private let weights: [Int64]?
  private let unit: String

  /// Cuts a golden.
  ///
  /// - Parameters:
  ///   - traces: For each stratum its traces, in the golden's order.
  ///   - names: What each is called.
  ///   - golden: The golden.
  init(_ traces: [[Int]], names: [String], golden: Golden) {
    self.names = names
    weights = golden.weights
    unit = golden.clusterCount < golden.count ? "clusters" : "traces"
    clusters = traces.map { members in
      let sorted = members.sorted { (golden.clusters[$0], $0) < (golden.clusters[$1], $1) }
      return sorted.reduce(into: []) { groups, trace in
        let number = Int(golden.clusters[trace])
        if groups.last?.number != number { groups.append((number, [])) }
        groups[groups.count - 1].traces.append(trace)
      }
    }
  }

  /// Returns the strata of a column of whole numbers, in its own unit.
  func strata(of column: [Int64]) -> [StratifiedMean.Stratum] {
    clusters.map { groups in
      let sums = groups.map { Self.sums($0.traces, column, weights) }
      let total = sums.reduce(Int128(0)) { $0 + $1.total }
      let weight = sums.reduce(Int128(0)) { $0 + $1.weight }
      return StratifiedMean.Stratum(
        mean: weight > 0 ? ratio(total, weight) : 0,
        clusters: zip(groups, sums).map { group, sum in
          StratifiedMean.Cluster(
            number: group.number, weight: Double(sum.weight),
            // Whole numbers, so that equal values leave exactly nothing.
            residual: ratio(sum.total * weight - total * sum.weight, weight))
        })
    }
  }

  private static func sums(
    _ traces: [Int], _ column: [Int64], _ weights: [Int64]?
  ) -> (total: Int128, weight: Int128) {
    traces.reduce(into: (total: 0, weight: 0)) { sums, trace in
      let weight = Int128(weights?[trace] ?? 1)
      sums.total += weight * Int128(column[trace])
      sums.weight += weight
    }
  }

  /// Returns half the 95 % interval of a mix, in the column's unit, or why there is none.
  ///
  /// - Parameters:
  ///   - strata: The strata of a column.
  ///   - shares: The share of each.
  ///   - origin: How the shares are known.
  /// - Returns: A length, not negative.
  func reach(
    _ strata: [StratifiedMean.Stratum], _ shares: [Double], _ origin: StratifiedMean.Origin
  ) -> Bound {
    let short = strata.indices.filter { shares[$0] > 0 && strata[$0].degreesOfFreedom == nil }
    guard short.isEmpty else {
      return .undefined(
        "the golden has fewer than two \(unit) of comparable weight of"
          + " \(short.map { names[$0] }.joined(separator: ", "))")
    }
    guard let mean = StratifiedMean(strata: strata, shares: shares, origin: origin) else {
      return .undefined("the traffic's shares are of fewer than two queries or clusters")
    }
    return .value(mean.reach(confidence: 0.95))
  }
}
