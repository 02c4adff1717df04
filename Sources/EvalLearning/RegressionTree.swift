/// A tree of yes-or-no questions on features, with every model's quality at its leaves.
package struct RegressionTree: Equatable, Sendable {
  /// For each node the feature that is asked for; -1 at a leaf.
  package var features: [Int32] = []
  /// For each node the value above which a row goes right; 0 at a leaf.
  package var thresholds: [Double] = []
  /// For each node its left child, the right one follows it; at a leaf its place in `leaves`.
  package var children: [Int32] = []
  /// For each leaf the mean quality of every model.
  package var leaves: [[Double]] = []

  package init() {}

  /// Returns the leaf that a query falls into, as a place in `leaves`.
  ///
  /// - Parameter values: The query's features, 0 where it does not have one.
  /// - Returns: The place.
  func leaf(of values: [Double]) -> Int {
    var node = 0
    while features[node] >= 0 {
      node = Int(children[node]) + (values[Int(features[node])] > thresholds[node] ? 1 : 0)
    }
    return Int(children[node])
  }

  /// Whether every child and leaf exists, so that every row ends at a leaf.
  package func isSound(features limit: Int, models: Int) -> Bool {
    guard !features.isEmpty, thresholds.count == features.count, children.count == features.count,
      leaves.allSatisfy({ $0.count == models && $0.allSatisfy(\.isFinite) }),
      thresholds.allSatisfy(\.isFinite)
    else { return false }
    return features.indices.allSatisfy { node in
      let child = Int(children[node])
      return features[node] < 0
        ? child >= 0 && child < leaves.count
        // Children stand after their parent: no row goes round in circles.
        : Int(features[node]) < limit && child > node && child + 1 < features.count
    }
  }
}
