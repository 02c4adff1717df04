/// A mean over strata whose shares come from elsewhere, with its error.
///
/// Post-stratification (Holt & Smith 1979), Σ p q̄. The error of the strata's means is CR1 by
/// cluster: V = Σ T², T = Σ p √(G/(G-1)) R/W, R a cluster's weighted residuals in a stratum about
/// that stratum's mean, G its clusters and W its weight. Where clusters lie in one stratum each,
/// that is Σ p² Var(q̄). Shares that were counted add the variance of a multinomial sample.
package struct StratifiedMean: Equatable, Sendable {
  /// One cluster's members in a stratum.
  package struct Cluster: Equatable, Sendable {
    /// The cluster's number, the same in every stratum.
    package let number: Int
    /// Σw of its members.
    package let weight: Double
    /// Σw(y - mean) of its members, about the stratum's mean.
    package let residual: Double

    package init(number: Int, weight: Double, residual: Double) {
      self.number = number
      self.weight = weight
      self.residual = residual
    }
  }

  /// One stratum of a sample.
  package struct Stratum: Equatable, Sendable {
    /// The weighted mean of its members.
    package let mean: Double
    /// Its clusters, each above zero in weight.
    package let clusters: [Cluster]

    /// The degrees of freedom of its mean; nil with fewer than two clusters of comparable weight.
    package let degreesOfFreedom: Double?

    package init(mean: Double, clusters: [Cluster]) {
      self.mean = mean
      self.clusters = clusters
      degreesOfFreedom = ClusterSample(clusterWeights: clusters.map(\.weight)).degreesOfFreedom
    }
  }

  /// How the shares are known.
  package enum Origin: Sendable {
    /// They are what they are.
    case given
    /// Counted in so many independent queries.
    case counted(Int)
    /// Counted in clusters of queries: for each cluster its count of every stratum that it has.
    case countedInClusters([[(stratum: Int, count: Int)]])
  }

  /// Σ p q̄.
  package let mean: Double
  /// The part of the variance that comes of the strata's means.
  package let variance: Double
  /// The part that comes of counting the shares.
  package let sharesVariance: Double
  /// Welch and Satterthwaite's degrees of freedom over the strata and the shares, at most those of
  /// all clusters together.
  package let degreesOfFreedom: Double

  /// Returns half the two-sided interval of Student's t.
  ///
  /// - Parameter confidence: Between zero and one.
  /// - Returns: A length, zero where nothing varies.
  package func reach(confidence: Double) -> Double {
    let whole = variance + sharesVariance
    guard whole > 0 else { return 0 }
    return StudentT.quantile((1 + confidence) / 2, degreesOfFreedom: degreesOfFreedom)
      * whole.squareRoot()
  }

  /// Mixes strata.
  ///
  /// Nil where a stratum with a share has fewer than two clusters of comparable weight, and where
  /// shares were counted in fewer than two queries or clusters of comparable size.
  ///
  /// - Parameters:
  ///   - strata: The strata.
  ///   - shares: The share of each, not negative, one together. A stratum of share zero is left out.
  ///   - origin: How the shares are known.
  package init?(strata: [Stratum], shares: [Double], origin: Origin) {
    precondition(strata.count == shares.count, "a share for each stratum")
    let used = strata.indices.filter { shares[$0] > 0 }
    let freedoms = used.compactMap { strata[$0].degreesOfFreedom }
    guard !used.isEmpty, freedoms.count == used.count else { return nil }
    mean = CompensatedSum.sum(used.map { shares[$0] * strata[$0].mean })
    let totals = Self.totals(strata, shares, used)
    variance = CompensatedSum.sum(totals.all.map { $0.residual * $0.residual })
    guard let counted = Self.counted(strata, shares, mean, origin) else { return nil }
    sharesVariance = counted.variance
    let parts = totals.byStratum + [counted.variance]
    let sum = CompensatedSum.sum(parts)
    let denominators = CompensatedSum.sum(
      zip(parts, freedoms + [counted.freedom]).map { $0 * $0 / $1 })
    let together = ClusterRobust.degreesOfFreedom(clusterWeights: totals.all.map(\.weight))
    let satterthwaite = denominators > 0 ? sum * sum / denominators : together
    // Clusters that reach into several strata are not told apart twice; what was counted may be.
    degreesOfFreedom =
      counted.variance > 0 ? satterthwaite : min(satterthwaite, together)
  }

  /// Sums up each cluster over the strata, and each stratum's own variance.
  private static func totals(
    _ strata: [Stratum], _ shares: [Double], _ used: [Int]
  ) -> (all: [(residual: Double, weight: Double)], byStratum: [Double]) {
    let count = used.flatMap { strata[$0].clusters.map(\.number) }.reduce(0) { max($0, $1 + 1) }
    var all = [(residual: Double, weight: Double)](repeating: (0, 0), count: count)
    var byStratum: [Double] = []
    for index in used {
      let clusters = strata[index].clusters
      let groups = Double(clusters.count)
      let weight = CompensatedSum.sum(clusters.map(\.weight))
      let factor = shares[index] * (groups / (groups - 1)).squareRoot() / weight
      for cluster in clusters {
        all[cluster.number].residual += factor * cluster.residual
        all[cluster.number].weight += shares[index] * cluster.weight / weight
      }
      byStratum.append(
        CompensatedSum.sum(
          clusters.map { factor * $0.residual * (factor * $0.residual) }))
    }
    return (all, byStratum)
  }

  /// The variance that comes of counting the shares, with its degrees of freedom.
  private static func counted(
    _ strata: [Stratum], _ shares: [Double], _ mean: Double, _ origin: Origin
  ) -> (variance: Double, freedom: Double)? {
    switch origin {
    case .given: return (0, 1)
    case .counted(let queries):
      guard queries > 1 else { return nil }
      let spread = CompensatedSum.sum(
        strata.indices.map { index in
          shares[index] * (strata[index].mean - mean) * (strata[index].mean - mean)
        })
      return (spread / Double(queries), Double(queries - 1))
    case .countedInClusters(let clusters):
      let sizes = clusters.map { Double($0.reduce(0) { $0 + $1.count }) }
      let sample = ClusterSample(clusterWeights: sizes)
      guard let freedom = sample.degreesOfFreedom,
        let error = ClusterRobust.standardError(
          residualTotals: clusters.filter { !$0.isEmpty }.map { cluster in
            cluster.reduce(0) { $0 + Double($1.count) * (strata[$1.stratum].mean - mean) }
          }, totalWeight: sample.weight)
      else { return nil }
      return (error * error, freedom)
    }
  }
}
