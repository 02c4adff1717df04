import EvalStatistics
import Testing

struct PairedMeanTests {
  @Test func `the sparse form has the error of the dense one`() throws {
    var sample = SeededSample(seed: 5)
    let normals = sample.normals(60)
    let values = normals.indices.map { $0 % 5 == 0 ? normals[$0] : 0 }
    let clusters = (0..<60).map { Int32($0 / 3) }
    let dense = try #require(
      ClusterRobust.mean(values: values, weights: nil, clusters: clusters, clusterCount: 20))
    var totals: [Double] = []
    for cluster in 0..<20 {
      let total = values[(cluster * 3)..<(cluster * 3 + 3)].reduce(0, +)
      if total != 0 { totals.append(total) }
    }
    let sparse = try #require(
      PairedMean(
        totals: totals, weights: totals.map { _ in 3 },
        sample: ClusterSample(clusterWeights: [Double](repeating: 3, count: 20))))
    #expect(isClose(sparse.mean, dense.mean, relative: 1e-12))
    #expect(isClose(sparse.standardError, dense.standardError, relative: 1e-12))
    #expect(sparse.degreesOfFreedom == dense.degreesOfFreedom)
    #expect(sparse.changedClusters == totals.count)
  }

  @Test func `the known differences have the known error`() throws {
    // `paired_diff_cluster_se`, to 1e-11.
    let differences = [
      0, 0, -1, 0, 1, 0, 0, -1, 0, 0, -1, -1, 0, 0, 1, 0, 0, 0, -1, 0, 0, 0, 0, -1,
    ]
    var totals = [Double](repeating: 0, count: 8)
    for (index, value) in differences.enumerated() { totals[index / 3] += Double(value) }
    let mean = try #require(
      PairedMean(
        totals: totals, weights: [Double](repeating: 3, count: 8),
        sample: ClusterSample(clusterWeights: [Double](repeating: 3, count: 8))))
    #expect(isClose(mean.mean, -1.0 / 6, relative: 1e-11))
    #expect(isClose(mean.standardError, 0.1259881576697424, relative: 1e-11))
    #expect(mean.degreesOfFreedom == 7)
  }

  @Test func `few changes do not make a narrow interval`() throws {
    let none = try #require(
      PairedMean(totals: [], weights: [], sample: ClusterSample(members: 500)))
    let interval = none.interval(confidence: 0.90, range: 1)
    #expect(isClose(interval.high, 0.005381964629841942, relative: 1e-8))
    #expect(interval.low == -interval.high)
    let twice = none.interval(confidence: 0.90, range: 2)
    #expect(isClose(twice.high, 2 * interval.high, relative: 1e-12))
  }

  @Test func `one cluster has no error`() {
    #expect(
      PairedMean(totals: [1], weights: [5], sample: ClusterSample(clusterWeights: [5])) == nil)
  }
}
