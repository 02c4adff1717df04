/// Rounds figures for reports, so that the last bits of a sum never show.
package enum Rounding {
  /// The number of significant digits in reports.
  package static let digits = 12

  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// Returns a number rounded to twelve significant digits, zero where it is smaller than 1e-300.
  ///
  /// What is not finite stays so: a report must not show it as a figure.
  package static func significant(_ value: Double) -> Double {
    let magnitude = value.magnitude
    guard value.isFinite else { return value }
    guard magnitude >= 1e-300 else { return 0 }
    var exponent = 0
    var scaled = magnitude
    while scaled >= 1e12 {
      scaled /= 10
      exponent += 1
    }
    while scaled < 1e11 {
      scaled *= 10
      exponent -= 1
    }
    // Powers of ten beyond these are not exact in a double; reading a decimal is.
    guard exponent.magnitude < powers.count else { return farFromOne(value, scaled, exponent) }
    let rounded = (exponent <= 0 ? magnitude * powers[-exponent] : magnitude / powers[exponent])
      .rounded(.toNearestOrEven)
    let result = exponent >= 0 ? rounded * powers[exponent] : rounded / powers[-exponent]
    return value < 0 ? -result : result
  }

  private static func farFromOne(_ value: Double, _ scaled: Double, _ exponent: Int) -> Double {
    let digits = Int64(scaled.rounded(.toNearestOrEven))
    let result = Double("\(digits)e\(exponent)") ?? 0
    return value < 0 ? -result : result
  }
}
