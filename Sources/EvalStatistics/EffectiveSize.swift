/// How many equal weights unequal ones are worth.
package enum EffectiveSize {
  /// Returns the effective size of a weighted sample.
  ///
  /// Kish (1965), "Survey sampling": (Σw)²/Σw², the size of a sample of equal
  /// weights whose mean has the same variance, where values do not depend on
  /// their weights.
  ///
  /// - Parameters:
  ///   - total: Σw.
  ///   - squares: Σw².
  /// - Returns: Zero without a weight, else at least one and at most the size.
  package static func kish(total: Double, squares: Double) -> Double {
    squares > 0 ? total * total / squares : 0
  }

  /// Returns the effective size of a sample with these weights, above zero.
  package static func kish(_ weights: [Int64]) -> Double {
    let total = weights.reduce(Int128(0)) { $0 + Int128($1) }
    let squares = weights.reduce(Int128(0)) { $0 + Int128($1) * Int128($1) }
    return kish(total: Double(total), squares: Double(squares))
  }
}
