/// The clusters of a sample as far as the error of a mean depends on them.
package struct ClusterSample: Equatable, Sendable {
  /// The number of clusters with a member.
  package var clusters: Int
  /// The sum of the weights of all members.
  package var weight: Double
  /// The sum over clusters of the squared weight of each.
  package var squaredWeights: Double

  /// Creates a sample from the weight of each of its clusters.
  ///
  /// Clusters of weight zero do not count.
  package init(clusterWeights: [Double]) {
    clusters = clusterWeights.count { $0 > 0 }
    weight = CompensatedSum.sum(clusterWeights)
    squaredWeights = CompensatedSum.sum(clusterWeights.lazy.map { $0 * $0 })
  }

  /// Creates a sample in which every member weighs one and is a cluster of its own.
  package init(members: Int) {
    clusters = members
    weight = Double(members)
    squaredWeights = Double(members)
  }

  /// The degrees of freedom of a mean; nil with fewer than two clusters.
  ///
  /// G − 1, but where the effective number of clusters (ΣW)²/ΣW² (Kish 1965) is below G/2, that
  /// number minus one; a heuristic of this project.
  package var degreesOfFreedom: Double? {
    guard clusters >= 2, squaredWeights > 0 else { return nil }
    let effective = weight * weight / squaredWeights
    return effective < Double(clusters) / 2 ? effective - 1 : Double(clusters) - 1
  }
}
