import Testing

@testable import EvalReports

struct NumberTextTests {
  @Test(arguments: [
    (0.0, 2, "0.00"), (1.005, 2, "1.01"), (-1.005, 2, "-1.01"), (0.285, 2, "0.29"),
    (9.996, 2, "10.00"), (0.004, 2, "0.00"), (-0.004, 2, "0.00"), (0.005, 2, "0.01"),
    (0.95, 0, "1"), (0.49, 0, "0"), (123456.789, 1, "123456.8"), (1e-7, 3, "0.000"),
    (1e-7, 8, "0.00000010"), (1e21, 1, "1000000000000000000000.0"),
    (.leastNonzeroMagnitude, 2, "0.00"),
    (0.1 + 0.2, 12, "0.300000000000"), (99.995, 2, "100.00"),
  ])
  func `fixed decimals round halves away from zero`(
    _ value: Double, _ decimals: Int, _ text: String
  ) {
    #expect(NumberText.fixed(value, decimals: decimals) == text)
  }

  @Test(arguments: [
    (0.55, "0.55"), (5.0, "5"), (0.00001, "0.00001"), (1e16, "10000000000000000"),
    (-2.5e-9, "-0.0000000025"), (0.1 + 0.2, "0.3"), (100, "100"), (0, "0"),
  ])
  func `plain numbers have no exponent and no idle zeros`(_ value: Double, _ text: String) {
    #expect(NumberText.plain(value) == text)
  }

  @Test(arguments: [
    (0.0, "$0.00"), (12.3456, "$12.35"), (0.0123, "$0.0123"), (0.000001234, "$0.00000123"),
    (1234.5, "$1234.50"), (-0.31, "-$0.310"), (0.9999, "$1.000"),
  ])
  func `amounts keep three significant digits`(_ value: Double, _ text: String) {
    #expect(NumberText.usd(value) == text)
  }

  @Test func `a change shows its sign unless it rounds to nothing`() {
    #expect(NumberText.signed(0.31, decimals: 2) == "+0.31")
    #expect(NumberText.signed(-0.31, decimals: 2) == "-0.31")
    #expect(NumberText.signed(0.001, decimals: 2) == "0.00")
    #expect(NumberText.signed(-0.001, decimals: 2) == "0.00")
    #expect(NumberText.signedUSD(1.8) == "+$1.80")
    #expect(NumberText.signedUSD(-1.8) == "-$1.80")
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `what is not a number is a dash`(_ value: Double) {
    #expect(NumberText.fixed(value, decimals: 2) == "–")
    #expect(NumberText.plain(value) == "–")
    #expect(NumberText.usd(value) == "–")
    #expect(NumberText.percent(value) == "–")
    #expect(NumberText.significant(value, digits: 3) == "–")
    #expect(NumberText.signed(value, decimals: 1) == "–")
  }

  @Test(arguments: [(0.012345, "0.0123"), (123.45, "123"), (1234.5, "1235"), (1.0, "1.00")])
  func `significant digits never cut a whole number`(_ value: Double, _ text: String) {
    #expect(NumberText.significant(value, digits: 3) == text)
  }

  @Test func `no number anywhere is written with an exponent`() {
    var value = 1e-300
    while value < 1e300 {
      for text in [NumberText.plain(value), NumberText.usd(value), NumberText.percent(value)] {
        #expect(!text.contains("e"))
      }
      value *= 977
    }
  }

  @Test func `a fixed text reads back as the number`() {
    for step in 0..<2000 {
      let value = Double(step - 1000) * 0.00731
      #expect(abs((Double(NumberText.fixed(value, decimals: 4)) ?? .nan) - value) <= 0.0000501)
    }
  }

  @Test func `percents and counts`() {
    #expect(NumberText.percent(0.3125) == "31.3%")
    #expect(NumberText.percent(1) == "100.0%")
    #expect(NumberText.count(1, "gate") == "1 gate")
    #expect(NumberText.count(0, "gate") == "0 gates")
    #expect(NumberText.count(2, "query", plural: "queries") == "2 queries")
  }
}
