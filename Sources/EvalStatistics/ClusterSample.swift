/// The clusters of a sample as far as the error of a mean depends on them.
package struct ClusterSample: Equatable, Sendable {
  /// The number of clusters with a member.
  package var clusters: Int
  /// The sum of the weights of all members.
  package var weight: Double
  /// The sum over clusters of the squared weight of each.
  package var squaredWeights: Double

  /// The degrees of freedom of a mean; nil where there is less than one.
  ///
  /// Those of ``ClusterRobust/degreesOfFreedom(clusterWeights:)``.
  package var degreesOfFreedom: Double?

  /// Creates a sample from the weight of each of its clusters.
  ///
  /// Clusters of weight zero do not count.
  package init(clusterWeights: [Double]) {
    clusters = clusterWeights.count { $0 > 0 }
    weight = CompensatedSum.sum(clusterWeights)
    squaredWeights = CompensatedSum.sum(clusterWeights.lazy.map { $0 * $0 })
    if clusters >= 2 {
      let degrees = ClusterRobust.degreesOfFreedom(clusterWeights: clusterWeights)
      degreesOfFreedom = degrees >= 1 ? degrees : nil
    }
  }

  /// Creates a sample in which every member weighs one and is a cluster of its own.
  package init(members: Int) {
    clusters = members
    weight = Double(members)
    squaredWeights = Double(members)
    degreesOfFreedom = members >= 2 ? Double(members - 1) : nil
  }
}
