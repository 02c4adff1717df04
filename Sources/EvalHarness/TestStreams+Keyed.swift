import EvalCore
import EvalStatistics
import EvalSystem

extension TestStreams {
  /// Returns streams whose generators are keyed by the SHA-256 of their labels.
  static func keyed(seed: UInt64) -> TestStreams {
    TestStreams(seed: seed) { label in
      Philox4x32(keyBytes: Array(SHA256.digest(label).prefix(8)))
    }
  }
}
