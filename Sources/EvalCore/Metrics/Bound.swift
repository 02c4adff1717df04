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
