/// The traces in descending order of a router's score.
package struct ScoreRanking: Equatable, Sendable {
  /// The scores, one for each trace.
  package var scores: [Double]
  /// The traces, highest score first; tied traces in id order.
  package var order: [Int32]

  /// Ranks traces by finite scores, by a stable radix sort.
  ///
  /// Complexity: O(n).
  package init(scores: [Double]) {
    // Adding zero turns -0.0 into 0.0, which it is equal to.
    self.scores = scores.map { $0 + 0.0 }
    self.order = Self.descendingOrder(self.scores)
  }

  /// Returns the threshold whose share of strong calls is nearest to the one asked for.
  ///
  /// All traces of a tied score move together; of two equally near shares the smaller is taken.
  /// The threshold for a share of nothing lies above every score.
  ///
  /// - Parameters:
  ///   - share: The share of strong calls, 0 to 1.
  ///   - weights: How many queries each trace stands for; nil for one each.
  /// - Returns: One of the scores, or infinity.
  package func threshold(strongShare share: Double, weights: [Int64]?) -> Double {
    let total = Double(weights.map { $0.reduce(0, +) } ?? Int64(order.count))
    var best = (distance: share.magnitude, threshold: Double.infinity)
    var taken: Int64 = 0
    for (position, trace) in order.enumerated() {
      let score = scores[Int(trace)]
      taken += weights?[Int(trace)] ?? 1
      let endsGroup = position + 1 == order.count || scores[Int(order[position + 1])] < score
      let distance = (Double(taken) / total - share).magnitude
      if endsGroup, distance < best.distance { best = (distance, score) }
    }
    return best.threshold
  }

  private static func descendingOrder(_ scores: [Double]) -> [Int32] {
    var keys = scores.map { score -> UInt64 in
      let bits = score.bitPattern
      let ascending = bits >> 63 == 1 ? ~bits : bits | (1 << 63)
      return ~ascending
    }
    var order = [Int32](unsafeUninitializedCapacity: scores.count) { buffer, count in
      for index in scores.indices { buffer[index] = Int32(index) }
      count = scores.count
    }
    var keyBuffer = keys
    var orderBuffer = order
    for shift in stride(from: 0, to: 64, by: 11) {
      let isDone = radixPass(
        shift: UInt64(shift), keys: keys, order: order, sortedKeys: &keyBuffer,
        sortedOrder: &orderBuffer)
      if isDone {
        swap(&keys, &keyBuffer)
        swap(&order, &orderBuffer)
      }
    }
    return order
  }

  /// Sorts by eleven bits; does nothing, and returns false, where all keys share them.
  private static func radixPass(
    shift: UInt64, keys: [UInt64], order: [Int32], sortedKeys: inout [UInt64],
    sortedOrder: inout [Int32]
  ) -> Bool {
    var counts = [Int](repeating: 0, count: 2048)
    for key in keys { counts[Int((key >> shift) & 2047)] += 1 }
    if counts.contains(keys.count) { return false }
    var start = 0
    for digit in counts.indices {
      let count = counts[digit]
      counts[digit] = start
      start += count
    }
    for index in keys.indices {
      let digit = Int((keys[index] >> shift) & 2047)
      sortedKeys[counts[digit]] = keys[index]
      sortedOrder[counts[digit]] = order[index]
      counts[digit] += 1
    }
    return true
  }
}
