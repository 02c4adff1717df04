import EvalStatistics
import Testing

struct ClusterBootstrapTests {
  private static let generator = Philox4x32(key: SIMD2(0x9e28_7c10, 0xaa9d_b1b5))

  private static func bootstrap(_ clusters: Int, seed: UInt64 = 42) -> ClusterBootstrap {
    ClusterBootstrap(generator: generator, seed: seed, clusterCount: clusters)
  }

  @Test func `draws meet the known answer`() {
    // The case `rng_vectors`: draw 7 of replicate 3 among a thousand.
    let drawn = Self.bootstrap(1000).clusters(replicate: 3)
    #expect(Array(drawn[28..<32]) == [96, 587, 455, 414])
  }

  @Test(arguments: [1, 2, 3, 4, 5, 97])
  func `a replicate draws as many clusters as there are`(clusters: Int) {
    for replicate in UInt32(0)..<20 {
      let drawn = Self.bootstrap(clusters).clusters(replicate: replicate)
      #expect(drawn.count == clusters)
      #expect(drawn.allSatisfy { 0..<clusters ~= $0 })
      let counts = Self.bootstrap(clusters).counts(replicate: replicate)
      #expect(counts == (0..<clusters).map { one in Int32(drawn.count { $0 == one }) })
    }
  }

  @Test func `a replicate is the same alone as among others`() throws {
    let bootstrap = Self.bootstrap(30)
    let alone = (0..<50).map { bootstrap.counts(replicate: UInt32($0)) }
    var among: [[Int32]] = []
    _ = bootstrap.replicates(80) { counts in
      among.append(counts)
      return 0
    }
    #expect(Array(among.prefix(50)) == alone)
  }

  @Test func `key, seed and replicate each change the draws`() {
    let counts = Self.bootstrap(50).counts(replicate: 1)
    #expect(Self.bootstrap(50).counts(replicate: 2) != counts)
    #expect(Self.bootstrap(50, seed: 43).counts(replicate: 1) != counts)
    #expect(Self.bootstrap(50, seed: 42 + 1 << 32).counts(replicate: 1) != counts)
    let other = ClusterBootstrap(
      generator: Philox4x32(key: SIMD2(1, 2)), seed: 42, clusterCount: 50)
    #expect(other.counts(replicate: 1) != counts)
  }

  @Test func `replicates ascend`() throws {
    let values = try #require(Self.bootstrap(20).replicates(200) { Double($0[0]) })
    #expect(values.count == 200)
    #expect(values == values.sorted())
  }

  @Test func `the interval of a mean is near that of a normal mean`() throws {
    var source = SeededSample(seed: 511)
    let values = source.normals(400)
    let estimate = try #require(
      ClusterRobust.mean(
        values: values, weights: nil, clusters: (0..<400).map { Int32($0) },
        clusterCount: 400))
    let interval = try #require(
      Self.bootstrap(400).percentileInterval(replicates: 4000, confidence: 0.95) { counts in
        CompensatedSum.sum(count: 400) { Double(counts[$0]) * values[$0] } / 400
      })
    let half = 1.959963984540054 * estimate.standardError
    #expect((interval.low - (estimate.mean - half)).magnitude < 0.1 * half)
    #expect((interval.high - (estimate.mean + half)).magnitude < 0.1 * half)
  }

  @Test func `random draws approach every way of drawing`() throws {
    let values: [Double] = [1, 2, 4, 8, 16]
    func mean(_ counts: [Int32]) -> Double? {
      zip(counts, values).reduce(0) { $0 + Double($1.0) * $1.1 } / 5
    }
    let exact = try #require(Bootstrap.exhaustive(count: 5, statistic: mean))
    let drawn = try #require(Self.bootstrap(5).replicates(40_000, statistic: mean))
    for probability in [0.05, 0.25, 0.5, 0.75, 0.95] {
      let one = try #require(Quantile.type7(sorted: exact, probability: probability))
      let other = try #require(Quantile.type7(sorted: drawn, probability: probability))
      #expect((one - other).magnitude <= 0.2 + 1e-12)
    }
  }

  @Test func `a statistic undefined once has no interval`() {
    let interval = Self.bootstrap(3).percentileInterval(replicates: 500, confidence: 0.9) {
      $0[0] == 3 ? nil : Double($0[0])
    }
    #expect(interval == nil)
  }

  @Test func `no replicates have no interval`() {
    let interval = Self.bootstrap(3).percentileInterval(replicates: 0, confidence: 0.9) { _ in
      1
    }
    #expect(interval == nil)
  }

  @Test func `no clusters are a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = ClusterBootstrap(
        generator: Philox4x32(key: SIMD2(0, 0)), seed: 0, clusterCount: 0)
    }
  }
}
