import EvalStatistics
import Testing

struct ClusterRobustTests {
  /// The case `paired_diff_cluster_se` of the known answers.
  private static let differences: [Double] = [
    0, 0, -1, 0, 1, 0, 0, -1, 0, 0, -1, -1, 0, 0, 1, 0, 0, 0, -1, 0, 0, 0, 0, -1,
  ]
  private static let clusters: [Int32] = (0..<24).map { Int32($0 / 3) }
  private static let singletons: [Int32] = (0..<24).map { Int32($0) }

  @Test func `a clustered mean meets the known answer`() throws {
    let estimate = try #require(
      ClusterRobust.mean(
        values: Self.differences, weights: nil, clusters: Self.clusters, clusterCount: 8))
    #expect(isClose(estimate.mean, -0.16666666666666666, relative: 1e-11))
    #expect(isClose(estimate.standardError, 0.1259881576697424, relative: 1e-11))
    #expect(estimate.degreesOfFreedom == 7)
    #expect(estimate.clusters == 8)
  }

  @Test func `a mean of independent values meets the known answer`() throws {
    let estimate = try #require(
      ClusterRobust.mean(
        values: Self.differences, weights: nil, clusters: Self.singletons,
        clusterCount: 24))
    #expect(isClose(estimate.standardError, 0.11526067913468745, relative: 1e-11))
    #expect(estimate.degreesOfFreedom == 23)
  }

  @Test func `bounds and p meet the known answer`() throws {
    let iid = try #require(
      ClusterRobust.mean(
        values: Self.differences, weights: nil, clusters: Self.singletons,
        clusterCount: 24))
    let clustered = try #require(
      ClusterRobust.mean(
        values: Self.differences, weights: nil, clusters: Self.clusters, clusterCount: 8))
    let expected: [(MeanEstimate, [Double])] = [
      (iid, [-0.36420866290439574, 0.030875329571062426]),
      (clustered, [-0.40536113468246693, 0.07202780134913364]),
    ]
    for (estimate, bounds) in expected {
      let t = StudentT.quantile(0.95, degreesOfFreedom: estimate.degreesOfFreedom)
      let half = t * estimate.standardError
      #expect(
        isClose(estimate.mean - half, estimate.mean + half, bounds, relative: 1e-11))
    }
    let statistic = clustered.mean / clustered.standardError
    let p = StudentT.cdf(statistic, degreesOfFreedom: clustered.degreesOfFreedom)
    #expect(isClose(p, 0.11372640902988149, relative: 1e-11))
    let ratio = clustered.standardError / iid.standardError
    #expect(isClose(ratio * ratio, 1.1948051948051943, relative: 1e-11))
  }

  @Test func `fewer than two clusters have no estimate`() {
    #expect(
      ClusterRobust.mean(values: [], weights: nil, clusters: [], clusterCount: 0) == nil)
    #expect(
      ClusterRobust.mean(values: [], weights: [], clusters: [], clusterCount: 3) == nil)
    #expect(
      ClusterRobust.mean(values: [1, 2], weights: nil, clusters: [0, 0], clusterCount: 1)
        == nil)
    #expect(
      ClusterRobust.mean(values: [1, 2], weights: nil, clusters: [3, 3], clusterCount: 9)
        == nil)
    #expect(ClusterRobust.standardError(residualTotals: [], totalWeight: 1) == nil)
    #expect(ClusterRobust.standardError(residualTotals: [2], totalWeight: 1) == nil)
  }

  @Test func `equal values have no error`() throws {
    let estimate = try #require(
      ClusterRobust.mean(
        values: [Double](repeating: 0.5, count: 6), weights: nil,
        clusters: [0, 1, 2, 3, 4, 5], clusterCount: 6))
    #expect(estimate.mean == 0.5)
    #expect(estimate.standardError == 0)
  }

  @Test func `clusters without members do not count`() throws {
    let spread = Self.clusters.map { $0 * 10 + 5 }
    let whole = ClusterRobust.mean(
      values: Self.differences, weights: nil, clusters: Self.clusters, clusterCount: 8)
    let sparse = ClusterRobust.mean(
      values: Self.differences, weights: nil, clusters: spread, clusterCount: 100)
    #expect(whole != nil)
    #expect(whole == sparse)
  }

  @Test func `weights of one change nothing`() {
    let plain = ClusterRobust.mean(
      values: Self.differences, weights: nil, clusters: Self.clusters, clusterCount: 8)
    let weighted = ClusterRobust.mean(
      values: Self.differences, weights: [Int64](repeating: 1, count: 24),
      clusters: Self.clusters, clusterCount: 8)
    #expect(plain == weighted)
  }

  @Test func `a weight is that many copies in the same cluster`() throws {
    var source = SeededSample(seed: 131)
    let values = source.normals(40)
    let weights = (0..<40).map { _ in Int64(source.integer(1...4)) }
    let clusters = (0..<40).map { Int32($0 % 13) }
    let copies = zip(values.indices, weights).flatMap { index, weight in
      [Int](repeating: index, count: Int(weight))
    }
    let weighted = try #require(
      ClusterRobust.mean(
        values: values, weights: weights, clusters: clusters, clusterCount: 13))
    let copied = try #require(
      ClusterRobust.mean(
        values: copies.map { values[$0] }, weights: nil,
        clusters: copies.map { clusters[$0] }, clusterCount: 13))
    #expect(isClose(weighted.mean, copied.mean, relative: 1e-13))
    #expect(isClose(weighted.standardError, copied.standardError, relative: 1e-13))
    #expect(isClose(weighted.degreesOfFreedom, copied.degreesOfFreedom, relative: 1e-13))
  }

  @Test func `the numbering of clusters does not matter`() throws {
    var source = SeededSample(seed: 132)
    let values = source.normals(60)
    let clusters = (0..<60).map { _ in Int32(source.integer(0...11)) }
    let reversed = clusters.map { 11 - $0 }
    let one = try #require(
      ClusterRobust.mean(values: values, weights: nil, clusters: clusters, clusterCount: 12))
    let other = try #require(
      ClusterRobust.mean(values: values, weights: nil, clusters: reversed, clusterCount: 12))
    #expect(one.mean == other.mean)
    #expect(isClose(one.standardError, other.standardError, relative: 1e-14))
  }

  @Test func `shifting and scaling the values does so to the estimate`() throws {
    var source = SeededSample(seed: 133)
    let values = source.normals(50)
    let clusters = (0..<50).map { Int32($0 / 4) }
    let plain = try #require(
      ClusterRobust.mean(values: values, weights: nil, clusters: clusters, clusterCount: 13))
    let moved = try #require(
      ClusterRobust.mean(
        values: values.map { 3 - 2 * $0 }, weights: nil, clusters: clusters,
        clusterCount: 13))
    #expect(isClose(moved.mean, 3 - 2 * plain.mean, relative: 1e-14))
    #expect(isClose(moved.standardError, 2 * plain.standardError, relative: 1e-13))
  }

  @Test func `a t interval covers the mean of clustered values as often as stated`() throws {
    var source = SeededSample(seed: 134)
    let clusters = (0..<60).map { Int32($0 / 5) }
    var hits = 0
    for _ in 0..<2000 {
      let shared = source.normals(12)
      let values = source.normals(60).enumerated().map { $1 + shared[$0 / 5] }
      let estimate = try #require(
        ClusterRobust.mean(
          values: values, weights: nil, clusters: clusters, clusterCount: 12))
      let t = StudentT.quantile(0.95, degreesOfFreedom: estimate.degreesOfFreedom)
      if estimate.mean.magnitude <= t * estimate.standardError { hits += 1 }
    }
    #expect((hits - 1800).magnitude < 60)
  }

  @Test func `equal clusters have one degree of freedom less`() {
    #expect(ClusterRobust.degreesOfFreedom(clusterWeights: [3, 3]) == 1)
    #expect(
      ClusterRobust.degreesOfFreedom(clusterWeights: [Double](repeating: 2, count: 30)) == 29)
  }

  @Test func `a little inequality changes nothing`() {
    #expect(ClusterRobust.degreesOfFreedom(clusterWeights: [1, 2, 1, 2, 1, 2]) == 5)
  }

  @Test func `a dominant cluster leaves the effective number less one`() {
    let weights: [Double] = [10, 1, 1, 1, 1, 1]
    // (ΣW)²/ΣW² = 225/105.
    let df = ClusterRobust.degreesOfFreedom(clusterWeights: weights)
    #expect(isClose(df, 225.0 / 105 - 1, relative: 1e-14))
  }

  @Test func `half of the clusters is where the rule changes`() {
    // 15²/45 = 5, exactly half of ten.
    let half = [6] + [Double](repeating: 1, count: 9)
    #expect(ClusterRobust.degreesOfFreedom(clusterWeights: half) == 9)
    let below = ClusterRobust.degreesOfFreedom(clusterWeights: [6.5] + half.dropFirst())
    #expect(isClose(below, 15.5 * 15.5 / 51.25 - 1, relative: 1e-14))
  }

  @Test func `an overwhelming cluster leaves a little freedom`() {
    let df = ClusterRobust.degreesOfFreedom(clusterWeights: [1e18, 1, 1, 1, 1])
    #expect(isClose(df, 8e-18, relative: 1e-12))
  }

  @Test func `clusters without weight have no freedom`() {
    #expect(ClusterRobust.degreesOfFreedom(clusterWeights: [1, 0, 1, 0, 0, 1]) == 2)
  }

  @Test func `input that does not fit together is a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = ClusterRobust.mean(values: [1, 2], weights: nil, clusters: [0], clusterCount: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = ClusterRobust.mean(
        values: [1, 2], weights: [1, 0], clusters: [0, 1], clusterCount: 2)
    }
    await #expect(processExitsWith: .failure) {
      _ = ClusterRobust.mean(
        values: [1, .nan], weights: nil, clusters: [0, 1], clusterCount: 2)
    }
    await #expect(processExitsWith: .failure) {
      _ = ClusterRobust.degreesOfFreedom(clusterWeights: [1])
    }
  }
}
