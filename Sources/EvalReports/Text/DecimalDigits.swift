import EvalCore

/// The decimal digits of a number, to be rounded and laid out without a locale or an exponent.
struct DecimalDigits {
  private let isNegative: Bool
  /// The digits without leading zeros; none for zero.
  private let digits: [UInt8]
  /// How many of the digits stand before the point; negative for zeros after it.
  let point: Int

  /// Reads a number's twelve significant digits, so that the last bits of a sum never show.
  init(_ value: Double) {
    let rounded = Rounding.significant(value)
    let parts = "\(rounded.magnitude)".split(separator: "e")
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let mantissa = (parts.first ?? "0").utf8
    let whole = mantissa.prefix { $0 != UInt8(ascii: ".") }.count
    let all = mantissa.filter { $0 != UInt8(ascii: ".") }.map { $0 - UInt8(ascii: "0") }
    let zeros = all.prefix { $0 == 0 }.count
    let significant = Array(all.dropFirst(zeros))
    isNegative = rounded < 0
    digits = Self.trimmed(significant)
    point = significant.isEmpty ? 1 : whole + exponent - zeros
  }

  private init(isNegative: Bool, digits: [UInt8], point: Int) {
    self.isNegative = isNegative
    self.digits = digits
    self.point = point
  }

  /// How many decimals show the number whole.
  var decimals: Int { max(0, digits.count - point) }

  /// Returns the number rounded to a count of decimals, halves away from zero.
  func rounded(decimals: Int) -> DecimalDigits {
    let kept = point + decimals
    guard kept < digits.count else { return self }
    guard kept >= 0 else { return DecimalDigits(isNegative: false, digits: [], point: 1) }
    var result = Array(digits.prefix(kept))
    guard digits[kept] >= 5 else {
      let trimmed = Self.trimmed(result)
      return DecimalDigits(
        isNegative: isNegative && !trimmed.isEmpty, digits: trimmed,
        point: trimmed.isEmpty ? 1 : point)
    }
    var position = kept - 1
    while position >= 0, result[position] == 9 { position -= 1 }
    guard position >= 0 else {
      return DecimalDigits(isNegative: isNegative, digits: [1], point: point + 1)
    }
    result[position] += 1
    return DecimalDigits(
      isNegative: isNegative, digits: Array(result.prefix(position + 1)), point: point)
  }

  /// Returns the number with a count of decimals; further digits are cut, not rounded.
  func text(decimals: Int) -> String {
    var bytes: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
    bytes += point > 0 ? (0..<point).map(digit) : [UInt8(ascii: "0")]
    if decimals > 0 {
      bytes.append(UInt8(ascii: "."))
      bytes += (point..<point + decimals).map(digit)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func digit(_ position: Int) -> UInt8 {
    UInt8(ascii: "0") + (digits.indices.contains(position) ? digits[position] : 0)
  }

  private static func trimmed(_ digits: [UInt8]) -> [UInt8] {
    Array(digits.prefix((digits.lastIndex { $0 != 0 } ?? -1) + 1))
  }
}
