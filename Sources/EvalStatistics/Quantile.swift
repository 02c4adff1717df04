/// Sample quantiles and the ranks of their confidence intervals.
package enum Quantile {
  /// Returns the type 7 quantile of a sorted sample, `nil` when it is empty.
  ///
  /// Linear between the order statistics around position (n-1)p, counted from
  /// zero; type 7 of Hyndman & Fan (1996), the default of R and numpy.
  ///
  /// - Parameters:
  ///   - values: The sample in ascending order, finite.
  ///   - p: The probability, from 0 for the least to 1 for the greatest value.
  /// - Returns: A number between the least and the greatest value.
  package static func type7(
    sorted values: some RandomAccessCollection<Double>,
    probability p: Double
  ) -> Double? {
    guard let place = place(count: values.count, probability: p) else { return nil }
    let low = values[values.index(values.startIndex, offsetBy: place.index)]
    if place.fraction == 0 { return low }
    let high = values[values.index(values.startIndex, offsetBy: place.index + 1)]
    return between(low, high, place.fraction)
  }

  /// Returns the type 7 quantile of sorted integers, `nil` when there are none.
  ///
  /// As for doubles. Integers beyond 2⁵³ are rounded first.
  ///
  /// - Parameters:
  ///   - values: The sample in ascending order.
  ///   - p: The probability, from 0 for the least to 1 for the greatest value.
  /// - Returns: A number between the least and the greatest value.
  package static func type7(
    sorted values: some RandomAccessCollection<Int64>,
    probability p: Double
  ) -> Double? {
    type7(sorted: values.lazy.map(Double.init), probability: p)
  }

  /// Returns the index below the quantile and how far to go to the next.
  private static func place(
    count: Int,
    probability: Double
  ) -> (index: Int, fraction: Double)? {
    precondition(0...1 ~= probability, "a quantile needs a probability")
    guard count > 0 else { return nil }
    let position = Double(count - 1) * probability
    let index = min(Int(position), count - 1)
    return (index, position - Double(index))
  }

  /// Returns the point a fraction of the way, never beyond the upper value.
  private static func between(_ low: Double, _ high: Double, _ fraction: Double) -> Double {
    precondition(low <= high && (high - low).isFinite, "a sample unsorted or not finite")
    return min(low + fraction * (high - low), high)
  }
}
