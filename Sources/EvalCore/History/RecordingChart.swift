import EvalStatistics

/// A router's control chart over the recordings since a pinned anchor.
///
/// Every change against the anchor contains the anchor's own noise, so that these changes are not
/// independent: summed up as they are, one unlucky anchor alarms for ever. What is summed up is
/// each recording's distance from the mean of those before it, the anchor first, as in a
/// self-starting chart (Hawkins 1987, "Self-starting CUSUM charts for location and scale"): while
/// nothing changes these are independent, with deviation 1. The mean never starts again, so that a
/// slow slide is not forgotten.
package struct RecordingChart {
  /// How many recordings a chart has to have before an alarm decides.
  ///
  /// `docs/decisions/0007-control-chart.md` says why ten.
  package static let leastRecordings = 10
  /// Half the shift worth finding, in standard errors.
  package static let allowance = 0.5
  /// The sum that alarms; about once in 465 recordings while nothing changes.
  package static let limit = 5.0

  private var points: [(run: String, change: Double, error: Double, score: Double)] = []
  /// The weight of the recordings so far, and of their changes against the anchor.
  private var weight: Double
  private var sum = 0.0

  /// Begins at an anchor that asked every query so often.
  package init(anchorRepetitions: Double) {
    weight = anchorRepetitions
  }

  /// Adds the next recording.
  ///
  /// - Parameters:
  ///   - run: The first run on it.
  ///   - change: What its answers change quality by against the anchor.
  ///   - standardError: That change's, above zero.
  ///   - repetitions: How often the anchor and the recording asked every query.
  package mutating func add(
    run: String, change: Double, standardError: Double,
    repetitions: (anchor: Double, now: Double)
  ) {
    // A recording's variance is c/K; the change against the anchor has c/K₀ + c/K.
    let one = standardError * standardError / (1 / repetitions.anchor + 1 / repetitions.now)
    let error = (one * (1 / repetitions.now + 1 / weight)).squareRoot()
    points.append((run, change, standardError, (change - sum / weight) / error))
    weight += repetitions.now
    sum += repetitions.now * change
  }

  /// The chart as a report shows it.
  package var report: [HistoryReport.ChartPoint] {
    let paths = ControlChart.cusum(points.map(\.score), k: Self.allowance, h: Self.limit)
    let (rises, falls) = (Set(paths.upper.alarms), Set(paths.lower.alarms))
    return points.enumerated().map { index, point in
      HistoryReport.ChartPoint(
        run: point.run, change: point.change, standardError: point.error,
        z: Rounding.significant(point.change / point.error),
        score: Rounding.significant(point.score),
        upper: Rounding.significant(paths.upper.statistics[index]),
        lower: Rounding.significant(paths.lower.statistics[index]),
        alarm: falls.contains(index) ? .fall : rises.contains(index) ? .rise : nil)
    }
  }
}
