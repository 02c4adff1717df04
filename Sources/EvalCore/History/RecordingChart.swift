import EvalStatistics

/// A router's control chart over the recordings since a pinned anchor.
///
/// Every change against the anchor contains the anchor's own noise, so that these changes are not
/// independent: summed up as they are, one unlucky anchor alarms for ever. What is summed up is
/// each recording's distance from the mean of those before it, the anchor first, as in a
/// self-starting chart (Hawkins 1987, "Self-starting CUSUM charts for location and scale"): while
/// nothing changes these are independent, with deviation 1. The mean never starts again, so that a
/// slow slide is not forgotten.
struct RecordingChart {
  /// Half the shift worth finding, in standard errors.
  static let allowance = 0.5
  /// The sum that alarms; about once in 465 recordings while nothing changes.
  static let limit = 5.0

  private var points: [(run: String, z: Double, score: Double)] = []
  /// The weight of the recordings so far, and of their changes against the anchor.
  private var weight: Double
  private var sum = 0.0

  /// Begins at an anchor that asked every query so often.
  init(anchorRepetitions: Double) {
    weight = anchorRepetitions
  }

  /// Adds the next recording.
  ///
  /// - Parameters:
  ///   - run: The first run on it.
  ///   - change: Its change of quality against the anchor.
  ///   - standardError: That change's, above zero.
  ///   - repetitions: How often the anchor and the recording asked every query.
  mutating func add(
    run: String, change: Double, standardError: Double,
    repetitions: (anchor: Double, now: Double)
  ) {
    // A recording's variance is c/K; the change against the anchor has c/K₀ + c/K.
    let one = standardError * standardError / (1 / repetitions.anchor + 1 / repetitions.now)
    let error = (one * (1 / repetitions.now + 1 / weight)).squareRoot()
    points.append((run, change / standardError, (change - sum / weight) / error))
    weight += repetitions.now
    sum += repetitions.now * change
  }

  /// The chart as a report shows it.
  var report: [HistoryReport.ChartPoint] {
    let paths = ControlChart.cusum(points.map(\.score), k: Self.allowance, h: Self.limit)
    let (rises, falls) = (Set(paths.upper.alarms), Set(paths.lower.alarms))
    return points.enumerated().map { index, point in
      HistoryReport.ChartPoint(
        run: point.run, z: Rounding.significant(point.z),
        score: Rounding.significant(point.score),
        upper: Rounding.significant(paths.upper.statistics[index]),
        lower: Rounding.significant(paths.lower.statistics[index]),
        alarm: falls.contains(index) ? .fall : rises.contains(index) ? .rise : nil)
    }
  }
}
