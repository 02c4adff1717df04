/// The weight and mean of one cohort on both sides of a comparison.
package struct CohortShift: Equatable, Sendable {
  /// The weight on one side and the mean of what is weighed.
  package struct Side: Equatable, Sendable {
    /// The weight, above zero.
    package let weight: Int64

    /// The mean, finite.
    package let mean: Double

    /// Creates a side.
    ///
    /// - Precondition: The weight is above zero and the mean finite.
    package init(weight: Int64, mean: Double) {
      precondition(weight > 0 && mean.isFinite, "a cohort without weight or mean")
      self.weight = weight
      self.mean = mean
    }
  }

  /// The cohort before; `nil` where it is new.
  package let reference: Side?

  /// The cohort after; `nil` where it has vanished.
  package let current: Side?

  /// Creates a cohort, on one side at least.
  package init(reference: Side?, current: Side?) {
    precondition(reference != nil || current != nil, "a cohort on neither side")
    self.reference = reference
    self.current = current
  }
}
