/// Finds the name a person most likely meant.
package enum Suggestion {
  /// Returns the nearest candidate by edit distance, if it is near enough to be a slip.
  ///
  /// Complexity: O(candidates × length²).
  package static func nearest(to text: String, among candidates: [String]) -> String? {
    let limit = max(1, text.count / 3)
    let scored = candidates.map { (distance(text, $0), $0) }.filter { $0.0 <= limit }
    return scored.min { $0 < $1 }?.1
  }

  /// Returns `; did you mean …?` or nothing.
  package static func clause(for text: String, among candidates: [String]) -> String {
    nearest(to: text, among: candidates).map { "; did you mean `\($0)`?" } ?? ""
  }

  private static func distance(_ left: String, _ right: String) -> Int {
    let source = Array(left.lowercased().unicodeScalars.prefix(64))
    let target = Array(right.lowercased().unicodeScalars.prefix(64))
    var row = Array(0...target.count)
    for (i, scalar) in source.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in target.enumerated() {
        let substituted = diagonal + (scalar == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[target.count]
  }
}
