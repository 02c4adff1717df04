/// P values adjusted for the number of tests that they stand among.
///
/// Each rule returns an adjusted p for every test, in the order given; a test
/// is rejected where that is at or below the level. A test whose p cannot be
/// computed takes part with p = 1: left out, it would make the others too easy.
package enum MultipleTesting {
  /// Adjusted values this close above the level count as reaching it, so that
  /// rounding does not decide where they are equal.
  private static let slack = 1e-12

  /// Returns p times the number of tests.
  ///
  /// Controls the chance of any false rejection, whatever the dependence.
  ///
  /// - Precondition: Every p lies in [0, 1].
  package static func bonferroni(_ pValues: [Double]) -> [Double] {
    check(pValues)
    return pValues.map { min(1, $0 * Double(pValues.count)) }
  }

  /// Returns p values adjusted step by step from the least.
  ///
  /// Holm (1979): the largest of (n-j+1)·p₍ⱼ₎ up to the rank. Controls what
  /// ``bonferroni(_:)`` does and never rejects less.
  ///
  /// - Precondition: Every p lies in [0, 1].
  package static func holm(_ pValues: [Double]) -> [Double] {
    let order = ascending(pValues)
    var adjusted = pValues
    var largest = 0.0
    for (position, index) in order.enumerated() {
      largest = max(largest, min(1, pValues[index] * Double(order.count - position)))
      adjusted[index] = largest
    }
    return adjusted
  }

  /// Returns p values adjusted for the share of false rejections.
  ///
  /// Benjamini & Hochberg (1995): the least of n·p₍ⱼ₎/j from the rank on.
  /// Holds for independent tests, and for those positively dependent.
  ///
  /// - Precondition: Every p lies in [0, 1].
  package static func benjaminiHochberg(_ pValues: [Double]) -> [Double] {
    stepUp(pValues, factor: 1)
  }

  /// Returns p values adjusted for the share of false rejections under any
  /// dependence.
  ///
  /// Benjamini & Yekutieli (2001): those of ``benjaminiHochberg(_:)`` times
  /// 1 + 1/2 + … + 1/n.
  ///
  /// - Precondition: Every p lies in [0, 1].
  package static func benjaminiYekutieli(_ pValues: [Double]) -> [Double] {
    stepUp(pValues, factor: CompensatedSum.sum(count: pValues.count) { 1 / Double($0 + 1) })
  }

  /// Returns which tests are rejected: those adjusted to the level or below.
  ///
  /// A p exactly at its boundary rejects. Products such as 3·0.1 may miss it
  /// by a rounding, so 1e-12 of the level is allowed for.
  ///
  /// - Precondition: `level` lies in [0, 1].
  package static func rejections(adjusted: [Double], level: Double) -> [Bool] {
    precondition(0...1 ~= level, "a level is a probability")
    return adjusted.map { $0 <= level * (1 + slack) }
  }

  private static func stepUp(_ pValues: [Double], factor: Double) -> [Double] {
    let order = ascending(pValues)
    let count = Double(order.count)
    var adjusted = pValues
    var least = 1.0
    for (position, index) in order.enumerated().reversed() {
      // The ratio first: the greatest p keeps its bits.
      least = min(least, pValues[index] * (factor * (count / Double(position + 1))))
      adjusted[index] = least
    }
    return adjusted
  }

  /// Returns the indices by ascending p, equal ones by index.
  private static func ascending(_ pValues: [Double]) -> [Int] {
    check(pValues)
    return pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
  }

  private static func check(_ pValues: [Double]) {
    precondition(pValues.allSatisfy { 0...1 ~= $0 }, "a p value that is no probability")
  }
}
