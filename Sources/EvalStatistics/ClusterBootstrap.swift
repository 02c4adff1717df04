/// A bootstrap of clusters whose every replicate can be drawn alone.
///
/// Whole clusters are drawn with replacement, as many as there are, so that
/// values in one cluster may depend on each other. Replicate b is a pure
/// function of key, seed and b: neither the number of replicates nor the order
/// or the threads they are drawn on change it.
package struct ClusterBootstrap: Sendable {
  private let generator: Philox4x32
  private let seed: UInt64
  private let clusterCount: Int

  /// Creates a bootstrap of so many clusters.
  ///
  /// - Parameters:
  ///   - generator: The generator with the key of this statistic.
  ///   - seed: The seed of the run.
  ///   - clusterCount: The number of clusters, above zero and below 2³².
  package init(generator: Philox4x32, seed: UInt64, clusterCount: Int) {
    precondition(clusterCount > 0 && clusterCount <= UInt32.max, "a number of clusters")
    self.generator = generator
    self.seed = seed
    self.clusterCount = clusterCount
  }

  /// Returns the clusters drawn for a replicate, in the order drawn.
  ///
  /// Four from each block of random words, whose counter is (draw, replicate,
  /// low and high half of the seed) with draws 0, 1, ….
  package func clusters(replicate: UInt32) -> [Int] {
    var drawn: [Int] = []
    drawn.reserveCapacity(clusterCount)
    forEachDraw(replicate) { drawn.append($0) }
    return drawn
  }

  /// Returns how often each cluster is drawn for a replicate.
  package func counts(replicate: UInt32) -> [Int32] {
    var counts = [Int32](repeating: 0, count: clusterCount)
    forEachDraw(replicate) { counts[$0] += 1 }
    return counts
  }

  /// Returns a statistic of the replicates 0, 1, …, in ascending order.
  ///
  /// - Parameters:
  ///   - count: The number of replicates, not negative and below 2³².
  ///   - statistic: A function of how often each cluster is drawn; `nil` where
  ///     it is undefined.
  /// - Returns: As many numbers; `nil` when one is undefined, because what the
  ///   statistic would have been there may be anything.
  package func replicates(
    _ count: Int,
    statistic: ([Int32]) -> Double?
  ) -> [Double]? {
    precondition(count >= 0 && count <= UInt32.max, "a number of replicates")
    var values: [Double] = []
    values.reserveCapacity(count)
    for replicate in 0..<count {
      guard let value = statistic(counts(replicate: UInt32(replicate))) else { return nil }
      values.append(value)
    }
    return Bootstrap.sorted(values)
  }

  /// Returns the percentile interval of a statistic.
  ///
  /// - Parameters:
  ///   - replicates: The number of replicates, not negative and below 2³².
  ///   - confidence: The two-sided confidence, inside (0, 1).
  ///   - statistic: A function of how often each cluster is drawn; `nil` where
  ///     it is undefined.
  /// - Returns: `nil` without replicates, and when the statistic of one is
  ///   undefined.
  package func percentileInterval(
    replicates: Int,
    confidence: Double,
    statistic: ([Int32]) -> Double?
  ) -> Interval? {
    guard let sorted = self.replicates(replicates, statistic: statistic) else { return nil }
    return BootstrapInterval.percentile(sorted: sorted, confidence: confidence)
  }

  private func forEachDraw(_ replicate: UInt32, _ body: (Int) -> Void) {
    let low = UInt32(truncatingIfNeeded: seed)
    let high = UInt32(truncatingIfNeeded: seed >> 32)
    for first in stride(from: 0, to: clusterCount, by: 4) {
      let words = generator.block(SIMD4(UInt32(first / 4), replicate, low, high))
      for word in 0..<min(4, clusterCount - first) {
        body(Int(RandomIndex.multiplyShift(words[word], below: UInt32(clusterCount))))
      }
    }
  }
}
