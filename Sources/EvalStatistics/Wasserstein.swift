/// How far values have to move to make one sample out of another.
package enum Wasserstein {
  /// Returns the distance W1 between two samples, `nil` when one is empty.
  ///
  /// The area between the two distribution functions (Vallender 1974), the
  /// mean way of a value on the line.
  ///
  /// - Returns: The distance in the unit of the values.
  /// - Precondition: Values are finite.
  package static func distance(reference: [Double], current: [Double]) -> Double? {
    guard let sample = PooledSample(reference, current) else { return nil }
    let gaps = sample.scaledGaps
    let groups = sample.groups
    let area = CompensatedSum.sum(count: groups.count - 1) { index in
      Double(gaps[index].magnitude) * (groups[index + 1].value - groups[index].value)
    }
    return area / (Double(sample.reference) * Double(sample.current))
  }

  /// Returns W1 in standard deviations of the reference.
  ///
  /// The deviation has the divisor n.
  ///
  /// - Returns: `nil` when a sample is empty or the reference does not vary.
  /// - Precondition: Values are finite.
  package static func standardisedDistance(
    reference: [Double],
    current: [Double]
  ) -> Double? {
    guard let distance = distance(reference: reference, current: current),
      let least = reference.min(), let greatest = reference.max(), least < greatest
    else { return nil }
    let count = Double(reference.count)
    let mean = CompensatedSum.sum(reference) / count
    let squares = CompensatedSum.sum(reference.lazy.map { ($0 - mean) * ($0 - mean) })
    let deviation = (squares / count).squareRoot()
    return deviation > 0 ? distance / deviation : nil
  }
}
