import EvalStatistics

extension Measured {
  /// A change of exactly nothing.
  static let unchanged = Measured.value(Estimate(0, low: .value(0), high: .value(0)))

  /// Shows a change with its two-sided interval; without one where there is a single cluster.
  init(_ change: MetricChange?, column: PairedColumn, scope: ChangeScope) {
    guard let change else {
      let sum = column.values.reduce(Int128(0)) { $0 + Int128($1) }
      let mean = Double(sum) / scope.sample.weight / column.unit
      self = .value(Estimate(mean, low: .oneCluster, high: .oneCluster))
      return
    }
    self = .value(
      Estimate(
        change.estimate, low: .value(change.interval.low), high: .value(change.interval.high)))
  }
}
