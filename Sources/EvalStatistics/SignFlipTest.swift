/// The one-sided sign-flip test of cluster totals: whether things got worse.
///
/// Where two routers are exchangeable, the total difference of a cluster is as likely as its
/// negative. The p value is the share of all choices of signs under which the sum is no larger than
/// the one seen. Only clusters whose total is not zero matter; whole clusters are flipped, for
/// queries of one cluster are not independent.
package enum SignFlipTest {
  /// The most clusters for which every choice of signs is tried: 2²⁰ of them.
  package static let exactLimit = 20
  /// How many random choices of signs are tried beyond that.
  package static let draws = 9_999

  /// Returns the p value, exact up to `exactLimit` clusters.
  ///
  /// - Parameters:
  ///   - totals: Per cluster, the weighted differences summed, in integer units; the sum of their
  ///     magnitudes is below 2⁶¹.
  ///   - signs: The stream of random signs, used beyond `exactLimit` only.
  /// - Returns: A p value above zero; one where every total is zero.
  package static func pValue(totals: [Int64], signs: SignStream) -> Double {
    let totals = totals.filter { $0 != 0 }
    if totals.count <= exactLimit {
      let (extreme, all) = enumerate(totals)
      return Double(extreme) / Double(all)
    }
    var extreme = 0
    for replicate in 0..<draws {
      var flipped: Int64 = 0
      signs.forEachFlip(replicate, of: totals.count) { flipped += totals[$0] }
      // The sum is the one seen less twice what is flipped.
      if flipped >= 0 { extreme += 1 }
    }
    return Double(1 + extreme) / Double(1 + draws)
  }

  /// Returns the smallest p value that so many clusters can give: 2⁻ⁿ, where all say the same.
  package static func leastP(clusters: Int) -> Double {
    (0..<min(clusters, 1000)).reduce(1.0) { p, _ in p / 2 }
  }

  /// Returns how many of all choices of signs give a sum no larger than the one seen.
  ///
  /// Complexity: O(2ⁿ), in the order of a Gray code, one addition each.
  ///
  /// - Precondition: There are at most 30 totals.
  package static func enumerate(_ totals: [Int64]) -> (extreme: Int, all: Int) {
    precondition(totals.count <= 30, "too many totals to try every choice of signs")
    let all = 1 << totals.count
    var extreme = 1
    // The sum over the flipped ones: the new sum is the old one less twice that.
    var flipped: Int64 = 0
    var state = 0
    for step in 1..<max(all, 1) {
      let bit = step.trailingZeroBitCount
      state ^= 1 << bit
      flipped += state & (1 << bit) != 0 ? totals[bit] : -totals[bit]
      if flipped >= 0 { extreme += 1 }
    }
    return (extreme, all)
  }
}
