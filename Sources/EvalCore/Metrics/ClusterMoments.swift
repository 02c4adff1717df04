import EvalStatistics

/// Cluster-robust (CR1) variances of a cohort's means and ratios, in one pass over its clusters.
///
/// Each is G/(G−1)·ΣT² of the clusters' residual totals, in the totals' own units.
struct ClusterMoments {
  /// G.
  let clusters: Int
  /// G−1, or less where few clusters carry most of the weight.
  let degreesOfFreedom: Double
  /// The two-sided 95 % critical value of Student's t.
  let t: Double
  private(set) var quality = 0.0
  private(set) var gain = 0.0
  private(set) var gap = 0.0
  private(set) var gainGap = 0.0
  private(set) var cost = 0.0
  private(set) var costRatio = 0.0
  private(set) var strongWeight = 0.0
  private(set) var brier = 0.0
  private(set) var shortfall = 0.0

  /// Computes the moments; nil with fewer than two clusters, or where one carries nearly all of
  /// the weight: an interval needs a degree of freedom.
  init?(_ clusters: [ClusterTotals], totals: CohortTotals) {
    guard clusters.count >= 2 else { return nil }
    self.clusters = clusters.count
    degreesOfFreedom = ClusterRobust.degreesOfFreedom(clusterWeights: clusters.map(\.weight))
    guard degreesOfFreedom >= 1 else { return nil }
    t = StudentT.quantile(0.975, degreesOfFreedom: degreesOfFreedom)
    let weight = Double(totals.weight)
    let meanQuality = Double(totals.quality) / weight
    let meanGain = Double(totals.gain) / weight
    let meanGap = Double(totals.gap) / weight
    let meanCost = Double(totals.cost) / weight
    let meanBrier = Double(totals.brier) / weight
    let meanShortfall = Double(totals.shortfall) / weight
    let share = Double(totals.strongWeight) / weight
    let ratio = totals.strongCost > 0 ? Double(totals.cost) / Double(totals.strongCost) : 0
    for cluster in clusters {
      let residualQuality = cluster.quality - meanQuality * cluster.weight
      let residualGain = cluster.gain - meanGain * cluster.weight
      let residualGap = cluster.gap - meanGap * cluster.weight
      let residualCost = cluster.cost - meanCost * cluster.weight
      let residualRatio = cluster.cost - ratio * cluster.strongCost
      let residualShare = cluster.strongWeight - share * cluster.weight
      let residualBrier = cluster.brier - meanBrier * cluster.weight
      let residualShortfall = cluster.shortfall - meanShortfall * cluster.weight
      quality += residualQuality * residualQuality
      gain += residualGain * residualGain
      gap += residualGap * residualGap
      gainGap += residualGain * residualGap
      cost += residualCost * residualCost
      costRatio += residualRatio * residualRatio
      strongWeight += residualShare * residualShare
      brier += residualBrier * residualBrier
      shortfall += residualShortfall * residualShortfall
    }
    let count = Double(clusters.count)
    let correction = count / (count - 1)
    quality *= correction
    gain *= correction
    gap *= correction
    gainGap *= correction
    cost *= correction
    costRatio *= correction
    strongWeight *= correction
    brier *= correction
    shortfall *= correction
  }

  /// The gap in standard errors.
  func gapT(_ totals: CohortTotals) -> Double? {
    gap > 0 ? Double(totals.gap) / gap.squareRoot() : nil
  }
}
