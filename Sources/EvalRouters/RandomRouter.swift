package import EvalCore
import EvalStatistics
import EvalSystem

/// Draws a uniform score for each trace, a pure function of the seed and the trace's id.
package struct RandomRouter: Sendable {
  private let generator: Philox4x32
  private let seed: UInt64

  package init(seed: UInt64) {
    let label = SHA256.digest("evalroute/v1|metric=route|test=random")
    self.generator = Philox4x32(keyBytes: Array(label.prefix(8)))
    self.seed = seed
  }

  /// Returns a score in 0 ..< 1 for each id, with 53 random bits.
  package func scores(_ ids: TextColumn) -> [Double] {
    (0..<ids.count).map { index in
      let digest = SHA256.digest(Array(ids.bytes[ids.range(of: index)]))
      let id = digest.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let block = generator.block(
        SIMD4(
          UInt32(truncatingIfNeeded: id), UInt32(truncatingIfNeeded: id >> 32),
          UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
      let bits = UInt64(block[0]) << 32 | UInt64(block[1])
      return Double(bits >> 11) * 0x1p-53
    }
  }
}
