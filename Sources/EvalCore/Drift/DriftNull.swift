import EvalStatistics

/// What random permutations make of measures: their means, and how often they reach the observed.
struct DriftNull {
  /// Values this close below the observed one count as reaching it, so that rounding does not
  /// decide between equal ones.
  private static let slack = 1e-9
  /// The permutations where the p is of them.
  static let deciding = 9999

  /// Returns the permutations where only expected values and side figures are of them: fewer where
  /// each is much work.
  static func describing(_ permutation: SamplePermutation) -> Int {
    permutation.work <= 4_000 ? 1999 : permutation.work <= 50_000 ? 499 : 199
  }

  let replicates: Int
  private let observed: [Double]
  /// For each replicate its measures.
  private let values: [[Double]]

  /// Permutes.
  ///
  /// - Parameters:
  ///   - permutation: The pooled samples.
  ///   - replicates: The number of permutations.
  ///   - stream: The generator, of a stream of its own.
  ///   - seed: The seed of the run.
  ///   - observed: The measures as they are.
  ///   - measure: The same measures, for the golden's count of each rank.
  init(
    _ permutation: SamplePermutation, replicates: Int, stream: Philox4x32, seed: UInt64,
    observed: [Double], measure: ([Int]) -> [Double]
  ) {
    var values: [[Double]] = []
    values.reserveCapacity(replicates)
    permutation.forEachReplicate(replicates, stream: stream, seed: seed) {
      values.append(measure($0))
    }
    self.replicates = replicates
    self.values = values
    self.observed = observed
  }

  /// The mean of a measure where nothing drifted.
  func mean(_ measure: Int) -> Double { meanExcess(measure, over: 0) }

  /// The mean of what a measure, which is not negative, has beyond a level where nothing drifted.
  func meanExcess(_ measure: Int, over level: Double) -> Double {
    CompensatedSum.sum(count: replicates) { max(0, values[$0][measure] - level) }
      / Double(replicates)
  }

  /// (1 + b)/(1 + B), Phipson & Smyth (2010).
  func p(_ measure: Int) -> Double {
    let reached = observed[measure] * (1 - Self.slack)
    return Double(1 + values.count { $0[measure] >= reached }) / Double(1 + replicates)
  }
}
