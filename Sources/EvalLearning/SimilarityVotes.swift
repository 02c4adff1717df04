/// Predicts every model's quality on a query as the mean over similar training queries.
///
/// Every training query votes with cosine² of its similarity, and one vote for the mean of all
/// keeps a query without a neighbour in the middle.
package struct SimilarityVotes: Equatable, Sendable {
  /// The features of the training queries.
  package let rows: SparseRows
  /// For each model the quality on every training query.
  package let qualities: [[Double]]

  /// How much the mean of all counts, in votes of a query that is the same.
  private static let prior = 0.05

  /// Takes training queries; nil where they do not fit together.
  package init?(rows: SparseRows, qualities: [[Double]]) {
    guard !qualities.isEmpty, rows.count > 0,
      qualities.allSatisfy({ $0.count == rows.count && $0.allSatisfy(\.isFinite) })
    else { return nil }
    self.rows = rows
    self.qualities = qualities
  }

  /// Returns for each model the prediction on every row; O(Σ over entries of the training queries
  /// that share the feature).
  package func predict(_ queries: SparseRows) -> [[Double]] {
    let postings = rows.transposed
    let means = qualities.map { $0.reduce(0, +) / Double(rows.count) }
    var predictions = [[Double]](repeating: [], count: qualities.count)
    var cosines = [Double](repeating: 0, count: rows.count)
    for query in 0..<queries.count {
      for place in queries.range(of: query) {
        let value = queries.values[place]
        for entry in postings.range(of: Int(queries.columns[place])) {
          cosines[Int(postings.columns[entry])] += value * postings.values[entry]
        }
      }
      var total = Self.prior
      var sums = means.map { $0 * Self.prior }
      for row in cosines.indices where cosines[row] > 0 {
        let vote = cosines[row] * cosines[row]
        total += vote
        for model in sums.indices { sums[model] += vote * qualities[model][row] }
        cosines[row] = 0
      }
      for model in sums.indices { predictions[model].append(sums[model] / total) }
    }
    return predictions
  }
}
