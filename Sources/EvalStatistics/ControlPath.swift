/// The path of a monitoring statistic over a history, and where it alarms.
package struct ControlPath: Equatable, Sendable {
  /// The statistic after each value, not negative.
  package let statistics: [Double]

  /// The positions, from zero, where the statistic is above the limit.
  package let alarms: [Int]

  /// The position of the first alarm, `nil` where there is none.
  package var firstAlarm: Int? { alarms.first }

  /// Creates a path and finds its alarms, strictly above the limit.
  package init(statistics: [Double], limit: Double) {
    self.statistics = statistics
    alarms = statistics.indices.filter { statistics[$0] > limit }
  }
}
