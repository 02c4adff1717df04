import EvalCore
import EvalSystem

extension RouterRunner {
  /// A threshold's number, and how it was found.
  struct FittedThreshold {
    var value: Double
    var report: RouterReport.ThresholdReport
  }

  /// Decides by scores; `others` gives those on the golden that a threshold is fitted on.
  func scored(
    _ router: RouterSpec, _ threshold: Threshold, scores: [Double],
    others: (Golden) throws(ProblemReport) -> [Double]
  ) throws(ProblemReport) -> Answer {
    let fitted = try fit(threshold, for: router, scores: scores, others: others)
    let decisions = Decisions(
      scores: scores, threshold: fitted.value, strong: field.pool.strong, weak: field.pool.weak)
    return Answer(decisions: decisions, threshold: fitted.report)
  }

  /// Returns the number that a threshold stands for; `others` gives the scores on the golden that it
  /// is fitted on.
  func fit(
    _ threshold: Threshold, for router: RouterSpec, scores: [Double],
    others: (Golden) throws(ProblemReport) -> [Double]
  ) throws(ProblemReport) -> FittedThreshold {
    if case .value(let value) = threshold.rule {
      return FittedThreshold(value: value, report: report(value, threshold, on: nil))
    }
    let named = threshold.calibrateOn.flatMap { calibration[$0] }
    if let folder = threshold.calibrateOn, named == nil {
      throw problem(router, "calibrate_on: the golden \(folder) was not read")
    }
    let place = named ?? field
    let ranking = ScoreRanking(scores: named == nil ? scores : try others(place.golden))
    let result = ThresholdFit.threshold(
      threshold.rule, ranking: ranking, pool: place.pool, golden: place.golden
    ) { id in
      // The first byte makes the halves of goldens of figures: within one there is no other half.
      SHA256.digest(id)[1] % 2 == 0
    }
    switch result {
    case .success(let fitted):
      var report = report(fitted.value, threshold, on: place.golden)
      plan(&report, fitted, ranking, on: place)
      return FittedThreshold(value: fitted.value, report: report)
    case .failure(let unreachable):
      throw problem(
        router, "its threshold cannot be fitted on \(place.golden.name): \(unreachable.reason)")
    }
  }

  private func report(
    _ value: Double, _ threshold: Threshold, on golden: Golden?
  ) -> RouterReport.ThresholdReport {
    RouterReport.ThresholdReport(
      value: value.isFinite ? value : nil, rule: threshold.rule.text, fittedOn: golden?.name,
      fittedHere: threshold.isFitted && threshold.calibrateOn == nil)
  }

  /// Measures what the threshold comes to where it was fitted.
  private func plan(
    _ report: inout RouterReport.ThresholdReport, _ fitted: ThresholdFit.Fitted,
    _ ranking: ScoreRanking, on place: Field
  ) {
    let decisions = Decisions(
      scores: ranking.scores, threshold: fitted.value, strong: place.pool.strong,
      weak: place.pool.weak)
    let traces = RoutedTraces(
      pool: place.pool, scale: place.golden.scale, weights: place.golden.weights,
      decisions: decisions, ranking: ranking)
    let metrics = RouterEvaluation.metrics(of: traces, over: .all(of: place.golden))[0]
    report.plannedStrongShare = metrics.strongShare
    report.plannedCost = metrics.cost
    report.plannedPGR = metrics.pgr
    report.guarantee = fitted.guarantee
  }
}
