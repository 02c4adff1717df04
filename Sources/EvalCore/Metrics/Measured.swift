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
