/// Charts that find a lasting change in a history of standardised values.
///
/// Nothing starts again after an alarm: where the level has changed, the
/// alarms go on.
package enum ControlChart {
  /// Returns both sides of the tabular CUSUM.
  ///
  /// Page (1954): C⁺ = max(0, C⁺ + x - k) above and C⁻ = max(0, C⁻ - x - k)
  /// below, from zero. With k = ½ and h = 5 unchanged independent values alarm
  /// about once in 465 (Montgomery, "Statistical quality control", 9.1).
  ///
  /// - Parameters:
  ///   - values: Values with mean 0 and deviation 1 while nothing changes.
  ///   - k: The allowance, half the shift worth finding; not negative.
  ///   - h: The limit, above zero.
  /// - Returns: The path above, for a rise, and the path below, for a fall.
  /// - Precondition: Values are finite.
  package static func cusum(
    _ values: [Double],
    k: Double,
    h: Double
  ) -> (upper: ControlPath, lower: ControlPath) {
    precondition(k >= 0 && h > 0, "a CUSUM needs an allowance and a limit")
    return (
      ControlPath(statistics: oneSided(values, k), limit: h),
      ControlPath(statistics: oneSided(values.map { -$0 }, k), limit: h)
    )
  }

  /// Returns the Page–Hinkley statistic for a rise.
  ///
  /// Hinkley (1971): the sum of x - x̄ - δ less its least value so far, zero
  /// before the first. The running mean x̄ includes the value itself. For a
  /// fall hand in the values with their signs changed.
  ///
  /// - Parameters:
  ///   - values: A history in any unit.
  ///   - delta: The rise that is tolerated; not negative.
  ///   - lambda: The limit, above zero.
  /// - Returns: The path, in the unit of the values.
  /// - Precondition: Values are finite.
  package static func pageHinkley(
    _ values: [Double],
    delta: Double,
    lambda: Double
  ) -> ControlPath {
    precondition(delta >= 0 && lambda > 0, "Page-Hinkley needs a tolerance and a limit")
    var total = 0.0
    var sum = 0.0
    var least = 0.0
    let statistics = values.enumerated().map { index, value in
      precondition(value.isFinite, "a value that is not finite")
      total += value
      sum += value - total / Double(index + 1) - delta
      least = min(least, sum)
      return sum - least
    }
    return ControlPath(statistics: statistics, limit: lambda)
  }

  private static func oneSided(_ values: [Double], _ k: Double) -> [Double] {
    var sum = 0.0
    return values.map { value in
      precondition(value.isFinite, "a value that is not finite")
      sum = max(0, sum + (value - k))
      return sum
    }
  }
}
