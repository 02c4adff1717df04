/// Writes numbers whose byte order is their order.
enum PaddedNumber {
  /// Writes a number with zeros before it, up to a width; longer numbers stay as they are.
  ///
  /// - Parameters:
  ///   - number: A number from 0 up.
  ///   - width: The least number of digits.
  /// - Returns: The digits.
  static func text(_ number: Int, width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
