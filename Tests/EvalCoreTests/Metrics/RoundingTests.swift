import Testing

@testable import EvalCore

struct RoundingTests {
  private static let rounded: [(Double, Double)] = [
    (0, 0), (1, 1), (-1, -1), (0.1, 0.1), (0.3333333333333333, 0.333333333333),
    (0.6666666666666666, 0.666666666667), (-0.6666666666666666, -0.666666666667),
    (0.30000000000000004, 0.3), (123_456_789_012.4, 123_456_789_012),
    (123_456_789_012_345, 123_456_789_012_000), (999_999_999_999.9, 1e12), (0.9999999999999, 1),
    (1e-9, 1e-9), (1.2345678901251e-5, 1.23456789013e-5),
  ]

  @Test(arguments: rounded)
  func `twelve significant digits`(value: Double, expected: Double) {
    #expect(Rounding.significant(value) == expected)
  }

  /// The digits that a report would print, without sign, point and exponent.
  private func digits(_ value: Double) -> Int {
    let mantissa = "\(value.magnitude)".split(separator: "e")[0]
    let digits = String(mantissa.filter { $0 != "." }.drop { $0 == "0" })
    let significant = digits.reversed().drop { $0 == "0" }
    return significant.count
  }

  @Test(arguments: Array(-30...40) + [-290, -200, -100, -50, 50, 100, 200, 300])
  func `every magnitude prints as at most twelve digits, and rounds once`(exponent: Int) throws {
    var draws = Draws(seed: UInt64(1000 + exponent))
    let power = try #require(Double("1e\(exponent)"))
    let values = (0..<20).map { _ in (1 + 9 * draws.unit()) * power * (draws.chance(0.5) ? 1 : -1) }
    let long = values.map(Rounding.significant).filter { digits($0) > 12 }
    #expect(long.isEmpty)
    for value in values {
      let rounded = Rounding.significant(value)
      #expect(Rounding.significant(rounded) == rounded)
      #expect((rounded - value).magnitude <= 0.5000001e-11 * value.magnitude)
      #expect(Rounding.significant(-value) == -rounded)
    }
  }

  @Test(arguments: [1e-300, 3e-300, 1e-299, 5e-298, 9.9e-298, 1e-297, 1e-296, 1.7e308])
  func `the ends of the range stay finite and near`(value: Double) {
    let rounded = Rounding.significant(value)
    #expect(rounded.isFinite)
    #expect(rounded == 0 || (rounded - value).magnitude <= 1e-11 * value)
  }

  @Test(arguments: [1e-301, Double.leastNonzeroMagnitude, -0x1p-1030, -0.0])
  func `the smallest numbers are zero`(value: Double) {
    #expect(Rounding.significant(value) == 0)
  }

  @Test(arguments: -30...22)
  func `powers of ten stay themselves`(exponent: Int) throws {
    let power = try #require(Double("1e\(exponent)"))
    #expect(Rounding.significant(power) == power)
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `a number of six digits stays itself`(seed: UInt64) throws {
    var draws = Draws(seed: seed)
    let text = "\(draws.integer(1...999_999))e\(draws.integer(-20...12))"
    let value = try #require(Double(text))
    #expect(Rounding.significant(value) == value)
  }
}
