/// A metric's value, or the reason why it has none.
package enum Measured: Equatable, Sendable {
  case value(Estimate)
  case undefined(String)

  /// The estimate, nil where undefined.
  package var estimate: Estimate? {
    if case .value(let estimate) = self { return estimate }
    return nil
  }

  /// The reason why there is no value, nil where there is one.
  package var undefinedReason: String? {
    if case .undefined(let reason) = self { return reason }
    return nil
  }
}

/// A point estimate with what is known of its error.
package struct Estimate: Equatable, Sendable {
  /// The value itself.
  package var estimate: Double
  /// The lower end of the two-sided 95 % interval; nil where none is computed.
  package var low: Bound?
  /// The upper end.
  package var high: Bound?
  /// The value on the golden's own scale, where that differs.
  package var raw: Double?
  /// Whether a gate may decide on it, for metrics that divide by the quality gap.
  package var status: GapStatus?

  package init(
    _ estimate: Double, low: Bound? = nil, high: Bound? = nil, raw: Double? = nil,
    status: GapStatus? = nil
  ) {
    self.estimate = estimate
    self.low = low
    self.high = high
    self.raw = raw
    self.status = status
  }
}

/// One end of an interval, or the reason why it has none.
package enum Bound: Equatable, Sendable {
  case value(Double)
  case undefined(String)

  /// The number, nil where there is none.
  package var value: Double? {
    if case .value(let value) = self { return value }
    return nil
  }
}

/// How far the quality gap between strong and weak carries a ratio to it.
package enum GapStatus: String, Codable, Sendable {
  /// The gap is at least four standard errors: gates may decide.
  case gateable
  /// The gap differs from zero: shown, not gated.
  case reportOnly = "report_only"
  /// The gap is not shown to differ from zero.
  case undefined
}
