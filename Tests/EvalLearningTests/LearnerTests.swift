import EvalStatistics
import Testing

@testable import EvalLearning

struct LearnerTests {
  private static let generator = Philox4x32(key: SIMD2(1, 2))

  /// Rows of three features, each 1 where a bit of the row's number is set.
  private static func rows(_ count: Int) -> SparseRows {
    var rows = SparseRows(columnCount: 3)
    for row in 0..<count {
      rows.append((0..<3).filter { row >> $0 & 1 == 1 }.map { (Int32($0), 1.0) })
    }
    return rows
  }

  // MARK: Linear

  @Test func `ridge regression has the solution of the normal equations`() {
    // One feature, 0 or 1 in halves: w = S_xy / (S_xx + penalty) with S_xx = 2, S_xy = 2.
    var rows = SparseRows(columnCount: 1)
    for row in 0..<8 { rows.append(row % 2 == 1 ? [(0, 1)] : []) }
    let target = (0..<8).map { Double($0 % 2) }
    let model = LinearModel(rows: rows, targets: [target], penalty: 2)
    #expect((model.weights[0][0] - 0.5).magnitude < 1e-12)
    #expect((model.intercepts[0] - 0.25).magnitude < 1e-12)
    let predicted = model.predict(rows)[0]
    #expect((predicted[0] - 0.25).magnitude < 1e-12 && (predicted[1] - 0.75).magnitude < 1e-12)
  }

  @Test func `ridge regression with next to no penalty finds what is linear`() {
    let rows = Self.rows(64)
    let target = (0..<64).map { number -> Double in
      let first = Double(number & 1)
      let second = Double(number >> 1 & 1)
      return 0.2 + 0.5 * first - 0.3 * second
    }
    let model = LinearModel(rows: rows, targets: [target, target.map { -$0 }], penalty: 1e-9)
    for (weight, expected) in zip(model.weights[0], [0.5, -0.3, 0]) {
      #expect((weight - expected).magnitude < 1e-8)
    }
    #expect((model.intercepts[1] + 0.2).magnitude < 1e-8)
  }

  // MARK: Forest

  private func forest(_ rows: SparseRows, _ targets: [[Double]], leaf: Int = 2) -> RandomForest? {
    var options = ForestGrower.Options()
    options.trees = 20
    options.leaf = leaf
    options.featureShare = 1
    let grower = ForestGrower(
      rows: rows, targets: targets, options: options, generator: Self.generator, seed: 7)
    return RandomForest(
      (0..<20).map { grower.tree($0) }, features: rows.columnCount, models: targets.count)
  }

  @Test func `a forest finds what no sum of features is`() throws {
    // The strong model is better where exactly one of the first two features is there.
    let rows = Self.rows(160)
    let strong = (0..<160).map { Double(($0 & 1) ^ ($0 >> 1 & 1)) }
    let weak = [Double](repeating: 0.5, count: 160)
    let answer = try #require(forest(rows, [weak, strong])).predict(Self.rows(4))
    #expect(answer.qualities[1].map { $0 > 0.5 } == [false, true, true, false])
    #expect(answer.votes[1][1] > 0.7 && answer.votes[0][0] > 0.7)
    #expect(zip(answer.votes[0], answer.votes[1]).allSatisfy { ($0 + $1 - 1).magnitude < 1e-12 })
  }

  @Test func `trees are the same in any order, and others for another seed`() {
    let rows = Self.rows(100)
    let targets = [(0..<100).map { Double($0 % 7) / 7 }]
    func tree(_ number: Int, seed: UInt64) -> RegressionTree {
      ForestGrower(
        rows: rows, targets: targets, options: ForestGrower.Options(), generator: Self.generator,
        seed: seed
      ).tree(number)
    }
    #expect(tree(3, seed: 1) == tree(3, seed: 1))
    #expect((0..<5).contains { tree($0, seed: 1) != tree($0 + 1, seed: 1) })
    #expect((0..<5).contains { tree($0, seed: 1) != tree($0, seed: 2) })
  }

