/// Predicts every model's quality on a query as the mean over similar training queries.
///
/// Every training query votes with cosine² of its similarity, and one vote for the mean of all
/// keeps a query without a neighbour in the middle.
package struct SimilarityVotes: Equatable, Sendable {
  /// The features of the training queries, those that look the same once.
  package let rows: SparseRows
  /// For each model the quality on every row: the mean over the queries that it stands for.
  package let qualities: [[Double]]
  /// For each row how many training queries it stands for.
  package let counts: [Double]

  /// How much the mean of all counts, in votes of a query that is the same.
  private static let prior = 0.05

  /// Takes rows as they are stored; nil where they do not fit together.
  ///
  /// - Parameters:
  ///   - rows: The rows.
  ///   - qualities: For each model the quality on every row.
  ///   - counts: For each row how many queries it stands for; nil where each stands for one.
  package init?(rows: SparseRows, qualities: [[Double]], counts: [Double]? = nil) {
    let counts = counts ?? [Double](repeating: 1, count: rows.count)
    guard !qualities.isEmpty, rows.count > 0, counts.count == rows.count,
      counts.allSatisfy({ $0.isFinite && $0 > 0 }),
      qualities.allSatisfy({ $0.count == rows.count && $0.allSatisfy(\.isFinite) })
    else { return nil }
    self.rows = rows
    self.qualities = qualities
    self.counts = counts
  }

  /// Learns training queries: those that look the same become one row with their mean quality.
  ///
  /// A golden of figures has few different rows. Nil where queries and qualities do not fit together.
  ///
  /// - Parameters:
  ///   - queries: The features of the training queries, at least one.
  ///   - qualities: For each model the quality on every query.
  package init?(learning queries: SparseRows, qualities: [[Double]]) {
    guard qualities.allSatisfy({ $0.count == queries.count }) else { return nil }
    let places = queries.distinct
    var counts = [Double](repeating: 0, count: places.first.count)
    for place in places.ofRow { counts[place] += 1 }
    var rows = SparseRows(columnCount: queries.columnCount)
    for row in places.first { rows.append(queries.entries(of: row)) }
    let means = qualities.map { column in
      var sums = [Double](repeating: 0, count: counts.count)
      for (row, place) in places.ofRow.enumerated() { sums[place] += column[row] }
      return zip(sums, counts).map { $0 / $1 }
    }
    self.init(rows: rows, qualities: means, counts: counts)
  }

  /// Returns for each model the prediction on every row; O(Σ over entries of the training queries
  /// that share the feature).
  package func predict(_ queries: SparseRows) -> [[Double]] {
    let postings = rows.transposed
    let queryCount = counts.reduce(0, +)
    let means = qualities.map { column in
      column.indices.reduce(0) { $0 + counts[$1] * column[$1] } / queryCount
    }
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
        let vote = cosines[row] * cosines[row] * counts[row]
        total += vote
        for model in sums.indices { sums[model] += vote * qualities[model][row] }
        cosines[row] = 0
      }
      for model in sums.indices { predictions[model].append(sums[model] / total) }
    }
    return predictions
  }
}
