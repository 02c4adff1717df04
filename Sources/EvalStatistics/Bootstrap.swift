/// What a statistic would be on other samples, by drawing from the sample itself.
///
/// A statistic is a function of how often each member of the sample, or each
/// cluster of it, is drawn. Efron (1979). For samples beyond a handful see
/// ``ClusterBootstrap``; for intervals ``BootstrapInterval``.
package enum Bootstrap {
  /// The largest sample drawn from in every way: 7⁷ is 823,543.
  package static let greatestExhaustiveCount = 7

  /// Returns a statistic of every sample that can be drawn, in ascending order.
  ///
  /// All n^n ways of drawing n members with replacement, each once: the
  /// distribution that random draws approach, without chance.
  ///
  /// - Parameters:
  ///   - count: The size n of the sample, from 1 to
  ///     ``greatestExhaustiveCount``.
  ///   - statistic: A function of how often each member is drawn; `nil` where it
  ///     is undefined.
  /// - Returns: n^n numbers; `nil` when one is undefined.
  package static func exhaustive(
    count: Int,
    statistic: ([Int32]) -> Double?
  ) -> [Double]? {
    precondition(1...greatestExhaustiveCount ~= count, "too many ways to draw the sample")
    var draws = [Int](repeating: 0, count: count)
    var counts = [Int32](repeating: 0, count: count)
    counts[0] = Int32(count)
    var values: [Double] = []
    while true {
      guard let value = statistic(counts) else { return nil }
      values.append(value)
      guard advance(&draws, &counts) else { break }
    }
    return sorted(values)
  }

  /// Returns a statistic of the sample with each member left out in turn.
  ///
  /// The jackknife of Quenouille (1949), in the order of the members.
  ///
  /// - Parameters:
  ///   - count: The size of the sample, above zero.
  ///   - statistic: A function of how often each member counts; `nil` where it
  ///     is undefined.
  /// - Returns: As many numbers as members; `nil` when one is undefined.
  package static func jackknife(
    count: Int,
    statistic: ([Int32]) -> Double?
  ) -> [Double]? {
    precondition(count > 0, "a sample without members")
    var counts = [Int32](repeating: 1, count: count)
    var values: [Double] = []
    for index in 0..<count {
      counts[index] = 0
      guard let value = statistic(counts) else { return nil }
      values.append(value)
      counts[index] = 1
    }
    return values
  }

  /// Returns replicates in ascending order.
  static func sorted(_ values: [Double]) -> [Double] {
    precondition(values.allSatisfy(\.isFinite), "a statistic that is not finite")
    return values.sorted()
  }

  /// Goes to the next way of drawing, counting up like digits; false at the end.
  private static func advance(_ draws: inout [Int], _ counts: inout [Int32]) -> Bool {
    for place in draws.indices {
      counts[draws[place]] -= 1
      draws[place] = (draws[place] + 1) % draws.count
      counts[draws[place]] += 1
      if draws[place] > 0 { return true }
    }
    return false
  }
}
