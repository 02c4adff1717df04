/// Random signs for sign-flip tests: a pure function of stream, seed, replicate and position.
package struct SignStream: Sendable {
  private let generator: Philox4x32
  private let seed: SIMD2<UInt32>

  /// Creates a stream.
  ///
  /// - Parameters:
  ///   - generator: The generator, keyed by what the signs are for.
  ///   - seed: The suite's seed.
  package init(_ generator: Philox4x32, seed: UInt64) {
    self.generator = generator
    self.seed = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
  }

  /// Calls back for each of the first positions that a replicate flips, in order.
  ///
  /// A position is flipped where the lowest bit of its word is 1.
  @inline(__always)
  package func forEachFlip(_ replicate: Int, of count: Int, _ body: (Int) -> Void) {
    var position = 0
    while position < count {
      let words = block(position / 4, replicate)
      for lane in 0..<min(4, count - position) where words[lane] & 1 == 1 { body(position + lane) }
      position += 4
    }
  }

  /// Writes a mask for each position: all ones where a replicate flips it, else zero.
  package func fill(_ masks: inout [Int64], replicate: Int) {
    var position = 0
    while position < masks.count {
      let words = block(position / 4, replicate)
      for lane in 0..<min(4, masks.count - position) {
        masks[position + lane] = -Int64(words[lane] & 1)
      }
      position += 4
    }
  }

  private func block(_ draw: Int, _ replicate: Int) -> SIMD4<UInt32> {
    generator.block(
      SIMD4(
        UInt32(truncatingIfNeeded: draw), UInt32(truncatingIfNeeded: replicate), seed.x, seed.y))
  }
}
