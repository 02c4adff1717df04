package import EvalStatistics

/// The random streams of a comparison: keyed by metric and test, never by router or cohort.
package struct TestStreams: Sendable {
  /// The suite's seed.
  package let seed: UInt64
  private let key: @Sendable (String) -> Philox4x32

  /// Prepares the streams.
  ///
  /// - Parameters:
  ///   - seed: The suite's seed.
  ///   - key: Returns the generator whose key is the hash of a label.
  package init(seed: UInt64, key: @escaping @Sendable (String) -> Philox4x32) {
    self.seed = seed
    self.key = key
  }

  /// The generator for a test of a metric.
  func generator(metric: String, test: String) -> Philox4x32 {
    key("evalroute/v1|metric=\(metric)|test=\(test)")
  }

  /// The signs for a sign-flip test of a metric.
  func signs(metric: String, test: String) -> SignStream {
    SignStream(generator(metric: metric, test: test), seed: seed)
  }
}
