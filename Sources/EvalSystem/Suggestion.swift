/// Finds the name a person most likely meant.
package enum Suggestion {
  /// Returns the nearest candidate by edit distance, if it is near enough to be a slip.
  ///
  /// Complexity: O(candidates × length²).
  package static func nearest(to text: String, among candidates: [String]) -> String? {
    let limit = max(1, text.count / 3)
    // Names that have no character in common are no slip: `3` is not meant to be `1`.
    let scored = candidates.map { (distance(text, $0), $0) }
      .filter { $0.0 <= limit && $0.0 < max(text.count, $0.1.count) }
    return scored.min { $0 < $1 }?.1
  }

  /// Returns ` (did you mean …?)` or nothing.
  package static func clause(for text: String, among candidates: [String]) -> String {
    nearest(to: text, among: candidates).map { " (did you mean `\($0)`?)" } ?? ""
  }

  /// Counts insertions, deletions, substitutions and swaps of neighbours (optimal string
  /// alignment).
  private static func distance(_ left: String, _ right: String) -> Int {
    let source = Array(left.lowercased().unicodeScalars.prefix(64))
    let target = Array(right.lowercased().unicodeScalars.prefix(64))
    var beforeLast = [Int](repeating: 0, count: target.count + 1)
    var last = Array(0...target.count)
    for i in source.indices {
      var row = [i + 1] + [Int](repeating: 0, count: target.count)
      for j in target.indices {
        let substituted = last[j] + (source[i] == target[j] ? 0 : 1)
        row[j + 1] = min(substituted, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, source[i] == target[j - 1], source[i - 1] == target[j] {
          row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
        }
      }
      beforeLast = last
      last = row
    }
    return last[target.count]
  }
}
