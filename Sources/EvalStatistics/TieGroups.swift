/// The indices of a sample by ascending value, with equal values grouped.
///
/// Within a group indices ascend, so the order is a function of the sample.
struct TieGroups {
  /// The indices by ascending value.
  let order: [Int]

  /// The stretches of ``order`` with equal values, from the least value up.
  let ranges: [Range<Int>]

  /// Sorts and groups a sample.
  ///
  /// - Precondition: No value is NaN.
  init(ascending values: [Double]) {
    precondition(values.allSatisfy { !$0.isNaN }, "a value that is not a number")
    // Sorting what is sorted costs more than all that is done with the groups.
    let isSorted = values.indices.dropFirst().allSatisfy { values[$0 - 1] <= values[$0] }
    let order =
      isSorted
      ? Array(values.indices) : values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var ranges: [Range<Int>] = []
    var start = 0
    for end in order.indices.map({ $0 + 1 }) {
      if end < order.count && values[order[end]] == values[order[start]] { continue }
      ranges.append(start..<end)
      start = end
    }
    self.order = order
    self.ranges = ranges
  }

  /// The indices of each group, from the least value up.
  var groups: some Sequence<ArraySlice<Int>> {
    ranges.lazy.map { order[$0] }
  }
}
