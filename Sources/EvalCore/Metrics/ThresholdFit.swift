/// Finds the number of a threshold that is given as a share or a PGR.
package enum ThresholdFit {
  /// Returns the threshold, or why there is none.
  ///
  /// - Parameters:
  ///   - rule: What is asked for.
  ///   - ranking: The scores on the golden that the threshold is fitted on.
  ///   - pool: That golden's models.
  ///   - golden: That golden.
  /// - Returns: The number, infinite where nothing goes to the strong model.
  package static func threshold(
    _ rule: Threshold.Rule, ranking: ScoreRanking, pool: ModelPool, golden: Golden
  ) -> Result<Double, Unreachable> {
    switch rule {
    case .value(let value): return .success(value)
    case .strongShare(let share):
      return .success(ranking.threshold(strongShare: share, weights: golden.weights))
    case .pgr(let level):
      return pgrThreshold(level, ranking: ranking, pool: pool, golden: golden)
    }
  }

  /// Why no threshold does what is asked for.
  package struct Unreachable: Error, Equatable, Sendable {
    package var reason: String
  }

  private static func pgrThreshold(
    _ level: Double, ranking: ScoreRanking, pool: ModelPool, golden: Golden
  ) -> Result<Double, Unreachable> {
    let traces = RoutedTraces(
      pool: pool, scale: golden.scale, weights: golden.weights,
      decisions: Decisions(models: [UInt8](repeating: 0, count: pool.count)), ranking: ranking)
    let curve = RoutingCurve(ranking.order[...], in: traces)
    guard curve.totalGain > 0 else { return .failure(Unreachable(reason: Reason.weakIsStronger)) }
    let target = level * Double(curve.totalGain)
    guard let point = curve.gain.indices.first(where: { Double(curve.gain[$0]) >= target }) else {
      return .failure(Unreachable(reason: "no threshold reaches a PGR of \(level)"))
    }
    guard point > 0 else { return .success(.infinity) }
    return .success(ranking.scores[Int(ranking.order[curve.ends[point] - 1])])
  }
}
