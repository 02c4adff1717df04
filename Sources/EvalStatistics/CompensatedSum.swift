/// Sums of numbers that lose next to nothing to rounding.
///
/// Blocks of 128 values are summed by Neumaier's method (1974) and combined in
/// order of index, rounding errors and all. Blocks fixed in size make the bits
/// of the sum the same should they ever be computed on several threads. The
/// error is one rounding of the result plus terms of second order.
package enum CompensatedSum {
  /// The number of values in a block.
  private static let blockSize = 128

  /// Returns the sum of a sequence, zero when it is empty.
  ///
  /// - Precondition: The values and their sum are finite.
  package static func sum(_ values: some Sequence<Double>) -> Double {
    let direct = values.withContiguousStorageIfAvailable { buffer in
      sum(count: buffer.count) { buffer[$0] }
    }
    return direct ?? sumByIteration(values)
  }

  /// Returns the sum of a function over the indices below a count.
  ///
  /// The same bits as ``sum(_:)`` over the values of the function.
  ///
  /// - Precondition: `count` is not negative; the values and their sum are
  ///   finite.
  package static func sum(count: Int, _ value: (Int) -> Double) -> Double {
    precondition(count >= 0, "a sum over fewer than no values")
    var total = Running()
    for start in stride(from: 0, to: count, by: blockSize) {
      var block = Running()
      for index in start..<min(start + blockSize, count) { block.add(value(index)) }
      total.add(block)
    }
    return finite(total.value)
  }

  private static func sumByIteration(_ values: some Sequence<Double>) -> Double {
    var total = Running()
    var block = Running()
    var filled = 0
    for value in values {
      block.add(value)
      filled += 1
      if filled == blockSize {
        total.add(block)
        block = Running()
        filled = 0
      }
    }
    total.add(block)
    return finite(total.value)
  }

  private static func finite(_ sum: Double) -> Double {
    precondition(sum.isFinite, "a sum of numbers that are not finite")
    return sum
  }
}

/// A sum in progress with the rounding errors it has made.
private struct Running {
  private var sum = 0.0
  private var lost = 0.0

  /// The sum with the rounding errors put back.
  var value: Double { sum + lost }

  /// Adds a number, keeping the rounding error exactly.
  ///
  /// Knuth's two-sum finds the same error as Neumaier's comparison, without
  /// a branch.
  mutating func add(_ x: Double) {
    let next = sum + x
    let added = next - sum
    lost += (sum - (next - added)) + (x - added)
    sum = next
  }

  /// Adds another sum in progress with its rounding errors.
  mutating func add(_ other: Running) {
    add(other.sum)
    lost += other.lost
  }
}
