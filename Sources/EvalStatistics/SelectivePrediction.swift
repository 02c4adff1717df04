/// What a confidence is worth when the least confident queries may be turned away.
///
/// Queries are kept by descending confidence. Within a tie every query counts
/// with the tie's mean loss, so the order among equals does not matter. Sums
/// run over the n numbers of queries kept, 1…n, and are divided by n.
package enum SelectivePrediction {
  /// Returns the area under the risk-coverage curve, `nil` without queries.
  ///
  /// The mean over k of the mean loss of the k most confident; Geifman, Uziel
  /// & El-Yaniv (2019). Lower is better.
  ///
  /// - Parameters:
  ///   - confidences: Any numbers but NaN; only their order counts.
  ///   - losses: The loss of each query, finite.
  /// - Returns: A number in the unit of the losses.
  package static func aurc(confidences: [Double], losses: [Double]) -> Double? {
    check(confidences, losses)
    return meanRisk(lossesByConfidence(confidences, losses))
  }

  /// Returns how far ``aurc(confidences:losses:)`` lies above that of the best order.
  ///
  /// The best order keeps the least losses first. Zero for a confidence that
  /// ranks like the losses do; not negative.
  ///
  /// - Parameters:
  ///   - confidences: Any numbers but NaN; only their order counts.
  ///   - losses: The loss of each query, finite.
  /// - Returns: A number in the unit of the losses; `nil` without queries.
  package static func excessAURC(confidences: [Double], losses: [Double]) -> Double? {
    check(confidences, losses)
    guard
      let area = meanRisk(lossesByConfidence(confidences, losses)),
      let least = meanRisk(losses.sorted())
    else { return nil }
    return max(0, area - least)
  }

  /// Returns the area under the generalised risk-coverage curve.
  ///
  /// The mean over k of the loss of the k most confident divided by n; Traub
  /// et al. (2024). A failure counts the same at every coverage; in
  /// ``aurc(confidences:losses:)`` the most confident ones outweigh the rest.
  ///
  /// - Parameters:
  ///   - confidences: Any numbers but NaN; only their order counts.
  ///   - losses: The loss of each query, finite.
  /// - Returns: A number in the unit of the losses; `nil` without queries.
  package static func augrc(confidences: [Double], losses: [Double]) -> Double? {
    check(confidences, losses)
    guard !losses.isEmpty else { return nil }
    let totals = runningTotals(lossesByConfidence(confidences, losses))
    let count = Double(losses.count)
    return CompensatedSum.sum(totals) / (count * count)
  }

  /// Returns the mean over k of the mean of the first k losses.
  private static func meanRisk(_ losses: [Double]) -> Double? {
    guard !losses.isEmpty else { return nil }
    let totals = runningTotals(losses)
    let sum = CompensatedSum.sum(count: totals.count) { totals[$0] / Double($0 + 1) }
    return sum / Double(losses.count)
  }

  private static func runningTotals(_ losses: [Double]) -> [Double] {
    var total = 0.0
    return losses.map { loss in
      total += loss
      return total
    }
  }

  /// Returns the losses from the most confident on, means within ties.
  private static func lossesByConfidence(
    _ confidences: [Double],
    _ losses: [Double]
  ) -> [Double] {
    TieGroups(ascending: confidences).groups.reversed().flatMap { group in
      let mean = CompensatedSum.sum(group.lazy.map { losses[$0] }) / Double(group.count)
      return [Double](repeating: mean, count: group.count)
    }
  }

  private static func check(_ confidences: [Double], _ losses: [Double]) {
    precondition(confidences.count == losses.count, "a loss for each confidence")
    precondition(losses.allSatisfy(\.isFinite), "a loss that is not finite")
  }
}
