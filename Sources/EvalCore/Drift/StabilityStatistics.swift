import EvalStatistics

/// The stability index as it is reported: with what chance makes of it, and without.
enum StabilityStatistics {
  /// Returns the index and its debiased form.
  ///
  /// - Parameters:
  ///   - estimate: The index with its law for independent queries; nil where it has none.
  ///   - null: The permutations.
  ///   - hasLaw: Whether the law holds; where queries are clustered it is too bold.
  ///   - place: The index's place among what was permuted.
  ///   - limits: From where on it is large.
  /// - Returns: The index, then the index less what chance makes of it.
  static func make(
    _ estimate: StabilityEstimate?, null: DriftNull, hasLaw: Bool, place: Int,
    _ limits: DriftLimits
  ) -> [DriftStatistic] {
    guard let estimate else {
      let reason = Bound.undefined("all queries fall in one bin")
      return [DriftStatistic(.psi, reason), DriftStatistic(.psiDebiased, reason)]
    }
    let expected =
      hasLaw ? estimate.nullExpectation : max(estimate.nullExpectation, null.mean(place))
    return [
      DriftStatistic(
        .psi, .value(estimate.index), expected: expected,
        p: hasLaw ? estimate.pValue : max(estimate.pValue, null.p(place))),
      DriftStatistic(
        .psiDebiased, .value(max(0, estimate.index - expected)),
        expected: null.meanExcess(place, over: expected), limit: limits.psiWarns),
    ]
  }
}
