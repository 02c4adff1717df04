/// Which traces two runs have in common, and which only one of them has.
struct TraceAlignment {
  /// The common traces' places on each side, in id order.
  private(set) var before: [Int32] = []
  private(set) var now: [Int32] = []
  /// The places of the other traces, in id order.
  private(set) var removed: [Int32] = []
  private(set) var added: [Int32] = []

  /// Whether both sides have the same traces.
  var isComplete: Bool { removed.isEmpty && added.isEmpty }

  /// Merges two columns of ids, each sorted by UTF-8 bytes; O(n).
  init(_ left: TextColumn, _ right: TextColumn) {
    if left == right {
      before = (0..<left.count).map(Int32.init)
      now = before
      return
    }
    var (i, j) = (0, 0)
    while i < left.count || j < right.count {
      let order = Self.order(left, i, right, j)
      if order == 0 {
        before.append(Int32(i))
        now.append(Int32(j))
      } else if order < 0 {
        removed.append(Int32(i))
      } else {
        added.append(Int32(j))
      }
      if order <= 0 { i += 1 }
      if order >= 0 { j += 1 }
    }
  }

  private static func order(_ left: TextColumn, _ i: Int, _ right: TextColumn, _ j: Int) -> Int {
    if i == left.count { return 1 }
    if j == right.count { return -1 }
    let (a, b) = (left[i], right[j])
    if a == b { return 0 }
    return a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1
  }
}
