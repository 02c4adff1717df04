/// What `numpy.interp` returns, its answer for points that do not increase included.
///
/// For points in increasing order it is linear interpolation, clamped at the ends. For others it
/// is whatever the binary search of `arr_interp` happens to find, which RouteLLM's CPT relies on.
package enum NumpyInterpolation {
  /// Returns the interpolated value at `x`.
  ///
  /// - Parameters:
  ///   - x: Where.
  ///   - points: The abscissae, not empty.
  ///   - values: The ordinates, one for each of them.
  /// - Returns: What numpy returns.
  package static func value(at x: Double, points: [Double], values: [Double]) -> Double {
    let last = points.count - 1
    if x > points[last] { return values[last] }
    if x < points[0] { return values[0] }
    let index = search(x, in: points)
    if index >= last || points[index] == x { return values[min(index, last)] }
    let slope = (values[index + 1] - values[index]) / (points[index + 1] - points[index])
    return slope * (x - points[index]) + values[index]
  }

  private static func search(_ key: Double, in points: [Double]) -> Int {
    let count = points.count
    if count <= 4 {
      var index = 1
      while index < count, key >= points[index] { index += 1 }
      return index - 1
    }
    // The first guess of the first look-up is index 1: the search tries its neighbours first.
    if key < points[1] { return 0 }
    if key < points[2] { return 1 }
    if key < points[3] { return 2 }
    var low = 3
    var high = count > 10 && key < points[9] ? 9 : count
    while low < high {
      let middle = low + (high - low) / 2
      if key >= points[middle] { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }
}
