extension KolmogorovSmirnov {
  /// Returns the share of random permutations with so large a gap.
  ///
  /// (1 + b)/(1 + B), b of B replicates with a D no smaller than the observed
  /// one (Phipson & Smyth 2010): never zero. Gaps are compared as whole
  /// numbers, so ties and rounding cannot tip one. Whole clusters change
  /// sides, as many as each side has; their sizes may differ, and the sizes
  /// of the samples with them.
  ///
  /// A replicate is a pure function of stream, seed and its number; it draws
  /// with the counter (draw, replicate, low and high half of the seed).
  /// Without clusters the order of the values does not matter.
  ///
  /// - Parameters:
  ///   - reference: The one sample, finite.
  ///   - current: The other sample, finite.
  ///   - clusters: The cluster of each value, numbered on each side by itself;
  ///     `nil` where values are independent.
  ///   - replicates: The number of permutations B.
  ///   - stream: The generator, of a stream of its own.
  ///   - seed: The seed of the run.
  /// - Returns: `nil` when a sample is empty.
  /// - Precondition: `replicates` is above zero and fits 32 bits.
  package static func permutationP(
    reference: [Double],
    current: [Double],
    clusters: (reference: [Int32], current: [Int32])?,
    replicates: Int,
    stream: Philox4x32,
    seed: UInt64
  ) -> Double? {
    precondition(replicates > 0 && replicates <= UInt32.max, "replicates beyond 32 bits")
    guard let sample = PooledSample(reference, current) else { return nil }
    let distinct = sample.groups.map(\.value)
    let units =
      units(reference, clusters?.reference, distinct)
      + units(current, clusters?.current, distinct)
    let sides = clusters.map { (Set($0.reference).count, Set($0.current).count) }
    let permuted = PermutedSample(
      units: units,
      taken: sides?.0 ?? reference.count,
      groupTotals: sample.groups.map { $0.reference + $0.current })
    let gap = largestGap(sample)
    let product = sample.reference * sample.current
    let hits = (0..<UInt32(replicates)).count { replicate in
      let other = permuted.gap(stream: stream, replicate: replicate, seed: seed)
      return Int128(other.gap) * Int128(product) >= Int128(gap) * Int128(other.product)
    }
    return Double(1 + hits) / Double(1 + replicates)
  }

  /// Returns what is permuted as one: per unit, the ranks of its values.
  private static func units(
    _ values: [Double],
    _ clusters: [Int32]?,
    _ distinct: [Double]
  ) -> [[Int]] {
    precondition(values.count == clusters?.count ?? values.count, "a cluster for each value")
    guard let clusters else {
      return values.sorted().map { [SortedSearch.countBelow($0, in: distinct)] }
    }
    let members = Dictionary(grouping: values.indices) { clusters[$0] }
    return members.sorted { $0.key < $1.key }.map { _, indices in
      indices.map { SortedSearch.countBelow(values[$0], in: distinct) }
    }
  }
}

/// Two pooled samples whose units change sides at random.
private struct PermutedSample {
  /// Per unit, the ranks of its values among the distinct ones.
  let units: [[Int]]

  /// The number of units on the first side.
  let taken: Int

  /// The number of values of each rank.
  let groupTotals: [Int]

  /// Returns the gap of a permutation, times the product of its sizes.
  func gap(
    stream: Philox4x32,
    replicate: UInt32,
    seed: UInt64
  ) -> (gap: Int, product: Int) {
    var counts = [Int](repeating: 0, count: groupTotals.count)
    var size = 0
    var order = Array(units.indices)
    var block = SIMD4<UInt32>()
    for draw in 0..<taken {
      if draw % 4 == 0 {
        block = stream.block(
          SIMD4(
            UInt32(draw / 4), replicate, UInt32(truncatingIfNeeded: seed),
            UInt32(seed >> 32)))
      }
      let left = UInt32(order.count - draw)
      order.swapAt(draw, draw + Int(RandomIndex.multiplyShift(block[draw % 4], below: left)))
      let unit = units[order[draw]]
      size += unit.count
      for rank in unit { counts[rank] += 1 }
    }
    return largestGap(counts, size)
  }

  private func largestGap(_ counts: [Int], _ size: Int) -> (gap: Int, product: Int) {
    let total = groupTotals.reduce(0, +)
    var below = 0
    var bothBelow = 0
    var largest = 0
    for (count, both) in zip(counts, groupTotals) {
      below += count
      bothBelow += both
      largest = max(largest, Int((below * total - bothBelow * size).magnitude))
    }
    return (largest, size * (total - size))
  }
}
