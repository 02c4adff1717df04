/// A linear prediction of every model's quality from a query's features.
package struct LinearModel: Equatable, Sendable {
  /// For each model the weight of every feature.
  package let weights: [[Double]]
  /// For each model the prediction where no feature is known.
  package let intercepts: [Double]

  /// Takes a model as it is stored; nil where it does not fit together.
  package init?(weights: [[Double]], intercepts: [Double]) {
    guard !weights.isEmpty, weights.count == intercepts.count,
      weights.allSatisfy({ $0.count == weights[0].count }),
      weights.allSatisfy({ $0.allSatisfy(\.isFinite) }), intercepts.allSatisfy(\.isFinite)
    else { return nil }
    self.weights = weights
    self.intercepts = intercepts
  }

  /// Fits ridge regressions, one for each model: least Σ(y − a − w·x)² + penalty·|w|².
  ///
  /// Conjugate gradients on the centred normal equations (Hestenes and Stiefel 1952); O(entries)
  /// for each of at most `steps` steps.
  ///
  /// - Parameters:
  ///   - rows: The features of the training queries, at least one.
  ///   - targets: For each model the quality on every query.
  ///   - penalty: The penalty, above zero.
  ///   - steps: The most steps.
  package init(rows: SparseRows, targets: [[Double]], penalty: Double, steps: Int = 200) {
    let means = Self.columnMeans(rows)
    let fits = targets.map { target -> (weights: [Double], intercept: Double) in
      let mean = target.reduce(0, +) / Double(rows.count)
      let weights = Self.solve(
        rows, means, target.map { $0 - mean }, penalty: penalty, steps: steps)
      var offset = 0.0
      for column in means.indices { offset += means[column] * weights[column] }
      return (weights, mean - offset)
    }
    weights = fits.map(\.weights)
    intercepts = fits.map(\.intercept)
  }

  /// Returns for each model the prediction on every row.
  package func predict(_ rows: SparseRows) -> [[Double]] {
    zip(weights, intercepts).map { weights, intercept in
      Self.product(rows, weights).map { $0 + intercept }
    }
  }

  private static func columnMeans(_ rows: SparseRows) -> [Double] {
    var sums = [Double](repeating: 0, count: rows.columnCount)
    for place in rows.columns.indices { sums[Int(rows.columns[place])] += rows.values[place] }
    return sums.map { $0 / Double(rows.count) }
  }

  private static func solve(
    _ rows: SparseRows, _ means: [Double], _ target: [Double], penalty: Double, steps: Int
  ) -> [Double] {
    var solution = [Double](repeating: 0, count: rows.columnCount)
    var residual = transposedProduct(rows, means, target)
    var direction = residual
    var square = dot(residual, residual)
    let goal = square * 1e-12
    var step = 0
    while square > goal, step < steps {
      let along = centred(product(rows, direction), dot(means, direction))
      var image = transposedProduct(rows, means, along)
      for column in image.indices { image[column] += penalty * direction[column] }
      let length = square / dot(direction, image)
      for column in solution.indices {
        solution[column] += length * direction[column]
        residual[column] -= length * image[column]
      }
      let next = dot(residual, residual)
      let turn = next / square
      for column in direction.indices {
        direction[column] = residual[column] + turn * direction[column]
      }
      square = next
      step += 1
    }
    return solution
  }

  private static func product(_ rows: SparseRows, _ vector: [Double]) -> [Double] {
    (0..<rows.count).map { row in
      var sum = 0.0
      for place in rows.range(of: row) {
        sum += rows.values[place] * vector[Int(rows.columns[place])]
      }
      return sum
    }
  }

  /// Xᵀv of the centred rows.
  private static func transposedProduct(
    _ rows: SparseRows, _ means: [Double], _ vector: [Double]
  ) -> [Double] {
    var result = [Double](repeating: 0, count: rows.columnCount)
    for row in 0..<rows.count {
      for place in rows.range(of: row) {
        result[Int(rows.columns[place])] += rows.values[place] * vector[row]
      }
    }
    let total = vector.reduce(0, +)
    for column in result.indices { result[column] -= means[column] * total }
    return result
  }

  private static func centred(_ values: [Double], _ mean: Double) -> [Double] {
    values.map { $0 - mean }
  }

  private static func dot(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for index in left.indices { sum += left[index] * right[index] }
    return sum
  }
}
