import EvalStatistics

extension RouterReport.ThresholdReport {
  /// Returns how much more went to the strong model than was planned, with its 95 % interval.
  ///
  /// Newcombe's, from the intervals of the two shares: both goldens are samples.
  ///
  /// - Parameter realised: The strong share on the judged golden.
  /// - Returns: The difference; nil where nothing was planned, or it was planned on the same data.
  package func shift(to realised: Measured) -> Estimate? {
    guard !fittedHere, let plan = plannedStrongShare?.estimate, let share = realised.estimate
    else { return nil }
    var shift = Estimate(share.estimate - plan.estimate)
    guard let planLow = plan.low?.value, let planHigh = plan.high?.value,
      let low = share.low?.value, let high = share.high?.value
    else { return shift }
    let interval = Newcombe.difference(
      share.estimate, Interval(low: low, high: high), plan.estimate,
      Interval(low: planLow, high: planHigh))
    shift.low = .value(interval.low)
    shift.high = .value(interval.high)
    return shift
  }

  /// Tells whether a shift is more than noise: its interval leaves out zero.
  package static func isOffPlan(_ shift: Estimate) -> Bool {
    guard let low = shift.low?.value, let high = shift.high?.value else { return false }
    return low > 0 || high < 0
  }
}
