import Testing

@testable import EvalStatistics

struct StratifiedMeanTests {
  private typealias Cluster = StratifiedMean.Cluster

  private func stratum(
    mean: Double, _ residuals: [Double], from number: Int = 0
  ) -> StratifiedMean.Stratum {
    StratifiedMean.Stratum(
      mean: mean,
      clusters: residuals.enumerated().map {
        Cluster(number: number + $0.offset, weight: 1, residual: $0.element)
      })
  }

  @Test func `one stratum is a mean with its CR1 error`() throws {
    let values = [1.0, 4, 2, 9, 3]
    let mean = try #require(
      ClusterRobust.mean(
        values: values, weights: nil, clusters: [0, 1, 2, 3, 4], clusterCount: 5))
    let mixed = try #require(
      StratifiedMean(
        strata: [stratum(mean: 3.8, values.map { $0 - 3.8 })], shares: [1], origin: .given))
    #expect((mixed.mean - 3.8).magnitude < 1e-12)
    #expect((mixed.variance.squareRoot() - mean.standardError).magnitude < 1e-12)
    #expect((mixed.degreesOfFreedom - 4).magnitude < 1e-12)
    #expect(
      (mixed.reach(confidence: 0.95) - 2.7764451051977987 * mean.standardError).magnitude < 1e-9)
  }

  @Test func `clusters of one stratum add their variances, clusters of both their residuals`()
    throws
  {
    // Each factor is ½·√2/2; squared 1/8.
    let (one, other) = (stratum(mean: 1, [0.1, -0.1]), stratum(mean: 2, [0.2, -0.2], from: 2))
    let apart = try #require(
      StratifiedMean(strata: [one, other], shares: [0.5, 0.5], origin: .given))
    #expect(apart.mean == 1.5)
    #expect((apart.variance - (0.02 + 0.08) / 8).magnitude < 1e-12)
    let both = stratum(mean: 2, [0.2, -0.2])
    let together = try #require(
      StratifiedMean(strata: [one, both], shares: [0.5, 0.5], origin: .given))
    #expect((together.variance - 2 * 0.09 / 8).magnitude < 1e-12)
    #expect(together.degreesOfFreedom == 1)
  }

  @Test func `counted shares add the variance of a multinomial sample`() throws {
    let strata = [stratum(mean: 0, [0, 0]), stratum(mean: 1, [0, 0], from: 2)]
    let mixed = try #require(
      StratifiedMean(strata: strata, shares: [0.75, 0.25], origin: .counted(48)))
    #expect(mixed.variance == 0)
    #expect((mixed.sharesVariance - 0.1875 / 48).magnitude < 1e-15)
    #expect((mixed.degreesOfFreedom - 47).magnitude < 1e-9)
  }

  @Test func `shares that were counted in conversations vary as these do`() throws {
    let strata = [stratum(mean: 0, [0, 0]), stratum(mean: 1, [0, 0], from: 2)]
    // Residuals 3·(0 - ¼) and 1·(1 - ¼): 2·(0.5625 + 0.5625)/16.
    let mixed = try #require(
      StratifiedMean(
        strata: strata, shares: [0.75, 0.25], origin: .countedInClusters([[(0, 3)], [(1, 1)]])))
    #expect((mixed.sharesVariance - 0.140625).magnitude < 1e-12)
  }

  @Test func `a stratum of one cluster has no error, unless nobody asks for it`() {
    let strata = [stratum(mean: 0, [0.5, -0.5]), stratum(mean: 1, [0], from: 2)]
    #expect(StratifiedMean(strata: strata, shares: [0.5, 0.5], origin: .given) == nil)
    #expect(StratifiedMean(strata: strata, shares: [1, 0], origin: .given) != nil)
    #expect(StratifiedMean(strata: strata, shares: [1, 0], origin: .counted(1)) == nil)
    #expect(StratifiedMean(strata: strata, shares: [0, 0], origin: .given) == nil)
  }
}
