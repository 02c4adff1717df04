/// Places of numbers in ascending ones.
package enum SortedSearch {
  /// Returns how many numbers are below a value, by halving; O(log n).
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - sorted: The numbers, ascending.
  /// - Returns: The count, which is also the place of the first number that is not below.
  package static func countBelow(_ value: Double, in sorted: [Double]) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
