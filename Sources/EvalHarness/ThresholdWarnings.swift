import EvalCore
import EvalReports

/// What a reader should know of a fitted threshold.
enum ThresholdWarnings {
  /// Warns where the strong share lies off its plan, and where nothing but all strong is shown.
  static func warnings(_ router: RouterReport) -> [String] {
    guard let threshold = router.threshold else { return [] }
    var warnings: [String] = []
    if let shift = threshold.shift(to: router.metrics.strongShare),
      RouterReport.ThresholdReport.isOffPlan(shift)
    {
      warnings.append(
        "\(router.name): the strong share is off its plan by \(ThresholdText.shift(shift)):"
          + " \(threshold.fittedOn ?? "the golden that it was fitted on") has other queries")
    }
    if let guarantee = threshold.guarantee, !guarantee.isShown {
      warnings.append("\(router.name): \(ThresholdText.guarantee(guarantee))")
    }
    return warnings
  }
}
