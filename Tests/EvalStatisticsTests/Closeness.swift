/// Whether two numbers agree to a relative tolerance.
///
/// An expected zero is met to 1e-12 absolute, as the conventions of the known
/// answers have it. Equal numbers agree, infinite ones too.
func isClose(_ value: Double?, _ expected: Double, relative: Double) -> Bool {
  guard let value else { return false }
  if value == expected { return true }
  if expected == 0 { return value.magnitude <= 1e-12 }
  return (value - expected).magnitude <= relative * expected.magnitude
}

/// Whether an interval agrees with expected ends to a relative tolerance.
func isClose(_ low: Double, _ high: Double, _ expected: [Double], relative: Double) -> Bool {
  expected.count == 2 && isClose(low, expected[0], relative: relative)
    && isClose(high, expected[1], relative: relative)
}
