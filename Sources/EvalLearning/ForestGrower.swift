package import EvalStatistics

/// Grows the trees of a random forest (Breiman 2001) on sparse rows.
///
/// Every tree sees its own draw of the queries; every node looks at its own draw of the features
/// and asks either whether a feature is there at all, or whether it weighs more than in half of the
/// queries that have it. A question is as good as the squared error that it takes away, summed over
/// the models.
package struct ForestGrower: Sendable {
  /// How a forest is grown.
  package struct Options: Equatable, Sendable {
    /// How many trees.
    package var trees = 100
    /// The fewest queries at a leaf.
    package var leaf = 5
    /// The share of the features that a node looks at.
    package var featureShare = 0.05
    /// No question is asked deeper than this.
    package var depth = 200

    package init() {}
  }

  private let rows: SparseRows
  private let columns: SparseRows
  /// For each feature the weight that half of the queries with it stay below or at.
  private let medians: [Double]
  /// For each query the quality of every model, one after the other.
  private let targets: [Double]
  private let models: Int
  private let options: Options
  private let generator: Philox4x32
  private let seed: UInt64

  /// Prepares the training set; O(entries).
  ///
  /// - Parameters:
  ///   - rows: The features of the queries, at least one.
  ///   - targets: For each model the quality on every query.
  ///   - options: How the trees are grown.
  ///   - generator: The stream of draws.
  ///   - seed: The seed.
  package init(
    rows: SparseRows, targets: [[Double]], options: Options, generator: Philox4x32, seed: UInt64
  ) {
    self.rows = rows
    self.columns = rows.transposed
    self.models = targets.count
    self.options = options
    self.generator = generator
    self.seed = seed
    self.targets = (0..<rows.count).flatMap { row in targets.map { $0[row] } }
    let columns = self.columns
    medians = (0..<columns.count).map { feature in
      let values = columns.values[columns.range(of: feature)].sorted()
      return values.isEmpty ? 0 : values[(values.count - 1) / 2]
    }
  }

  /// Grows one tree; trees may be grown in any order, on any thread.
  package func tree(_ number: Int) -> RegressionTree {
    var growth = Growth(self, number)
    growth.grow()
    return growth.tree
  }

  fileprivate func words(_ draw: Int, tree: Int) -> SIMD4<UInt32> {
    generator.block(
      SIMD4(
        UInt32(truncatingIfNeeded: draw), UInt32(truncatingIfNeeded: tree),
        UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
  }
}

extension ForestGrower {
  /// One tree on its way.
  private struct Growth {
    private let grower: ForestGrower
    private let number: Int
    private(set) var tree = RegressionTree()
    /// How often each query was drawn.
    private var multiplicity: [Double]
    /// The queries, those of each open node side by side.
    private var members: [Int32] = []
    /// For each query the node that it stands at.
    private var place: [Int32]
    /// What the features of the node at hand came to: above zero, and above the median.
    private var sums: [Double]
    private var stamps: [Int32]
    private var draws = 0

    private struct Node {
      var index: Int
      var range: Range<Int>
      var depth: Int
    }

    private struct Split {
      var gain: Double
      var feature: Int32
      var threshold: Double
    }

    init(_ grower: ForestGrower, _ number: Int) {
      self.grower = grower
      self.number = number
      let count = grower.rows.count
      multiplicity = [Double](repeating: 0, count: count)
      place = [Int32](repeating: -1, count: count)
      sums = [Double](repeating: 0, count: grower.columns.count * 2 * (grower.models + 1))
      stamps = [Int32](repeating: -1, count: grower.columns.count)
      for draw in 0..<((count + 3) / 4) {
        let words = grower.words(draw, tree: number)
        for lane in 0..<min(4, count - 4 * draw) {
          multiplicity[Int(RandomIndex.multiplyShift(words[lane], below: UInt32(count)))] += 1
        }
      }
      draws = (count + 3) / 4
      members = (0..<count).filter { multiplicity[$0] > 0 }.map(Int32.init)
    }

    mutating func grow() {
      var open = [Node(index: add(), range: members.indices, depth: 0)]
      while let node = open.popLast() {
        let totals = totals(of: node)
        guard let split = split(node, totals) else {
          tree.children[node.index] = Int32(tree.leaves.count)
          tree.leaves.append((0..<grower.models).map { totals[1 + $0] / totals[0] })
          continue
        }
        let middle = divide(node, split)
        let left = add()
        let right = add()
        tree.features[node.index] = split.feature
        tree.thresholds[node.index] = split.threshold
        tree.children[node.index] = Int32(left)
        open.append(
          Node(index: right, range: middle..<node.range.upperBound, depth: node.depth + 1))
        open.append(
          Node(index: left, range: node.range.lowerBound..<middle, depth: node.depth + 1))
      }
    }

    private mutating func add() -> Int {
      tree.features.append(-1)
      tree.thresholds.append(0)
      tree.children.append(0)
      return tree.features.count - 1
    }

    /// The weight of a node's queries, then the weighted sum of every model's quality.
    private func totals(of node: Node) -> [Double] {
      var totals = [Double](repeating: 0, count: grower.models + 1)
      for member in members[node.range] {
        let row = Int(member)
        totals[0] += multiplicity[row]
        for model in 0..<grower.models {
          totals[1 + model] += multiplicity[row] * grower.targets[row * grower.models + model]
        }
      }
      return totals
    }

    private mutating func split(_ node: Node, _ totals: [Double]) -> Split? {
      guard node.depth < grower.options.depth, totals[0] >= 2 * Double(grower.options.leaf) else {
        return nil
      }
      let features = candidates(node)
      gather(node, features)
      var best: Split?
      for feature in features {
        for (isHigh, threshold) in [(false, 0), (true, grower.medians[Int(feature)])] {
          let gain = gain(Int(feature), isHigh, totals)
          if gain > (best?.gain ?? 1e-9) {
            best = Split(gain: gain, feature: feature, threshold: threshold)
          }
        }
      }
      return best
    }

    /// Draws the features that a node looks at, ascending, each once.
    private mutating func candidates(_ node: Node) -> [Int32] {
      let count = grower.columns.count
      let wanted = max(1, Int(Double(count) * grower.options.featureShare))
      var features: [Int32] = []
      var lane = 4
      var words = SIMD4<UInt32>()
      for _ in 0..<wanted {
        if lane == 4 {
          words = grower.words(draws, tree: number)
          draws += 1
          lane = 0
        }
        let feature = RandomIndex.multiplyShift(words[lane], below: UInt32(count))
        lane += 1
        guard stamps[Int(feature)] != Int32(node.index) else { continue }
        stamps[Int(feature)] = Int32(node.index)
        features.append(Int32(feature))
      }
      let width = 2 * (grower.models + 1)
      for feature in features {
        for slot in Int(feature) * width..<(Int(feature) + 1) * width { sums[slot] = 0 }
      }
      return features.sorted()
    }

    /// Sums the node's queries up by feature, by rows or by columns, whichever has less to do.
    private mutating func gather(_ node: Node, _ features: [Int32]) {
      let rows = grower.rows
      let byRows = members[node.range].reduce(0) { $0 + rows.range(of: Int($1)).count }
      let byColumns = features.reduce(0) { $0 + grower.columns.range(of: Int($1)).count }
      if byRows <= byColumns {
        for member in members[node.range] {
          for entry in rows.range(of: Int(member)) {
            let feature = rows.columns[entry]
            guard stamps[Int(feature)] == Int32(node.index) else { continue }
            count(Int(member), Int(feature), rows.values[entry])
          }
        }
        return
      }
      for member in members[node.range] { place[Int(member)] = Int32(node.index) }
      for feature in features {
        for entry in grower.columns.range(of: Int(feature)) {
          let row = Int(grower.columns.columns[entry])
          guard place[row] == Int32(node.index) else { continue }
          count(row, Int(feature), grower.columns.values[entry])
        }
      }
    }

    @inline(__always)
    private mutating func count(_ row: Int, _ feature: Int, _ value: Double) {
      let width = grower.models + 1
      let isHigh = value > grower.medians[feature]
      let slot = (feature * 2 + (isHigh ? 1 : 0)) * width
      sums[slot] += multiplicity[row]
      for model in 0..<grower.models {
        sums[slot + 1 + model] += multiplicity[row] * grower.targets[row * grower.models + model]
      }
    }

    /// The squared error that a question takes away; 0 where a side would be too small.
    private func gain(_ feature: Int, _ isHigh: Bool, _ totals: [Double]) -> Double {
      let width = grower.models + 1
      let high = (feature * 2 + 1) * width
      let low = feature * 2 * width
      let right = sums[high] + (isHigh ? 0 : sums[low])
      let left = totals[0] - right
      let least = Double(grower.options.leaf)
      guard right >= least, left >= least else { return 0 }
      var gain = 0.0
      for model in 1..<width {
        let sum = sums[high + model] + (isHigh ? 0 : sums[low + model])
        let rest = totals[model] - sum
        gain += sum * sum / right + rest * rest / left - totals[model] * totals[model] / totals[0]
      }
      return gain
    }

    /// Puts the queries that go left before those that go right, both in their order.
    private mutating func divide(_ node: Node, _ split: Split) -> Int {
      var goesRight: Set<Int32> = []
      for entry in grower.columns.range(of: Int(split.feature))
      where grower.columns.values[entry] > split.threshold {
        goesRight.insert(grower.columns.columns[entry])
      }
      let own = members[node.range]
      let left = own.filter { !goesRight.contains($0) }
      let right = own.filter { goesRight.contains($0) }
      members.replaceSubrange(node.range, with: left + right)
      return node.range.lowerBound + left.count
    }
  }
}
