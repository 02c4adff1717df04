import EvalStatistics
import Testing

struct SamplePermutationTests {
  private static let stream = Philox4x32(key: SIMD2(0x243f_6a88, 0x85a3_08d3))

  private func counts(
    _ permutation: SamplePermutation, replicates: Int, seed: UInt64 = 7
  ) -> [[Int]] {
    var all: [[Int]] = []
    permutation.forEachReplicate(replicates, stream: Self.stream, seed: seed) { all.append($0) }
    return all
  }

  @Test func `the largest gap has the p that its own permutations give`() throws {
    var source = SeededSample(seed: 41)
    let reference = source.integers(30, 0...12)
    let current = source.integers(45, 2...14)
    let expected = try #require(
      KolmogorovSmirnov.permutationP(
        reference: reference, current: current, clusters: nil, replicates: 499,
        stream: Self.stream, seed: 7))
    let permutation = SamplePermutation(
      reference: reference.map { Int($0) }, current: current.map { Int($0) }, ranks: 15,
      clusters: nil)
    let observed = gap((0..<15).map { rank in reference.count { $0 == Double(rank) } }, permutation)
    let hits = counts(permutation, replicates: 499).count { gap($0, permutation) >= observed }
    #expect(Double(1 + hits) / 500 == expected)
  }

  private func gap(_ counts: [Int], _ permutation: SamplePermutation) -> Int {
    let both = permutation.totals.reduce(0, +)
    let size = counts.reduce(0, +)
    var below = (0, 0)
    return zip(counts, permutation.totals).reduce(0) { largest, pair in
      below = (below.0 + pair.0, below.1 + pair.1)
      return max(largest, Int((below.0 * both - below.1 * size).magnitude))
    }
  }

  @Test func `a replicate does not depend on those before it`() {
    let permutation = SamplePermutation(
      reference: [0, 0, 1, 2, 2], current: [1, 1, 2, 0, 0, 0, 2], ranks: 3, clusters: nil)
    let many = counts(permutation, replicates: 20)
    #expect(counts(permutation, replicates: 5) == Array(many.prefix(5)))
    #expect(counts(permutation, replicates: 20, seed: 8) != many)
  }

  @Test func `every replicate keeps the sizes, whichever side is the smaller`() {
    let small = [0, 1, 1]
    let large = [0, 0, 1, 1, 1, 1, 0, 0]
    let one = SamplePermutation(reference: small, current: large, ranks: 2, clusters: nil)
    let other = SamplePermutation(reference: large, current: small, ranks: 2, clusters: nil)
    #expect(counts(one, replicates: 50).allSatisfy { $0.reduce(0, +) == 3 })
    #expect(counts(other, replicates: 50).allSatisfy { $0.reduce(0, +) == 8 })
    #expect(one.totals == [5, 6])
  }

  @Test func `the order of the members does not matter`() {
    let one = SamplePermutation(
      reference: [2, 0, 1], current: [0, 1, 2, 2], ranks: 3, clusters: nil)
    let other = SamplePermutation(
      reference: [0, 1, 2], current: [2, 2, 1, 0], ranks: 3, clusters: nil)
    #expect(counts(one, replicates: 20) == counts(other, replicates: 20))
  }

  @Test func `the numbers and the order of clusters do not matter`() {
    let one = SamplePermutation(
      reference: [2, 0, 1, 1], current: [0, 1, 2], ranks: 3, clusters: ([5, 5, 3, 4], [0, 1, 1]))
    let other = SamplePermutation(
      reference: [1, 0, 1, 2], current: [2, 1, 0], ranks: 3, clusters: ([0, 2, 9, 2], [7, 7, 8]))
    #expect(counts(one, replicates: 20) == counts(other, replicates: 20))
  }

  @Test func `clusters change sides as a whole`() {
    // Three clusters of two equal members a side: every count is even.
    let permutation = SamplePermutation(
      reference: [0, 1, 2, 0, 1, 2], current: [3, 4, 5, 3, 4, 5], ranks: 6,
      clusters: ([0, 1, 2, 0, 1, 2], [7, 8, 9, 7, 8, 9]))
    let all = counts(permutation, replicates: 40)
    #expect(all.allSatisfy { $0.allSatisfy { $0 % 2 == 0 } && $0.reduce(0, +) == 6 })
    #expect(Set(all).count > 5)
  }
}
