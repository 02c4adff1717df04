/// Whether two numbers agree to a relative tolerance; an expected zero is met to 1e-12 absolute.
func isClose(_ value: Double?, _ expected: Double, relative: Double) -> Bool {
  guard let value else { return false }
  if value == expected { return true }
  if expected == 0 { return value.magnitude <= 1e-12 }
  return (value - expected).magnitude <= relative * expected.magnitude
}

/// Whether two numbers are equal or neighbours: a known answer is an exact one, rounded once.
func isWithinOneULP(_ value: Double?, _ expected: Double) -> Bool {
  guard let value else { return false }
  return (value - expected).magnitude <= expected.ulp
}
