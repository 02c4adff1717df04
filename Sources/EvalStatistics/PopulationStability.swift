/// The population stability index, and how much of it is noise.
///
/// Between two samples of the same population the index is not zero but about
/// (B - 1)(1/N + 1/M) for B bins, and a multiple of a chi-squared value:
/// Yurdakul & Naranjo (2020), "Statistical properties of the population
/// stability index". A fixed limit such as 0.1 means nothing without N and M.
package enum PopulationStability {
  /// Returns the index between two lists of shares, Σ (q - p) ln(q/p).
  ///
  /// The symmetric divergence of Jeffreys (1946). Nothing is smoothed or
  /// normalised.
  ///
  /// - Precondition: Shares are above zero, one on each side for each bin.
  package static func index(referenceShares: [Double], currentShares: [Double]) -> Double {
    precondition(referenceShares.count == currentShares.count, "two shares for each bin")
    return CompensatedSum.sum(count: referenceShares.count) { bin in
      let (p, q) = (referenceShares[bin], currentShares[bin])
      precondition(p > 0 && q > 0, "a share that is not above zero")
      return (q - p) * Elementary.log(q / p)
    }
  }

  /// Returns the index between two lists of counts, with its null law.
  ///
  /// Shares are (c + ½)/(N + B/2) on both sides, after the prior of Jeffreys,
  /// so that a bin empty on one side is not infinitely far. Bins that are
  /// empty on both sides do not count: naming a category that nobody has
  /// changes nothing. Counts need not be whole: those of a weighted sample are
  /// its shares times its effective size.
  ///
  /// - Returns: `nil` when a sample is empty or fewer than two bins are left.
  /// - Precondition: Counts are not negative, a count on each side for each
  ///   bin.
  package static func estimate(reference: [Double], current: [Double]) -> StabilityEstimate? {
    precondition(reference.count == current.count, "two counts for each bin")
    precondition((reference + current).allSatisfy { $0 >= 0 }, "a negative count")
    let bins = reference.indices.filter { reference[$0] + current[$0] > 0 }
    let totals = (reference.reduce(0, +), current.reduce(0, +))
    guard bins.count >= 2, totals.0 > 0, totals.1 > 0 else { return nil }
    let index = index(
      referenceShares: smoothed(bins.map { reference[$0] }, total: totals.0),
      currentShares: smoothed(bins.map { current[$0] }, total: totals.1))
    return StabilityEstimate(
      index: index, bins: bins.count, referenceCount: totals.0, currentCount: totals.1)
  }

  /// Returns the index between two lists of whole counts, with its null law.
  package static func estimate(reference: [Int], current: [Int]) -> StabilityEstimate? {
    estimate(reference: reference.map(Double.init), current: current.map(Double.init))
  }

  private static func smoothed(_ counts: [Double], total: Double) -> [Double] {
    let whole = total + Double(counts.count) / 2
    return counts.map { ($0 + 0.5) / whole }
  }
}
