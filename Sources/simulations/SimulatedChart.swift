import EvalCore
import EvalStatistics

/// A control chart over recordings made of chance, each a level with normal noise.
struct SimulatedChart: Sendable {
  /// What a chart sums up.
  enum Scores: Sendable {
    /// Each recording's distance from the mean of all before it, as `history` does.
    case fromMeanBefore
    /// Each recording's change against the anchor, as it stands.
    case fromAnchor
  }

  var recordings: Int
  var scores = Scores.fromMeanBefore
  /// A lasting drop from a recording on, the first one being 1, in standard errors of a change.
  var drop: (from: Int, size: Double)?
  /// How many recordings the drop lasts.
  var dropLasts = Int.max
  /// How often the anchor asked each query; the recordings asked it once.
  var anchorRepetitions = 1.0
  /// Noise that all queries of a recording share, in deviations of the noise that the chart knows.
  var shared = 0.0

  private func isDropped(_ number: Int, from first: Int) -> Bool {
    number >= first && number - first < dropLasts
  }

  /// Tells for each recording whether the sum for a fall is beyond its limit there.
  func falls(seed: UInt64) -> [Bool] {
    var random = SplitMix64(seed: seed)
    func normal() -> Double {
      Normal.quantile((Double(random.next() >> 11) + 0.5) * 0x1p-53)
    }
    let spread = (1 + shared * shared).squareRoot()
    let anchor = spread * normal() / anchorRepetitions.squareRoot()
    let error = (1 + 1 / anchorRepetitions).squareRoot()
    let changes = (1...recordings).map { number in
      let lost = drop.map { isDropped(number, from: $0.from) ? $0.size * 2.0.squareRoot() : 0 } ?? 0
      return spread * normal() - lost - anchor
    }
    switch scores {
    case .fromAnchor:
      let path = ControlChart.cusum(
        changes.map { $0 / error }, k: RecordingChart.allowance, h: RecordingChart.limit)
      return path.lower.statistics.map { $0 > RecordingChart.limit }
    case .fromMeanBefore:
      var chart = RecordingChart(anchorRepetitions: anchorRepetitions)
      for change in changes {
        chart.add(
          run: "", change: change, standardError: error,
          repetitions: (anchor: anchorRepetitions, now: 1))
      }
      return chart.report.map { $0.alarm == .fall }
    }
  }
}
