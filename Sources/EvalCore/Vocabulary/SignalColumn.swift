/// A recorded router score, one for each trace.
package struct SignalColumn: Equatable, Sendable {
  /// The signal's name.
  package var name: String
  /// The scores; NaN where a trace has none, which never reaches a result.
  package var values: [Double]

  package init(name: String, values: [Double]) {
    self.name = name
    self.values = values
  }

  /// The first trace without the signal.
  package var firstMissing: Int? { values.firstIndex { $0.isNaN } }
}
