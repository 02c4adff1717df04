/// The score interval for a difference of two paired proportions.
///
/// Tango (1998), "Equivalence test and confidence interval for the difference in proportions for
/// the paired-sample design", with the closed form of the restricted maximum likelihood estimate.
/// Unlike an interval from the standard error it has width where nothing changed: exactly
/// z²/(n + z²) on each side.
package enum Tango {
  /// Returns the interval of (gains − losses) / pairs.
  ///
  /// - Parameters:
  ///   - gains: The pairs that went from no to yes.
  ///   - losses: The pairs that went from yes to no.
  ///   - pairs: All pairs, changed or not, at least one.
  ///   - z: The normal critical value, above zero: 1.645 for a one-sided bound at 95 %.
  /// - Returns: The interval, within −1…1.
  /// - Precondition: The counts are not negative, and their sum is not above `pairs`.
  package static func interval(gains: Int, losses: Int, pairs: Int, z: Double) -> Interval {
    precondition(gains >= 0 && losses >= 0, "a count below zero")
    precondition(pairs > 0 && gains + losses <= pairs, "more changes than pairs")
    precondition(z > 0, "a critical value that is not above zero")
    let counts = Counts(gains: Double(gains), losses: Double(losses), pairs: Double(pairs))
    return Interval(
      low: counts.root(from: -1, to: counts.difference, score: z),
      high: counts.root(from: counts.difference, to: 1, score: -z))
  }

  private struct Counts {
    let gains: Double
    let losses: Double
    let pairs: Double

    var difference: Double { (gains - losses) / pairs }

    /// The score statistic for a hypothetical difference; it falls as that rises.
    func score(_ delta: Double) -> Double {
      let a = 2 * pairs
      let b = -gains - losses + (2 * pairs - gains + losses) * delta
      let c = -losses * delta * (1 - delta)
      let root = max(0, b * b - 4 * a * c).squareRoot()
      // The form that does not cancel, by the sign of b.
      let restricted = b <= 0 ? (root - b) / (2 * a) : root + b == 0 ? 0 : -2 * c / (root + b)
      let variance = pairs * (2 * restricted + delta * (1 - delta))
      let distance = gains - losses - pairs * delta
      guard variance > 0 else { return distance == 0 ? 0 : distance > 0 ? .infinity : -.infinity }
      return distance / variance.squareRoot()
    }

    /// Where the score crosses a value, by halving the interval until it cannot be halved.
    func root(from low: Double, to high: Double, score target: Double) -> Double {
      var (low, high) = (low, high)
      while true {
        let middle = low + (high - low) / 2
        guard middle > low, middle < high else { return target > 0 ? low : high }
        if score(middle) > target {
          low = middle
        } else {
          high = middle
        }
      }
    }
  }
}
