/// The rank test whether values of one sample tend to be larger.
package enum MannWhitney {
  /// Returns the two-sided test in its normal approximation.
  ///
  /// Mann & Whitney (1947), with the variance corrected for ties and a
  /// continuity correction of ½, as in scipy.
  ///
  /// - Returns: `nil` when a sample is empty or all values are the same.
  /// - Precondition: Values are finite.
  package static func test(reference: [Double], current: [Double]) -> MannWhitneyTest? {
    guard let sample = PooledSample(reference, current), sample.groups.count > 1 else {
      return nil
    }
    let (n, m) = (Double(sample.reference), Double(sample.current))
    let both = n + m
    let ties = CompensatedSum.sum(
      sample.groups.lazy.map { group in
        let tied = Double(group.reference + group.current)
        return tied * (tied - 1) * (tied + 1)
      })
    let variance = n * m / 12 * (both + 1 - ties / (both * (both - 1)))
    let statistic = Double(doubledWins(sample)) / 2
    let gap = (statistic - n * m / 2).magnitude - 0.5
    return MannWhitneyTest(
      statistic: statistic,
      pValue: min(1, 2 * Normal.upperTail(gap / variance.squareRoot())))
  }

  /// Returns twice the pairs that the reference wins, ties counted once.
  private static func doubledWins(_ sample: PooledSample) -> Int {
    var below = 0
    var wins = 0
    for group in sample.groups {
      wins += group.reference * (2 * below + group.current)
      below += group.current
    }
    return wins
  }
}
