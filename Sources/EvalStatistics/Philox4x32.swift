/// The counter-based random number generator Philox 4x32 with ten rounds.
///
/// A block of four words is a pure function of key and counter, so any draw
/// can be made alone, in any order and on any thread. Salmon, Moraes, Dror &
/// Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3".
package struct Philox4x32: Sendable, Equatable {
  private let key: SIMD2<UInt32>

  /// Creates the generator of one stream.
  package init(key: SIMD2<UInt32>) {
    self.key = key
  }

  /// Creates the generator of one stream from two little-endian words.
  ///
  /// - Parameter bytes: The leading eight bytes of the hash of the stream's
  ///   label.
  /// - Precondition: There are exactly eight bytes.
  package init(keyBytes bytes: [UInt8]) {
    precondition(bytes.count == 8, "a Philox key has eight bytes")
    func word(from start: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) }
    }
    key = SIMD2(word(from: 0), word(from: 4))
  }

  /// Returns the four random words that belong to a counter.
  ///
  /// The harness counts (draw, replicate, low and high half of the seed).
  package func block(_ counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
    var words = counter
    var roundKey = key
    for _ in 0..<10 {
      words = Self.round(words, roundKey)
      roundKey &+= SIMD2(0x9e37_79b9, 0xbb67_ae85)
    }
    return words
  }

  private static func round(_ words: SIMD4<UInt32>, _ key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    let first = words.x.multipliedFullWidth(by: 0xd251_1f53)
    let second = words.z.multipliedFullWidth(by: 0xcd9e_8d57)
    return SIMD4(
      second.high ^ words.y ^ key.x,
      second.low,
      first.high ^ words.w ^ key.y,
      first.low
    )
  }
}
