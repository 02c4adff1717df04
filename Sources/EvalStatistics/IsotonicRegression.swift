/// The non-decreasing function of a score that fits values best.
package enum IsotonicRegression {
  /// Returns the weighted least-squares fit at each score, in the order given.
  ///
  /// Pool adjacent violators (Ayer, Brunk, Ewing, Reid & Silverman 1955), with
  /// tied scores pooled first, so that equal scores have equal fits. Each fit
  /// is a weighted mean of values; for values of 0, ½ and 1 it is rounded once,
  /// and a sample in another order has the same bits.
  ///
  /// - Parameters:
  ///   - scores: Any numbers but NaN; only their order counts.
  ///   - values: What is fitted, finite.
  ///   - weights: A weight above zero for each value; `nil` for all ones.
  /// - Returns: As many fits as scores, none for none.
  package static func fit(
    scores: [Double],
    values: [Double],
    weights: [Int64]?
  ) -> [Double] {
    precondition(scores.count == values.count, "a value for each score")
    precondition(values.allSatisfy(\.isFinite), "a value that is not finite")
    let weights = ScoredLabels.numbers(weights, count: scores.count)
    let ties = TieGroups(ascending: scores)
    var blocks: [Block] = []
    for range in ties.ranges {
      let members = ties.order[range]
      var block = Block(
        end: range.upperBound,
        weight: CompensatedSum.sum(members.lazy.map { weights[$0] }),
        total: CompensatedSum.sum(members.lazy.map { weights[$0] * values[$0] })
      )
      while let last = blocks.last, last.mean >= block.mean {
        block.join(last)
        blocks.removeLast()
      }
      blocks.append(block)
    }
    var fits = [Double](repeating: 0, count: scores.count)
    var start = 0
    for block in blocks {
      for index in ties.order[start..<block.end] { fits[index] = block.mean }
      start = block.end
    }
    return fits
  }
}

/// Neighbours in score that share one fit.
private struct Block {
  /// The place after the block's last member in ascending order.
  let end: Int

  /// The weight of the members.
  private(set) var weight: Double

  /// The weighted sum of the members' values.
  private(set) var total: Double

  init(end: Int, weight: Double, total: Double) {
    self.end = end
    self.weight = weight
    self.total = total
  }

  /// The fit of the members.
  var mean: Double { total / weight }

  /// Takes in the block just below.
  mutating func join(_ lower: Block) {
    weight += lower.weight
    total += lower.total
  }
}
