/// How far two samples differ in the shares of their categories.
///
/// Both are samples: the noise of the reference counts as well. Categories
/// that are empty on both sides do not count, so the lists may name more
/// categories than occur, in any order, the same on both sides. Counts need not
/// be whole: those of a weighted sample are its shares times its effective size.
package enum CategoricalDrift {
  /// Returns Pearson's chi-squared test that both samples have the same shares.
  ///
  /// Pearson (1900) for a table of two rows; the degrees of freedom are the
  /// categories that occur, less one. The law is an approximation where
  /// expected counts are small.
  ///
  /// - Returns: `nil` when a sample is empty or fewer than two categories
  ///   occur.
  /// - Precondition: Counts are not negative, a count on each side for each
  ///   category.
  package static func chiSquaredTest(reference: [Double], current: [Double]) -> ChiSquaredTest? {
    guard let table = Table(reference, current), table.cells.count >= 2 else { return nil }
    return ChiSquaredTest(
      statistic: table.chiSquared, degreesOfFreedom: table.cells.count - 1)
  }

  /// Returns the likelihood ratio test that both samples have the same shares.
  ///
  /// G = 2 Σ O ln(O/E) (Wilks 1938), with the degrees of freedom and the
  /// edge cases of the chi-squared test. An empty cell adds nothing.
  ///
  /// - Returns: `nil` when a sample is empty or fewer than two categories
  ///   occur.
  /// - Precondition: Counts are not negative, a count on each side for each
  ///   category.
  package static func gTest(reference: [Double], current: [Double]) -> ChiSquaredTest? {
    guard let table = Table(reference, current), table.cells.count >= 2 else { return nil }
    // The sums of O and of E are the same, so that the deviances, none of them
    // negative, sum to Σ O ln(O/E).
    let deviance = CompensatedSum.sum(
      table.cells.lazy.map { cell in
        let both = cell.reference + cell.current
        return divergence(cell.reference, from: both * (table.reference / table.both))
          + divergence(cell.current, from: both * (table.current / table.both))
      })
    return ChiSquaredTest(statistic: 2 * deviance, degreesOfFreedom: table.cells.count - 1)
  }

  /// Returns the share that would have to move to make the samples the same.
  ///
  /// The total variation distance ½ Σ |p - q|, from 0 to 1.
  ///
  /// - Returns: `nil` when a sample is empty.
  /// - Precondition: Counts are not negative, a count on each side for each
  ///   category.
  package static func totalVariation(reference: [Double], current: [Double]) -> Double? {
    guard let table = Table(reference, current) else { return nil }
    let gaps = CompensatedSum.sum(table.cells.lazy.map { table.gap($0).magnitude })
    return min(1, gaps / (2 * table.reference * table.current))
  }

  /// Returns Cramér's V between sample and category, corrected for its bias.
  ///
  /// Bergsma (2013), "A bias-correction for Cramér's V and Tschuprow's T":
  /// zero wherever χ² is no larger than chance makes it on average.
  ///
  /// - Returns: A number from 0 to 1; `nil` when a sample is empty, fewer than
  ///   two categories occur, or every observation has a category of its own.
  /// - Precondition: Counts are not negative, a count on each side for each
  ///   category.
  package static func correctedCramersV(reference: [Double], current: [Double]) -> Double? {
    guard let table = Table(reference, current), table.cells.count >= 2 else { return nil }
    let freedom = Double(table.cells.count - 1)
    let others = table.both - 1
    let square = max(0, table.chiSquared / table.both - freedom / others)
    // Rows and columns less one, each corrected; here there are two rows.
    let limit = min(1 - 1 / others, freedom - freedom * freedom / others)
    return limit > 0 ? min(1, (square / limit).squareRoot()) : nil
  }

  /// Returns the Jensen–Shannon distance in bits, from 0 to 1.
  ///
  /// The square root of the divergence with logarithms to base 2 (Endres &
  /// Schindelin 2003), 1 where no category is shared.
  ///
  /// - Returns: `nil` when a sample is empty.
  /// - Precondition: Counts are not negative, a count on each side for each
  ///   category.
  package static func jensenShannonDistance(reference: [Double], current: [Double]) -> Double? {
    jensenShannonDivergence(reference, current).map { min(1, ($0 / ln2).squareRoot()) }
  }

  /// Returns the Jensen–Shannon distance in nats, from 0 to √ln 2.
  ///
  /// The same with natural logarithms, as scipy has it unless told otherwise.
  ///
  /// - Returns: `nil` when a sample is empty.
  /// - Precondition: Counts are not negative, a count on each side for each
  ///   category.
  package static func jensenShannonDistanceInNats(
    reference: [Double],
    current: [Double]
  ) -> Double? {
    jensenShannonDivergence(reference, current).map { min($0, ln2).squareRoot() }
  }

  private static let ln2 = 0.69314718055994530942

  private static func jensenShannonDivergence(
    _ reference: [Double],
    _ current: [Double]
  ) -> Double? {
    guard let table = Table(reference, current) else { return nil }
    return CompensatedSum.sum(
      table.cells.lazy.map { cell in
        let p = cell.reference / table.reference
        let q = cell.current / table.current
        let middle = (p + q) / 2
        return (divergence(p, from: middle) + divergence(q, from: middle)) / 2
      })
  }

  /// Returns x ln(x/m) - x + m, with the limit m at zero.
  private static func divergence(_ x: Double, from m: Double) -> Double {
    x == 0 ? m : Elementary.deviance(x, mean: m)
  }
}

/// Two rows of counts without the columns that are empty in both.
private struct Table {
  /// The counts of one category.
  typealias Cell = (reference: Double, current: Double)

  let cells: [Cell]
  let reference: Double
  let current: Double

  /// All observations of both rows.
  var both: Double { reference + current }

  /// Pearson's statistic.
  var chiSquared: Double {
    CompensatedSum.sum(
      cells.lazy.map { cell in
        let gap = gap(cell) / reference
        return gap * gap / (cell.reference + cell.current)
      }) * (reference / current)
  }

  /// Counts the rows; `nil` when one is empty.
  init?(_ reference: [Double], _ current: [Double]) {
    precondition(reference.count == current.count, "two counts for each category")
    precondition((reference + current).allSatisfy { $0 >= 0 }, "a negative count")
    self.reference = reference.reduce(0, +)
    self.current = current.reduce(0, +)
    guard self.reference > 0, self.current > 0 else { return nil }
    cells = zip(reference, current).filter { $0 + $1 > 0 }.map { ($0, $1) }
  }

  /// Returns the difference of a category's shares times both totals.
  ///
  /// A whole number, so that equal shares differ by exactly zero.
  func gap(_ cell: Cell) -> Double {
    cell.current * reference - cell.reference * current
  }
}
