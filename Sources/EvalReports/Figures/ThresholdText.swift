package import EvalCore

/// Thresholds in words: what was planned where they were fitted, and what came of it.
package enum ThresholdText {
  /// Returns the number, or which end of the scores it lies beyond.
  package static func value(_ threshold: RouterReport.ThresholdReport) -> String {
    switch threshold.value {
    case nil: "above every score"
    case Threshold.belowEveryScore: "below every score"
    case .some(let value): NumberText.plain(value)
    }
  }

  /// Returns what was planned beside what came of it; nil for a threshold that was not fitted.
  static func plan(_ router: RouterReport) -> String? {
    guard let threshold = router.threshold, let fitted = threshold.fittedOn,
      let planned = threshold.plannedStrongShare?.estimate,
      let realised = router.metrics.strongShare.estimate
    else { return nil }
    let start =
      "\(value(threshold)) (\(threshold.rule), fitted on \(fitted)):"
      + " \(NumberText.percent(planned.estimate)) strong planned,"
      + " \(NumberText.percent(realised.estimate)) realised"
    let shift = threshold.shift(to: router.metrics.strongShare)
    let parts = [
      threshold.fittedHere ? "the same data" : shift.map(self.shift),
      threshold.guarantee.map(guarantee),
    ]
    return ([start] + parts.compactMap { $0 }).joined(separator: "; ")
  }

  /// Returns a difference of shares with what it is worth.
  package static func shift(_ shift: Estimate) -> String {
    guard let low = shift.low?.value, let high = shift.high?.value else {
      return "\(points(shift.estimate)) points, with no interval"
    }
    let word = RouterReport.ThresholdReport.isOffPlan(shift) ? "more than noise" : "within noise"
    return "\(points(shift.estimate)) points (\(points(low)) to \(points(high))), \(word)"
  }

  /// Returns what was shown of the losses.
  package static func guarantee(_ guarantee: GuaranteeReport) -> String {
    let units = guarantee.isByCluster ? "cluster" : "trace"
    let tested = NumberText.count(guarantee.tested, units)
    let goal =
      "at most \(NumberText.percent(guarantee.maxLoss)) lost with"
      + " \(NumberText.percent(guarantee.confidence, decimals: 0)) confidence"
    if guarantee.isShown {
      let p =
        guarantee.p < 0.001 ? "p < 0.001" : "p = \(NumberText.fixed(guarantee.p, decimals: 3))"
      return "\(goal): shown, \(NumberText.percent(guarantee.loss)) of \(tested) (\(p))"
    }
    let reason =
      guarantee.tested < guarantee.leastTested
      ? "\(tested) are too few, at least \(guarantee.leastTested) without a loss are needed"
      : "the first cheaper threshold already loses too many of \(tested)"
    return "\(goal): nothing cheaper than all strong is shown safe, \(reason)"
  }

  private static func points(_ share: Double) -> String {
    NumberText.signed(share * 100, decimals: 1)
  }
}
