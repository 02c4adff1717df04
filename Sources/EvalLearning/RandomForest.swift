/// Predicts every model's quality as the mean over many trees.
package struct RandomForest: Equatable, Sendable {
  package let trees: [RegressionTree]
  /// How many models each leaf speaks of.
  package let models: Int

  /// Takes trees; nil where one of them leads nowhere.
  package init?(_ trees: [RegressionTree], features: Int, models: Int) {
    guard !trees.isEmpty, trees.allSatisfy({ $0.isSound(features: features, models: models) })
    else { return nil }
    self.trees = trees
    self.models = models
  }

  /// What the trees say of queries.
  package struct Answer: Equatable, Sendable {
    /// For each model the mean prediction on every query.
    package var qualities: [[Double]]
    /// For each model the share of the trees in which it is the cheapest of the best.
    package var votes: [[Double]]
  }

  /// Asks every tree of every row; O(rows × trees × depth).
  package func predict(_ rows: SparseRows) -> Answer {
    let none = [[Double]](repeating: [Double](repeating: 0, count: rows.count), count: models)
    var (sums, votes) = (none, none)
    let winners = trees.map { $0.leaves.map(Self.winner) }
    var values = [Double](repeating: 0, count: rows.columnCount)
    for row in 0..<rows.count {
      let range = rows.range(of: row)
      for place in range { values[Int(rows.columns[place])] = rows.values[place] }
      for (tree, winner) in zip(trees, winners) {
        let leaf = tree.leaf(of: values)
        for model in 0..<models { sums[model][row] += tree.leaves[leaf][model] }
        votes[winner[leaf]][row] += 1
      }
      for place in range { values[Int(rows.columns[place])] = 0 }
    }
    func shares(_ columns: [[Double]]) -> [[Double]] {
      columns.map { $0.map { $0 / Double(trees.count) } }
    }
    return Answer(qualities: shares(sums), votes: shares(votes))
  }

  /// The cheapest of the best models at a leaf.
  private static func winner(_ leaf: [Double]) -> Int {
    var best = 0
    for model in leaf.indices.dropFirst() where leaf[model] > leaf[best] { best = model }
    return best
  }
}
