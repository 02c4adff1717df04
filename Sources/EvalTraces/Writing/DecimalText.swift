/// Writes numbers so that every reader of JSON and YAML gets the same value back.
package enum DecimalText {
  /// The longest run of zeros written before an exponent is used instead.
  private static let zeros = 30

  /// Writes the shortest decimal that reads back as the same number.
  ///
  /// Whole numbers have no fraction, and -0 is 0. Between 1e-30 and 1e30 there is no exponent:
  /// YAML readers take `5e-05` for a text.
  ///
  /// - Parameter value: A finite number.
  /// - Returns: Digits, with a point and a sign where needed.
  package static func shortest(_ value: Double) -> String {
    precondition(value.isFinite, "\(value) has no decimal form")
    if value == 0 { return "0" }
    let text = value.description
    guard let mark = text.firstIndex(of: "e") else { return withoutFraction(text) }
    let mantissa = withoutFraction(String(text[..<mark]))
    let exponent = Int(text[text.index(after: mark)...]) ?? 0
    guard abs(exponent) <= zeros else { return "\(mantissa)e\(exponent)" }
    return expanded(mantissa, exponent: exponent)
  }

  private static func withoutFraction(_ text: String) -> String {
    text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Moves the point of a mantissa with one digit before it.
  private static func expanded(_ mantissa: String, exponent: Int) -> String {
    let sign = mantissa.hasPrefix("-") ? "-" : ""
    let digits = mantissa.filter { $0 != "-" && $0 != "." }
    if exponent < 0 {
      return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits
    }
    let missing = exponent + 1 - digits.count
    if missing >= 0 { return sign + digits + String(repeating: "0", count: missing) }
    return sign + digits.prefix(exponent + 1) + "." + digits.dropFirst(exponent + 1)
  }
}
