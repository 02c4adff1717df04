/// Numbers as people read them: never an exponent, never a locale, the same on every machine.
package enum NumberText {
  /// What stands for a figure that has no value.
  package static let undefined = "–"

  /// Returns a number with a fixed count of decimals, halves rounded away from zero.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return undefined }
    return DecimalDigits(value).rounded(decimals: decimals).text(decimals: decimals)
  }

  /// Returns a number with a fixed count of decimals and its sign; zero has none.
  package static func signed(_ value: Double, decimals: Int) -> String {
    let text = fixed(value, decimals: decimals)
    let isZero = !text.utf8.contains { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }
    return value > 0 && !isZero ? "+" + text : text
  }

  /// Returns a number with as many decimals as it has, at most twelve significant digits.
  package static func plain(_ value: Double) -> String {
    guard value.isFinite else { return undefined }
    let digits = DecimalDigits(value)
    return digits.text(decimals: digits.decimals)
  }

  /// Returns a number with at least so many significant digits, and whole numbers whole.
  package static func significant(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return undefined }
    return fixed(value, decimals: max(0, digits - DecimalDigits(value).point))
  }

  /// Returns a fraction of 1 in percent, such as `31.3%`.
  package static func percent(_ fraction: Double, decimals: Int = 1) -> String {
    guard fraction.isFinite else { return undefined }
    return fixed(fraction * 100, decimals: decimals) + "%"
  }

  /// Returns an amount in USD with at least two decimals and three significant digits.
  package static func usd(_ amount: Double) -> String {
    guard amount.isFinite else { return undefined }
    let text = usdDigits(amount.magnitude)
    return amount < 0 ? "-$" + text : "$" + text
  }

  /// Returns a change of an amount in USD with its sign.
  package static func signedUSD(_ amount: Double) -> String {
    amount > 0 ? "+" + usd(amount) : usd(amount)
  }

  private static func usdDigits(_ magnitude: Double) -> String {
    let leading = magnitude == 0 ? 1 : DecimalDigits(magnitude).point
    return fixed(magnitude, decimals: max(2, 3 - leading))
  }

  /// Returns a count with its noun in the right number, such as `1 gate` or `12 gates`.
  package static func count(_ count: Int, _ noun: String, plural: String? = nil) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(plural ?? noun + "s")"
  }
}
