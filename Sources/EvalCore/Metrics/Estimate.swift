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
