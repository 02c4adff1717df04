import EvalStatistics
import Testing

struct SignFlipTestTests {
  private static let signs = SignStream(Philox4x32(key: SIMD2(1, 2)), seed: 3)

  @Test func `the known totals have the known count`() {
    // `sign_flip_exact`: all 2⁷ flips, exact.
    let (extreme, all) = SignFlipTest.enumerate([-3, 1, -2, -5, 4, -1, -6])
    #expect(extreme == 17)
    #expect(all == 128)
    let p = SignFlipTest.pValue(totals: [-3, 1, -2, -5, 4, -1, -6], signs: Self.signs)
    #expect(p == 0.1328125)
  }

  @Test func `clusters are flipped whole`() {
    // `cluster_sign_flip`: totals −3, 1, −2, 0, −1; a total of zero changes nothing.
    #expect(SignFlipTest.pValue(totals: [-3, 1, -2, 0, -1], signs: Self.signs) == 0.1875)
    let queries: [Int64] = [-1, -1, -1, 1, -1, -1, 1, -1, -1]
    #expect(SignFlipTest.pValue(totals: queries, signs: Self.signs) == 0.08984375)
  }

  @Test func `nothing changed is no evidence`() {
    #expect(SignFlipTest.pValue(totals: [], signs: Self.signs) == 1)
    #expect(SignFlipTest.pValue(totals: [0, 0], signs: Self.signs) == 1)
  }

  @Test func `equal units are the exact test of McNemar`() {
    let totals = [Int64](repeating: -7, count: 13) + [7, 7, 7, 7]
    #expect(
      isClose(
        SignFlipTest.pValue(totals: totals, signs: Self.signs),
        McNemar.oneSided(gains: 4, losses: 13), relative: 1e-12))
  }

  @Test func `many clusters are drawn, near the exact value and the same each time`() {
    let totals = [Int64](repeating: -1, count: 41) + [Int64](repeating: 1, count: 25)
    let p = SignFlipTest.pValue(totals: totals, signs: Self.signs)
    #expect(p == SignFlipTest.pValue(totals: totals, signs: Self.signs))
    #expect((p - 0.032008752068612825).magnitude < 0.006)
    #expect(
      p
        != SignFlipTest.pValue(
          totals: totals,
          signs: SignStream(
            Philox4x32(key: SIMD2(1, 2)), seed: 4)))
  }

  @Test func `the smallest p of a draw is one over the draws and one`() {
    let p = SignFlipTest.pValue(totals: [Int64](repeating: -5, count: 60), signs: Self.signs)
    #expect(p == 1 / Double(SignFlipTest.draws + 1))
  }

  @Test func `the two ways of reading the stream agree`() {
    var masks = [Int64](repeating: 0, count: 11)
    Self.signs.fill(&masks, replicate: 5)
    var flipped: [Int] = []
    Self.signs.forEachFlip(5, of: 11) { flipped.append($0) }
    #expect(masks.indices.filter { masks[$0] == -1 } == flipped)
    #expect(masks.allSatisfy { $0 == 0 || $0 == -1 })
  }
}
