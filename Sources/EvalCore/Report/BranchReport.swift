/// What became of the queries that took one branch of a router: a tier, a topic, an arm or a rung.
package struct BranchReport: Codable, Equatable, Sendable {
  /// The branch's name.
  package var name: String
  package var traces: Int
  /// The share of all queries, by weight.
  package var share: Double
  /// The mean quality of the routed answers, normalised to 0…1.
  package var quality: Measured
  /// USD for each query of the branch, deciding included.
  package var cost: Measured
  /// USD for all of them.
  package var costUSD: Measured
  /// The mean rating of the routed answers that people rated; nil where nothing is rated.
  package var rating: Measured?

  private enum CodingKeys: String, CodingKey {
    case name
    case traces = "n"
    case share
    case quality
    case cost
    case costUSD = "cost_usd"
    case rating
  }

  /// - Parameters:
  ///   - name: The branch's name.
  ///   - traces: How many traces took it.
  ///   - share: Their share of all weight.
  ///   - metrics: The router's metrics over them.
  package init(name: String, traces: Int, share: Double, metrics: MetricSet) {
    self.name = name
    self.traces = traces
    self.share = share
    self.quality = metrics.quality
    self.cost = metrics.cost
    self.costUSD = metrics.costUSD
    self.rating = metrics.rating
  }
}

extension BranchColumn {
  /// Returns what became of each branch, in the order of the suite; O(n).
  func reports(_ traces: RoutedTraces, golden: Golden) -> [BranchReport] {
    let partition = CohortPartition(
      cohorts: names.map { Cohort([Cohort.Label(name: "branch", level: $0)]) },
      codes: codes.map { Int32($0) }, golden: golden)
    let metrics = RouterEvaluation.metrics(of: traces, over: partition)
    let total = Double(golden.totalWeight)
    return names.indices.map { index in
      let range = partition.range(of: index)
      let weight = partition.members[range].reduce(Int64(0)) { $0 + traces.weight(Int($1)) }
      return BranchReport(
        name: names[index], traces: range.count,
        share: Rounding.significant(Double(weight) / total), metrics: metrics[index])
    }
  }
}
