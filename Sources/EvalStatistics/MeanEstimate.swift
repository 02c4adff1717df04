/// A mean with the standard error and degrees of freedom of its t interval.
package struct MeanEstimate: Equatable, Sendable {
  /// The weighted mean, in the unit of the values.
  package let mean: Double

  /// The standard error, in the unit of the values; zero without variation.
  package let standardError: Double

  /// The degrees of freedom of Student's t, above zero, not always whole.
  package let degreesOfFreedom: Double

  /// The number of clusters with members, at least two.
  package let clusters: Int

  /// Creates an estimate from its parts.
  package init(mean: Double, standardError: Double, degreesOfFreedom: Double, clusters: Int) {
    self.mean = mean
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
    self.clusters = clusters
  }
}
