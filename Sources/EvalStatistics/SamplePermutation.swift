/// Two pooled samples whose members, or whole clusters of them, change sides at random.
///
/// Members are known by rank: a category, or the place of a value among the distinct ones. As many
/// units are drawn for a side as it has; where clusters differ in size, so do the samples. A
/// replicate is a pure function of stream, seed and its number, with the counter (draw / 4,
/// replicate, low and high half of the seed).
package struct SamplePermutation: Sendable {
  /// The cluster of each member, numbered on each side by itself.
  package typealias Clusters = (reference: [Int32], current: [Int32])

  /// The ranks of the members, unit by unit.
  private let members: [Int]

  /// Where each unit ends in `members`.
  private let ends: [Int]

  /// The number of units that are drawn: those of the smaller side.
  private let taken: Int

  /// Whether the reference is the side that is drawn for.
  private let drawsReference: Bool

  /// The number of members of each rank, of both sides.
  package let totals: [Int]

  /// The number of units that are drawn and the ranks that are counted: the work of a replicate.
  package var work: Int { taken + totals.count }

  /// Pools two samples.
  ///
  /// - Parameters:
  ///   - reference: The rank of each member of the one sample.
  ///   - current: The rank of each member of the other.
  ///   - ranks: The number of ranks.
  ///   - clusters: What changes sides as one; nil where members do by themselves.
  /// - Precondition: Ranks lie below their number; a cluster for each member.
  package init(reference: [Int], current: [Int], ranks: Int, clusters: Clusters?) {
    let sides = [
      Self.units(reference, clusters?.reference), Self.units(current, clusters?.current),
    ]
    let units = sides[0] + sides[1]
    members = units.flatMap { $0 }
    var end = 0
    ends = units.map { unit in
      end += unit.count
      return end
    }
    drawsReference = sides[0].count <= sides[1].count
    taken = min(sides[0].count, sides[1].count)
    var totals = [Int](repeating: 0, count: ranks)
    for rank in members { totals[rank] += 1 }
    self.totals = totals
  }

  /// Calls a function with the reference's count of each rank in every replicate.
  ///
  /// - Precondition: The number of replicates fits 32 bits.
  package func forEachReplicate(
    _ replicates: Int,
    stream: Philox4x32,
    seed: UInt64,
    _ body: ([Int]) -> Void
  ) {
    precondition(replicates >= 0 && replicates <= UInt32.max, "replicates beyond 32 bits")
    var order = Array(ends.indices)
    var swaps = [Int](repeating: 0, count: taken)
    for replicate in 0..<UInt32(replicates) {
      var counts = [Int](repeating: 0, count: totals.count)
      var block = SIMD4<UInt32>()
      for draw in 0..<taken {
        if draw % 4 == 0 {
          block = stream.block(
            SIMD4(
              UInt32(draw / 4), replicate, UInt32(truncatingIfNeeded: seed), UInt32(seed >> 32)))
        }
        let left = UInt32(order.count - draw)
        swaps[draw] = draw + Int(RandomIndex.multiplyShift(block[draw % 4], below: left))
        order.swapAt(draw, swaps[draw])
        let unit = order[draw]
        for member in (unit == 0 ? 0 : ends[unit - 1])..<ends[unit] { counts[members[member]] += 1 }
      }
      body(drawsReference ? counts : zip(totals, counts).map { $0 - $1 })
      // The next replicate begins where this one did, so that it does not depend on it.
      for draw in (0..<taken).reversed() { order.swapAt(draw, swaps[draw]) }
    }
  }

  private static func units(_ ranks: [Int], _ clusters: [Int32]?) -> [[Int]] {
    precondition(ranks.count == clusters?.count ?? ranks.count, "a cluster for each member")
    // Sorted, so that neither the order in which members were read nor the numbers of their
    // clusters matter.
    guard let clusters else { return ranks.sorted().map { [$0] } }
    return Dictionary(grouping: ranks.indices) { clusters[$0] }
      .map { $0.value.map { ranks[$0] }.sorted() }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }
}
