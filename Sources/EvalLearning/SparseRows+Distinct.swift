extension SparseRows {
  /// Returns a row's columns with their values.
  func entries(of row: Int) -> [(column: Int32, value: Double)] {
    range(of: row).map { (columns[$0], values[$0]) }
  }

  /// The rows that look different: the first of each, and for every row which of them it equals.
  var distinct: (first: [Int], ofRow: [Int]) {
    var first: [Int] = []
    var buckets: [UInt64: [Int]] = [:]
    let ofRow = (0..<count).map { row -> Int in
      let hash = range(of: row).reduce(UInt64(range(of: row).count)) {
        TermHashes.mixed(
          TermHashes.mixed($0 ^ UInt64(UInt32(bitPattern: columns[$1]))) ^ values[$1].bitPattern)
      }
      if let known = buckets[hash]?.first(where: { isEqual(first[$0], row) }) { return known }
      buckets[hash, default: []].append(first.count)
      first.append(row)
      return first.count - 1
    }
    return (first, ofRow)
  }

  private func isEqual(_ left: Int, _ right: Int) -> Bool {
    let (a, b) = (range(of: left), range(of: right))
    return a.count == b.count
      && zip(a, b).allSatisfy { columns[$0] == columns[$1] && values[$0] == values[$1] }
  }
}
