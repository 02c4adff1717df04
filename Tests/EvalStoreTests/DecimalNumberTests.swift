import Testing

@testable import EvalStore

struct DecimalNumberTests {
  private func read(_ text: String) -> Double? {
    Array(text.utf8).withUnsafeBufferPointer { DecimalNumber.short($0) ?? DecimalNumber.long($0) }
  }

  @Test func `every double reads back from its shortest text`() {
    var random = SeededRandom(1)
    for _ in 0..<5000 {
      for value in [
        Double(bitPattern: random.next()), random.unit(), Double(random.below(1000)) / 1000,
        -Double(random.below(1 << 53)) / 1024,
      ] where value.isFinite {
        #expect(read(value.description)?.bitPattern == value.bitPattern, "\(value)")
      }
    }
  }

  @Test(
    arguments: [
      ("0", 0), ("-0.0", -0.0), ("0.61", 0.61), ("9007199254740993", 9_007_199_254_740_992),
      ("123456789012345678", 123_456_789_012_345_680), ("1e22", 1e22), ("1E-5", 1e-5),
      ("1e999", .infinity), ("-1e999", -.infinity), ("0.1000000000000000055511151231257827", 0.1),
    ])
  func `numbers are read to the nearest double`(text: String, value: Double) {
    #expect(read(text)?.bitPattern == value.bitPattern)
  }

  @Test(arguments: [
    "", "-", ".", ".5", "5.", "-.5", "+1", "0x10", "inf", "nan", "1 ", "1,2", "--1", "007", "-01.5",
    "1e", "1e+", "1.e5",
    "1e5.5", "0x",
  ])
  func `other texts are no numbers`(text: String) {
    #expect(read(text) == nil)
  }
}
