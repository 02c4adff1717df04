/// The single-step max-T test of many overlapping cohorts by cluster sign flips.
///
/// Westfall & Young (1993). Every cohort sees the same flips, so overlaps and common clusters are
/// taken as they are: the chance that any cohort is rejected where none got worse is at most the
/// level, and the price of many cohorts is small where they overlap.
package struct MaxTTest: Sendable {
  /// What the test says of every cohort, in their order.
  package struct Result: Equatable, Sendable {
    /// −ΣC / √ΣC² of each cohort: large where it got worse.
    package var statistics: [Double]
    /// Each cohort's p value on its own.
    package var rawP: [Double]
    /// Each cohort's p value among all.
    package var adjustedP: [Double]
    /// The value that the largest |statistic| stays below with the confidence asked for.
    package var simultaneousT: Double
    /// The value that the largest statistic stays below with that confidence.
    package var criticalT: Double
    /// Whether every choice of signs was tried.
    package var isExact: Bool
  }

  /// The most clusters for which every choice of signs is tried: 2²⁰ of them.
  package static let exactLimit = 20

  /// For each cohort where its entries end in the columns below.
  private var ends: [Int] = []
  /// The clusters of each cohort.
  private var clusters: [Int32] = []
  /// The totals of those clusters in the cohort, in integer units.
  private var totals: [Int64] = []
  private var sums: [Int64] = []
  private var lengths: [Double] = []
  private var clusterCount: Int

  /// Creates a family without cohorts.
  ///
  /// - Parameter clusterCount: A number above every cluster that will be named.
  package init(clusterCount: Int) {
    self.clusterCount = clusterCount
  }

  /// The number of cohorts.
  package var count: Int { ends.count }

  /// Adds a cohort.
  ///
  /// - Parameters:
  ///   - clusters: The clusters with a total that is not zero, at least one.
  ///   - totals: The totals, in the same order; the sum of their magnitudes is below 2⁶¹.
  package mutating func add(clusters: [Int32], totals: [Int64]) {
    precondition(clusters.count == totals.count && !totals.isEmpty, "a total for each cluster")
    self.clusters += clusters
    self.totals += totals
    ends.append(self.totals.count)
    sums.append(totals.reduce(0, +))
    lengths.append(CompensatedSum.sum(totals.lazy.map { Double($0) * Double($0) }).squareRoot())
  }

  /// Tests every cohort.
  ///
  /// Complexity: O(draws × entries); O(2ⁿ × cohorts) where all choices of n signs are tried.
  ///
  /// - Parameters:
  ///   - signs: The stream of random signs, used beyond `exactLimit` clusters only.
  ///   - draws: How many random choices of signs are tried.
  ///   - confidence: That of `simultaneousT` and `criticalT`.
  /// - Returns: What it says.
  package func test(signs: SignStream, draws: Int, confidence: Double) -> Result {
    let isExact = clusterCount <= Self.exactLimit
    var tally = Tally(cohorts: count, replicates: isExact ? 1 << clusterCount : draws)
    if isExact { enumerate(&tally) } else { draw(signs, draws, &tally) }
    // The signs as they are count among the choices: by themselves where all are tried.
    let extra = isExact ? 0 : 1
    let all = tally.highest.count + extra
    tally.highest.sort()
    tally.widest.sort()
    let observed = ends.indices.map { -Double(sums[$0]) / lengths[$0] }
    return Result(
      statistics: observed,
      rawP: tally.raw.map { Double($0 + extra) / Double(all) },
      adjustedP: observed.map { statistic in
        let least = statistic - Self.slack * max(1, statistic.magnitude)
        let below = SortedSearch.countBelow(least, in: tally.highest)
        return Double(tally.highest.count - below + extra) / Double(all)
      },
      simultaneousT: Self.upperQuantile(tally.widest, confidence),
      criticalT: Self.upperQuantile(tally.highest, confidence), isExact: isExact)
  }

  /// Statistics of different cohorts that are equal may differ in their last bits.
  private static let slack = 1e-12

  /// What the choices of signs came to.
  private struct Tally {
    /// Per cohort, how many gave a sum no larger than the one seen.
    var raw: [Int]
    /// Per choice, the largest statistic.
    var highest: [Double] = []
    /// Per choice, the largest magnitude of a statistic.
    var widest: [Double] = []

    init(cohorts: Int, replicates: Int) {
      raw = [Int](repeating: 0, count: cohorts)
      highest.reserveCapacity(replicates)
      widest.reserveCapacity(replicates)
    }
  }

  private func draw(_ signs: SignStream, _ draws: Int, _ tally: inout Tally) {
    var masks = [Int64](repeating: 0, count: clusterCount)
    var flipped = [Int64](repeating: 0, count: count)
    for replicate in 0..<draws {
      signs.fill(&masks, replicate: replicate)
      sumFlipped(masks, into: &flipped)
      note(flipped, in: &tally)
    }
  }

  /// Writes each cohort's sum over the flipped clusters.
  private func sumFlipped(_ masks: [Int64], into flipped: inout [Int64]) {
    clusters.withUnsafeBufferPointer { clusters in
      totals.withUnsafeBufferPointer { totals in
        masks.withUnsafeBufferPointer { masks in
          var start = 0
          for cohort in ends.indices {
            var sum: Int64 = 0
            for entry in start..<ends[cohort] {
              sum &+= totals[entry] & masks[Int(clusters[entry])]
            }
            flipped[cohort] = sum
            start = ends[cohort]
          }
        }
      }
    }
  }

  /// Tries every choice of signs in the order of a Gray code: each changes one cluster.
  private func enumerate(_ tally: inout Tally) {
    var entries = [[(cohort: Int, total: Int64)]](repeating: [], count: clusterCount)
    for cohort in ends.indices {
      for entry in (cohort == 0 ? 0 : ends[cohort - 1])..<ends[cohort] {
        entries[Int(clusters[entry])].append((cohort, totals[entry]))
      }
    }
    var flipped = [Int64](repeating: 0, count: count)
    note(flipped, in: &tally)
    var state = 0
    for step in 1..<max(1, 1 << clusterCount) {
      let bit = step.trailingZeroBitCount
      state ^= 1 << bit
      let isFlipped = state & (1 << bit) != 0
      for (cohort, total) in entries[bit] { flipped[cohort] += isFlipped ? total : -total }
      note(flipped, in: &tally)
    }
  }

  private func note(_ flipped: [Int64], in tally: inout Tally) {
    var high = -Double.infinity
    var wide = 0.0
    for cohort in flipped.indices {
      if flipped[cohort] >= 0 { tally.raw[cohort] += 1 }
      let statistic = -Double(sums[cohort] - 2 * flipped[cohort]) / lengths[cohort]
      high = max(high, statistic)
      wide = max(wide, statistic.magnitude)
    }
    tally.highest.append(high)
    tally.widest.append(wide)
  }

  /// The smallest value that at least a share of the draws does not exceed.
  private static func upperQuantile(_ sorted: [Double], _ share: Double) -> Double {
    guard !sorted.isEmpty else { return 0 }
    let rank = (share * Double(sorted.count + 1)).rounded(.up)
    return sorted[min(sorted.count, max(1, Int(rank))) - 1]
  }
}
