/// The exact test of paired yes-or-no outcomes that changed.
///
/// McNemar (1947), without approximation: where nothing got better or worse on the whole, each pair
/// that changed did so in either direction with equal chance.
package enum McNemar {
  /// Returns the chance of at least as many losses where gains and losses are equally likely.
  ///
  /// One where nothing changed.
  ///
  /// - Precondition: Both counts are at least zero.
  package static func oneSided(gains: Int, losses: Int) -> Double {
    guard losses > 0 else { return 1 }
    return Binomial.upperTail(losses - 1, trials: gains + losses, probability: 0.5)
  }

  /// Returns the one-sided p with half of the chance of the very counts seen.
  ///
  /// Lancaster (1961); closer to the nominal level on average, not guaranteed to keep it.
  ///
  /// - Precondition: Both counts are at least zero.
  package static func midP(gains: Int, losses: Int) -> Double {
    let trials = gains + losses
    guard trials > 0 else { return 1 }
    let here = Binomial.probability(losses, trials: trials, probability: 0.5)
    return oneSided(gains: gains, losses: losses) - here / 2
  }

  /// Returns the two-sided p: twice the smaller tail, at most one.
  ///
  /// - Precondition: Both counts are at least zero.
  package static func twoSided(gains: Int, losses: Int) -> Double {
    min(1, 2 * oneSided(gains: min(gains, losses), losses: max(gains, losses)))
  }
}