  @Test func `no leaf holds fewer queries than asked for`() throws {
    let rows = Self.rows(64)
    let targets = [(0..<64).map { Double($0 & 7) }]
    func leaves(_ least: Int) throws -> Int {
      try #require(forest(rows, targets, leaf: least)).trees.reduce(0) { $0 + $1.leaves.count }
    }
    #expect(try leaves(32) <= 40)
    #expect(try leaves(1) > 40)
  }

  @Test func `a tree that goes round in circles, or nowhere, is none`() {
    var tree = RegressionTree()
    tree.features = [0, -1, -1]
    tree.thresholds = [0, 0, 0]
    tree.children = [1, 0, 1]
    tree.leaves = [[0], [1]]
    #expect(tree.isSound(features: 1, models: 1))
    for (child, features) in [([0, 0, 1], 1), ([2, 0, 1], 1), ([1, 0, 2], 1), ([1, 0, 1], 0)] {
      tree.children = child.map { Int32($0) }
      #expect(!tree.isSound(features: features, models: 1))
    }
  }

  // MARK: Similarity

  @Test func `similar queries vote with their cosine squared`() throws {
    var rows = SparseRows(columnCount: 2)
    rows.append([(0, 1)])
    rows.append([(1, 1)])
    let votes = try #require(SimilarityVotes(rows: rows, qualities: [[1, 0]]))
    var queries = SparseRows(columnCount: 2)
    queries.append([(0, 0.8), (1, 0.6)])
    queries.append([])
    let predicted = votes.predict(queries)[0]
    // Votes of .64 for 1 and .36 for 0, and .05 for the mean.
    #expect((predicted[0] - (0.64 + 0.025) / 1.05).magnitude < 1e-12)
    #expect(predicted[1] == 0.5)
  }

  @Test func `queries that look the same are one row that counts for all of them`() throws {
    var rows = SparseRows(columnCount: 3)
    let kinds: [[(column: Int32, value: Double)]] = [[(0, 1), (1, 1)], [(0, 1), (2, 1)], []]
    for row in 0..<30 { rows.append(kinds[row % 7 % 3]) }
    let qualities = [(0..<30).map { Double($0 % 4) / 3 }, (0..<30).map { $0 % 5 == 0 ? 1 : 0 }]
    let merged = try #require(SimilarityVotes(learning: rows, qualities: qualities))
    #expect(merged.rows.count == 3)
    #expect(merged.counts == [13, 9, 8])
    let each = try #require(SimilarityVotes(rows: rows, qualities: qualities))
    var queries = SparseRows(columnCount: 3)
    for kind in kinds + [[(1, 0.5)]] { queries.append(kind) }
    for (left, right) in zip(merged.predict(queries), each.predict(queries)) {
      #expect(zip(left, right).allSatisfy { ($0 - $1).magnitude < 1e-12 })
    }
    #expect(SimilarityVotes(rows: rows, qualities: qualities, counts: [1]) == nil)
  }

  // MARK: Factors

  @Test func `matrix factorisation learns who wins where`() {
    let rows = Self.rows(400)
    let comparisons = (0..<400).map { row in
      FactorModel.Comparison(
        row: Int32(row), first: 1, second: 0, share: row & 1 == 1 ? 0.9 : 0.2)
    }
    let model = FactorModel(
      rows: rows, comparisons: comparisons, models: 2, options: FactorModel.Options(),
      generator: Self.generator, seed: 3)
    let strengths = model.strengths(Self.rows(2))
    let chances = zip(strengths[1], strengths[0]).map { FactorModel.chance($0, over: $1) }
    #expect(chances[0] < 0.4 && chances[1] > 0.6)
    #expect(FactorModel.chance(1, over: 1) == 0.5)
    #expect(
      (FactorModel.chance(2, over: 1) + FactorModel.chance(1, over: 2) - 1).magnitude < 1e-15)
  }
}
