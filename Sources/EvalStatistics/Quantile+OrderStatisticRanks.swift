extension Quantile {
  /// Coverages this close below the confidence count as reaching it, so that
  /// rounding does not decide where they are equal.
  private static let slack = 1e-12

  /// Returns the narrowest pair of ranks that covers a quantile.
  ///
  /// Among pairs equally far apart, the lowest. Ranks l < u cover with
  /// probability P(l ≤ X < u), X binomial with `count` trials (David &
  /// Nagaraja, "Order statistics", 7.1). Takes about 20√(count) steps.
  ///
  /// - Returns: `nil` when even the extremes of the sample do not reach the
  ///   confidence.
  /// - Precondition: `count` is not negative; `probability` and `confidence`
  ///   lie inside (0, 1).
  package static func orderStatisticRanks(
    count: Int,
    probability: Double,
    confidence: Double
  ) -> OrderStatisticRanks? {
    precondition(count >= 0, "a sample of fewer than no values")
    precondition(probability > 0 && probability < 1, "a quantile inside the sample")
    precondition(confidence > 0 && confidence < 1, "a confidence lies inside (0, 1)")
    guard count >= 2 else { return nil }
    let masses = CentralMasses(trials: count, probability: probability)
    guard let window = narrowestWindow(masses.values, reaching: confidence - slack) else {
      return nil
    }
    return OrderStatisticRanks(
      lower: masses.first + window.lowerBound,
      upper: masses.first + window.upperBound,
      coverage: min(CompensatedSum.sum(masses.values[window]), 1)
    )
  }

  /// Returns the shortest run of masses with a sum, the first among equals.
  private static func narrowestWindow(
    _ masses: [Double],
    reaching goal: Double
  ) -> Range<Int>? {
    let sums = masses.reduce(into: [0.0]) { sums, mass in sums.append(sums[sums.count - 1] + mass) }
    var best: Range<Int>?
    var end = 0
    for start in masses.indices {
      while end < masses.count && sums[end] - sums[start] < goal { end += 1 }
      if sums[end] - sums[start] < goal { break }
      if end - start < best?.count ?? .max { best = start..<end }
    }
    return best
  }
}

/// The binomial masses that matter, without those of no and of all successes.
private struct CentralMasses {
  /// The number of successes of the first mass.
  let first: Int

  /// The masses of `first`, `first + 1`, ….
  let values: [Double]

  /// Computes the masses outwards from the mode by their ratios.
  ///
  /// Stops where they fall below 1e-20 of the largest, far below the slack.
  init(trials: Int, probability p: Double) {
    let mode = min(max(Int(Double(trials) * p), 1), trials - 1)
    let peak = Binomial.probability(mode, trials: trials, probability: p)
    let odds = p / (1 - p)
    var below: [Double] = []
    var mass = peak
    for k in stride(from: mode, to: 1, by: -1) {
      mass *= Double(k) / (Double(trials - k + 1) * odds)
      if mass < peak * 1e-20 { break }
      below.append(mass)
    }
    var above = [peak]
    mass = peak
    for k in mode..<trials - 1 {
      mass *= Double(trials - k) / Double(k + 1) * odds
      if mass < peak * 1e-20 { break }
      above.append(mass)
    }
    first = mode - below.count
    values = below.reversed() + above
  }
}
