/// The number of ones among labels that have the probabilities their scores say.
struct CalibratedLabels {
  /// From this variance on the number is taken for normal.
  ///
  /// There the mean deviation of a binomial number differs by less than one in
  /// a thousand.
  private static let normalVariance = 100.0

  /// Masses below this are left out.
  private static let leastMass = 1e-25

  private let scores: [Double]

  /// Supposes labels for some scores.
  ///
  /// - Precondition: The scores are probabilities.
  init(scores: [Double]) {
    self.scores = scores
  }

  /// The mean distance of the number of ones from its mean.
  ///
  /// Exact but for rounding while the variance V is small, by convolving the
  /// labels one by one; √(2V/π), that of a normal number, where it is not.
  var meanDeviation: Double {
    let variance = CompensatedSum.sum(scores.lazy.map { $0 * (1 - $0) })
    if variance == 0 { return 0 }
    // √(2/π)
    if variance > Self.normalVariance { return 0.7978845608028654 * variance.squareRoot() }
    let mean = CompensatedSum.sum(scores)
    let (first, masses) = law()
    return CompensatedSum.sum(count: masses.count) { index in
      masses[index] * (Double(first + index) - mean).magnitude
    }
  }

  /// Returns the probabilities of the numbers that matter, from a first one up.
  private func law() -> (first: Int, masses: [Double]) {
    var first = 0
    var masses = [1.0]
    for p in scores {
      masses.append(0)
      for index in stride(from: masses.count - 1, to: 0, by: -1) {
        masses[index] = masses[index] * (1 - p) + masses[index - 1] * p
      }
      masses[0] *= 1 - p
      while masses.count > 1, masses[masses.count - 1] < Self.leastMass { masses.removeLast() }
      let low = masses.prefix { $0 < Self.leastMass }.count
      masses.removeFirst(low)
      first += low
    }
    return (first, masses)
  }
}
