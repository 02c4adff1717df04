import EvalStatistics
import Testing

struct Philox4x32Tests {
  typealias Vector = (key: SIMD2<UInt32>, counter: SIMD4<UInt32>, block: SIMD4<UInt32>)

  /// The vectors of Random123 for ten rounds, and the keyed block of the case
  /// `rng_vectors` of the known answers.
  private static let vectors: [Vector] = [
    (
      SIMD2(0, 0), SIMD4(0, 0, 0, 0),
      SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)
    ),
    (
      SIMD2(repeating: .max), SIMD4(repeating: .max),
      SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
    ),
    (
      SIMD2(0xa409_3822, 0x299f_31d0),
      SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
      SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
    ),
    (
      SIMD2(0x9e28_7c10, 0xaa9d_b1b5), SIMD4(7, 3, 42, 0),
      SIMD4(0x18c2_009b, 0x9671_5613, 0x7486_2fbc, 0x6a1a_7676)
    ),
  ]

  /// The leading bytes of the SHA-256 of
  /// `evalroute/v1|metric=quality|cohort=lang:de|test=signflip`.
  private static let hash: [UInt8] = [0x10, 0x7c, 0x28, 0x9e, 0xb5, 0xb1, 0x9d, 0xaa]

  @Test(arguments: vectors)
  func `a block meets the known answer`(vector: Vector) {
    #expect(Philox4x32(key: vector.key).block(vector.counter) == vector.block)
  }

  @Test func `a key is read from bytes as little-endian words`() {
    let generator = Philox4x32(keyBytes: Self.hash)
    #expect(generator == Philox4x32(key: SIMD2(0x9e28_7c10, 0xaa9d_b1b5)))
    let block = generator.block(SIMD4(7, 3, 42, 0))
    #expect(block == SIMD4(0x18c2_009b, 0x9671_5613, 0x7486_2fbc, 0x6a1a_7676))
  }

  @Test func `a block does not depend on those drawn before`() {
    let generator = Philox4x32(key: SIMD2(1, 2))
    let later = generator.block(SIMD4(9, 0, 0, 0))
    for draw in UInt32(0)..<9 { _ = generator.block(SIMD4(draw, 0, 0, 0)) }
    #expect(generator.block(SIMD4(9, 0, 0, 0)) == later)
  }

  @Test func `every word of counter and key changes the block`() {
    let block = Philox4x32(key: SIMD2(0, 0)).block(SIMD4(0, 0, 0, 0))
    for word in 0..<4 {
      var counter = SIMD4<UInt32>(repeating: 0)
      counter[word] = 1
      #expect(Philox4x32(key: SIMD2(0, 0)).block(counter) != block)
    }
    #expect(Philox4x32(key: SIMD2(1, 0)).block(SIMD4(0, 0, 0, 0)) != block)
    #expect(Philox4x32(key: SIMD2(0, 1)).block(SIMD4(0, 0, 0, 0)) != block)
  }

  @Test func `each bit is set about half the time`() {
    let generator = Philox4x32(keyBytes: Self.hash)
    var ones = [Int](repeating: 0, count: 128)
    let blocks = 4000
    for draw in 0..<blocks {
      let block = generator.block(SIMD4(UInt32(draw), 0, 1, 0))
      for bit in 0..<128 where block[bit / 32] >> UInt32(bit % 32) & 1 == 1 { ones[bit] += 1 }
    }
    // Five standard deviations of a fair coin.
    let limit = Int(2.5 * Double(blocks).squareRoot())
    #expect(ones.allSatisfy { ($0 - blocks / 2).magnitude <= limit })
  }

  @Test func `a key of another length is a programming error`() async {
    await #expect(processExitsWith: .failure) { _ = Philox4x32(keyBytes: [1, 2, 3]) }
    await #expect(processExitsWith: .failure) {
      _ = Philox4x32(keyBytes: [UInt8](repeating: 0, count: 9))
    }
  }
}
