/// The largest gap between the distribution functions of two samples.
///
/// With many ties the laws for continuous values are too cautious: use
/// ``exactPWithTies(reference:current:)`` or, for large or clustered samples,
/// ``permutationP(reference:current:clusters:replicates:stream:seed:)``.
package enum KolmogorovSmirnov {
  /// Returns the statistic D, `nil` when a sample is empty.
  ///
  /// Smirnov (1939). Gaps are read between distinct values, so ties are
  /// exact. In [0, 1].
  ///
  /// - Precondition: Values are finite.
  package static func statistic(reference: [Double], current: [Double]) -> Double? {
    guard let sample = PooledSample(reference, current) else { return nil }
    return Double(largestGap(sample)) / (Double(sample.reference) * Double(sample.current))
  }

  /// Returns the exact probability of so large a gap between continuous values.
  ///
  /// The share of lattice paths that leave the band |i/n - j/m| < D, by the
  /// recursion over their ends (Hodges 1958, "The significance probability of
  /// the Smirnov two-sample test"). Takes a step for each pair of values; for
  /// small samples. With ties it is an upper bound.
  ///
  /// - Returns: `nil` when a sample is empty.
  /// - Precondition: Values are finite.
  package static func exactP(reference: [Double], current: [Double]) -> Double? {
    guard let sample = PooledSample(reference, current) else { return nil }
    return shareOfPaths(sample, heedingTies: false)
  }

  /// Returns the exact permutation probability of so large a gap, given the ties.
  ///
  /// As for continuous values, but a path may only leave the band where one
  /// value ends and the next begins (Schröer & Trenkler 1995). What random
  /// permutations of single values estimate.
  ///
  /// - Returns: `nil` when a sample is empty.
  /// - Precondition: Values are finite.
  package static func exactPWithTies(reference: [Double], current: [Double]) -> Double? {
    guard let sample = PooledSample(reference, current) else { return nil }
    return shareOfPaths(sample, heedingTies: true)
  }

  /// Returns the probability of so large a gap in large samples.
  ///
  /// The law of one sample of nm/(n + m) values, rounded half to even, as in
  /// scipy; closer than Kolmogorov's limit. With ties it is too large.
  ///
  /// - Returns: `nil` when a sample is empty.
  /// - Precondition: Values are finite.
  package static func asymptoticP(reference: [Double], current: [Double]) -> Double? {
    guard let d = statistic(reference: reference, current: current) else { return nil }
    let (n, m) = (Double(reference.count), Double(current.count))
    let size = (n * m / (n + m)).rounded(.toNearestOrEven)
    return KolmogorovDistribution.upperTail(d, sampleSize: max(1, Int(size)))
  }

  /// Returns D times the product of the sizes.
  static func largestGap(_ sample: PooledSample) -> Int {
    sample.scaledGaps.lazy.map { Int($0.magnitude) }.max() ?? 0
  }

  /// Returns the share of the paths from no value to all that leave the band.
  ///
  /// Of the paths to (i, j) a share i/(i + j) comes from (i - 1, j). Shares
  /// are only added, so small ones keep their digits.
  private static func shareOfPaths(_ sample: PooledSample, heedingTies: Bool) -> Double {
    let (n, m) = (sample.reference, sample.current)
    let gap = largestGap(sample)
    let ends = heedingTies ? endsOfTies(sample) : [Bool](repeating: true, count: n + m + 1)
    var shares = [Double](repeating: 0, count: m + 1)
    for i in 0...n {
      for j in 0...m {
        if ends[i + j], (i * m - j * n).magnitude >= gap {
          shares[j] = 1
        } else if j > 0 {
          shares[j] = (shares[j] * Double(i) + shares[j - 1] * Double(j)) / Double(i + j)
        }
      }
    }
    return min(1, shares[m])
  }

  /// Returns for each number of pooled values whether a value ends there.
  private static func endsOfTies(_ sample: PooledSample) -> [Bool] {
    var ends = [Bool](repeating: false, count: sample.reference + sample.current + 1)
    var below = 0
    for group in sample.groups {
      below += group.reference + group.current
      ends[below] = true
    }
    return ends
  }
}
