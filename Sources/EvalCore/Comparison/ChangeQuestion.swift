import EvalStatistics

/// Whether a metric got worse by more than a margin, as a gate asks it of two replays.
struct ChangeQuestion {
  /// The one-sided level of every verdict on a change.
  static let level = 0.05

  let change: MetricChange
  /// Whether a rise is for the worse, not a fall.
  let isRise: Bool
  /// How much worse it may be, in the metric's own unit, at least zero.
  let margin: Double
  /// The p value of the test: of this question alone, or among a family of cohorts.
  let pValue: Double
  /// Whether it was asked of a cohort among all, where silence is no pass and no failure.
  let isOneOfMany: Bool
  /// What recording anew alone would move the metric by, in standard errors of one; nil where the
  /// recording is the same, or not known well enough.
  var noiseFloor: Double?
  /// Whether it was asked of a cohort with too few traces, changes or clusters to be tested.
  var isUntested = false
  /// The cohort of the same family that has the very same changes, and was named before.
  var twin: Cohort?

  /// The change, negative for the worse.
  var worsening: Double { isRise ? -change.estimate : change.estimate }

  /// The one-sided bound on how much worse it is, negative for the worse.
  var bound: Double { isRise ? -change.bounds.high : change.bounds.low }

  /// Whether a loss of the margin is ruled out.
  var isNoWorse: Bool { bound > -margin }

  /// Whether what was measured is beyond the margin.
  var isBeyondMargin: Bool { worsening <= -margin }

  /// Returns the verdict where a failure needs a p value of at most `level`.
  ///
  /// Failed where the change is real and beyond the margin; passed where a change beyond the
  /// margin is ruled out. Not having found one is no pass.
  func verdict(level: Double) -> Verdict {
    if pValue <= level, isBeyondMargin { return .failed }
    if isNoWorse { return .passed }
    return .inconclusive
  }

  /// The figures that reports show, where a failure needs a p value of at most `level`.
  func figures(adjustedP: Double, level: Double) -> GateResult.Change {
    let seen = change.minimumDetectable(level: level)
    // More than the metric can change by: nothing would have been shown.
    let isPossible = seen.isFinite && (change.range == 0 || seen <= change.range)
    let digits = Rounding.significant
    return GateResult.Change(
      estimate: digits(change.estimate), low: digits(change.interval.low),
      high: digits(change.interval.high),
      bound: digits(isRise ? change.bounds.high : change.bounds.low), margin: digits(margin),
      test: change.test, p: digits(pValue), adjustedP: digits(adjustedP),
      detectable: isPossible ? digits(seen) : nil,
      traces: change.traces, clusters: change.clusters, changedClusters: change.changedClusters,
      fewestClusters: PairedPower.minimumFlips(alpha: level),
      noiseFloor: noiseFloor.map(digits),
      tracesToPass: margin > 0 ? change.tracesNeeded(margin: margin) : nil,
      tracesToResolve: margin > 0
        ? change.tracesToResolve(margin: margin, worsening: worsening) : nil)
  }
}
