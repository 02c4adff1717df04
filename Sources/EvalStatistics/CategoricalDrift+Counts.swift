/// The measures on whole counts, as of samples without weights.
extension CategoricalDrift {
  /// Returns Pearson's chi-squared test of whole counts.
  package static func chiSquaredTest(reference: [Int], current: [Int]) -> ChiSquaredTest? {
    chiSquaredTest(reference: reference.map(Double.init), current: current.map(Double.init))
  }

  /// Returns the likelihood ratio test of whole counts.
  package static func gTest(reference: [Int], current: [Int]) -> ChiSquaredTest? {
    gTest(reference: reference.map(Double.init), current: current.map(Double.init))
  }

  /// Returns the total variation distance of whole counts.
  package static func totalVariation(reference: [Int], current: [Int]) -> Double? {
    totalVariation(reference: reference.map(Double.init), current: current.map(Double.init))
  }

  /// Returns Cramér's V of whole counts, corrected for its bias.
  package static func correctedCramersV(reference: [Int], current: [Int]) -> Double? {
    correctedCramersV(reference: reference.map(Double.init), current: current.map(Double.init))
  }

  /// Returns the Jensen–Shannon distance of whole counts in bits.
  package static func jensenShannonDistance(reference: [Int], current: [Int]) -> Double? {
    jensenShannonDistance(reference: reference.map(Double.init), current: current.map(Double.init))
  }

  /// Returns the same in nats.
  package static func jensenShannonDistanceInNats(reference: [Int], current: [Int]) -> Double? {
    jensenShannonDistanceInNats(
      reference: reference.map(Double.init), current: current.map(Double.init))
  }
}
