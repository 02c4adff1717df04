/// Chooses a threshold whose risk is bounded with a stated confidence.
///
/// Learn then test (Angelopoulos, Bates, Candès, Jordan & Lei 2021): every
/// threshold of a grid fixed beforehand is the null hypothesis that its risk,
/// the mean loss, exceeds a limit. Holds for traffic exchangeable with the
/// sample, and for independent units: with clusters, one loss for each cluster.
package enum LearnThenTest {
  /// Returns the p of a risk above the limit, for losses of 0 and 1.
  ///
  /// P(X ≤ losses) with X binomial at the limit, exact. 1 without trials.
  ///
  /// - Parameters:
  ///   - losses: The number of losses, in 0…trials.
  ///   - trials: The number of queries.
  ///   - limit: The greatest risk allowed, inside (0, 1).
  /// - Returns: A probability.
  package static func binomialP(losses: Int, trials: Int, limit: Double) -> Double {
    check(losses, trials, limit)
    return Binomial.cdf(losses, trials: trials, probability: limit)
  }

  /// Returns the p of a risk above the limit, for losses in 0…1.
  ///
  /// The smaller of Hoeffding's exp(-n h₁(min(r, α), α)), with h₁ the relative
  /// entropy, and Bentkus' e·P(X ≤ ⌈n r⌉); Bates et al. (2021), "Distribution-free,
  /// risk-controlling prediction sets". The total loss n·r is a whole number of
  /// units, because ⌈n·(k/n)⌉ in floating point may be k + 1.
  ///
  /// - Parameters:
  ///   - lossUnits: The losses added up, in 0…trials·unitsPerLoss.
  ///   - unitsPerLoss: The units of a loss of one, above zero; 1 for losses
  ///     that are counted.
  ///   - trials: The number of queries.
  ///   - limit: The greatest risk allowed, inside (0, 1).
  /// - Returns: A probability; 1 without trials.
  package static func hoeffdingBentkusP(
    lossUnits: Int,
    unitsPerLoss: Int = 1,
    trials: Int,
    limit: Double
  ) -> Double {
    precondition(lossUnits >= 0 && unitsPerLoss > 0, "a loss in units")
    let (whole, rest) = lossUnits.quotientAndRemainder(dividingBy: unitsPerLoss)
    let roundedUp = whole + (rest > 0 ? 1 : 0)
    check(roundedUp, trials, limit)
    guard trials > 0 else { return 1 }
    let total = Double(lossUnits) / Double(unitsPerLoss)
    let hoeffding = Elementary.exp(-entropy(of: total, trials: Double(trials), limit: limit))
    let bentkus =
      2.718281828459045 * Binomial.cdf(roundedUp, trials: trials, probability: limit)
    return min(1, hoeffding, bentkus)
  }

  /// Returns the last threshold whose risk is shown, `nil` when even the first is not.
  ///
  /// Fixed-sequence testing: thresholds are tested in their order and each
  /// spends the whole error, because the first that fails ends the search. Later
  /// ones are not looked at, however low their risk.
  ///
  /// - Parameters:
  ///   - pValues: The p of each threshold, from the safest on.
  ///   - error: The chance allowed of a risk above the limit, in [0, 1].
  /// - Returns: An index.
  package static func lastShown(
    pValues: some Sequence<Double>,
    error: Double
  ) -> Int? {
    precondition(0...1 ~= error, "an error is a probability")
    var last: Int?
    for (index, p) in pValues.enumerated() {
      precondition(0...1 ~= p, "a p value that is no probability")
      if p > error { break }
      last = index
    }
    return last
  }

  /// Returns the last threshold whose risk is shown by losses of 0 and 1.
  ///
  /// ``lastShown(pValues:error:)`` with ``binomialP(losses:trials:limit:)``.
  ///
  /// - Parameters:
  ///   - losses: The number of losses at each threshold, from the safest on.
  ///   - trials: The number of queries, the same at each threshold.
  ///   - limit: The greatest risk allowed, inside (0, 1).
  ///   - error: The chance allowed of a risk above the limit, in [0, 1].
  /// - Returns: An index; `nil` when not even the first is shown.
  package static func lastShown(
    losses: [Int],
    trials: Int,
    limit: Double,
    error: Double
  ) -> Int? {
    lastShown(
      pValues: losses.lazy.map { binomialP(losses: $0, trials: trials, limit: limit) },
      error: error
    )
  }

  /// Returns n·h₁(min(r, α), α) from the total loss n·r, zero from the limit on.
  private static func entropy(of total: Double, trials: Double, limit: Double) -> Double {
    let expected = trials * limit
    if total >= expected { return 0 }
    if total == 0 { return -trials * Elementary.log1p(-limit) }
    return Elementary.deviance(total, mean: expected)
      + Elementary.deviance(trials - total, mean: trials * (1 - limit))
  }

  private static func check(_ losses: Int, _ trials: Int, _ limit: Double) {
    precondition(trials >= 0 && 0...trials ~= losses, "more losses than trials")
    precondition(limit > 0 && limit < 1, "a limit lies inside (0, 1)")
  }
}
