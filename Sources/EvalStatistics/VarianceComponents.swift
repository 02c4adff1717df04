/// What of the variance lies between queries and what within their recordings.
///
/// The one-way random effects model by the method of moments (Searle, Casella
/// & McCulloch 1992, "Variance components", 3.6), for any number of recordings
/// of each query.
package struct VarianceComponents: Equatable, Sendable {
  /// The mean of the queries' means, each query counted once.
  package let mean: Double

  /// The mean square between queries.
  package let meanSquareBetween: Double

  /// The mean square within queries, which is the variance of a recording.
  package let meanSquareWithin: Double

  /// The variance between queries, zero where less would be estimated.
  package let varianceBetween: Double

  /// The standard error of the mean as one of a population of queries.
  ///
  /// sd/√n of the queries' means, which contains the noise of recording.
  package let standardError: Double

  /// The standard error of the difference to another recording like this one.
  ///
  /// The queries are the same, so only the noise of recording is left: a
  /// smaller change of the mean cannot be told from it.
  package let noiseFloor: Double

  /// The variance of one recording about the mean of its query.
  package var varianceWithin: Double { meanSquareWithin }

  /// The share of the variance that lies between queries, from 0 to 1.
  ///
  /// The intraclass correlation; `nil` where nothing varies.
  package var intraclassCorrelation: Double? {
    let total = varianceBetween + varianceWithin
    return total > 0 ? varianceBetween / total : nil
  }

  /// Separates the components of recorded values.
  ///
  /// σ²within = MSW, σ²between = max(0, (MSB - MSW)/n₀) with
  /// n₀ = (N - ΣK²/N)/(n - 1), which is K where each query has K recordings.
  /// `nil` with fewer than two queries or where no query has a second
  /// recording.
  ///
  /// - Parameter recordings: Per query its recordings, at least one, finite.
  package init?(recordings: [[Double]]) {
    precondition(recordings.allSatisfy { !$0.isEmpty }, "a query without a recording")
    let counts = recordings.map { Double($0.count) }
    let (queries, all) = (Double(counts.count), CompensatedSum.sum(counts))
    guard queries >= 2, all > queries else { return nil }
    let means = recordings.map(Self.mean)
    let mean = Self.mean(means)
    let grand = CompensatedSum.sum(recordings.joined()) / all
    let between = CompensatedSum.sum(count: means.count) { index in
      counts[index] * (means[index] - grand) * (means[index] - grand)
    }
    let within = CompensatedSum.sum(
      zip(recordings, means).map { Self.squares($0, about: $1) })
    self.mean = mean
    meanSquareBetween = between / (queries - 1)
    meanSquareWithin = within / (all - queries)
    let size = (all - CompensatedSum.sum(counts.map { $0 * $0 }) / all) / (queries - 1)
    varianceBetween = max(0, (meanSquareBetween - meanSquareWithin) / size)
    standardError =
      (Self.squares(means, about: mean) / (queries - 1) / queries).squareRoot()
    let noise = CompensatedSum.sum(counts.map { 2 / $0 }) * meanSquareWithin
    noiseFloor = noise.squareRoot() / queries
  }

  /// Returns the noise floor of a difference between any two recordings.
  ///
  /// √(Σ w²(σ²₀/K₀ + σ²₁/K₁))/Σ w, by query.
  ///
  /// - Parameters:
  ///   - reference: Per query the variance of its mean, σ²/K, before.
  ///   - current: The same after.
  ///   - weights: A weight above zero for each query; `nil` for all ones.
  /// - Returns: `nil` without a query.
  package static func noiseFloor(
    reference: [Double],
    current: [Double],
    weights: [Int64]?
  ) -> Double? {
    precondition(reference.count == current.count, "two variances for each query")
    precondition(reference.count == weights?.count ?? reference.count, "a weight for each query")
    precondition(weights?.allSatisfy { $0 > 0 } ?? true, "a weight that is not above zero")
    precondition((reference + current).allSatisfy { $0 >= 0 }, "a negative variance")
    guard !reference.isEmpty else { return nil }
    let weights = weights?.map(Double.init) ?? reference.map { _ in 1 }
    let noise = CompensatedSum.sum(count: weights.count) { index in
      weights[index] * weights[index] * (reference[index] + current[index])
    }
    return noise.squareRoot() / CompensatedSum.sum(weights)
  }

  private static func mean(_ values: [Double]) -> Double {
    CompensatedSum.sum(values) / Double(values.count)
  }

  private static func squares(_ values: [Double], about mean: Double) -> Double {
    CompensatedSum.sum(values.lazy.map { ($0 - mean) * ($0 - mean) })
  }
}
