import EvalStatistics
import Testing

struct KolmogorovSmirnovTests {
  /// The case `continuous_drift` of the known answers.
  private static let reference = [0.1, 0.2, 0.2, 0.3, 0.4, 0.4, 0.5, 0.9]
  private static let current = [0.2, 0.3, 0.4, 0.5, 0.5, 0.6, 0.7, 0.8, 0.95, 1.0]

  private static let stream = Philox4x32(key: SIMD2(7, 11))

  @Test func `statistic and both p values meet the known answer`() {
    let (reference, current) = (Self.reference, Self.current)
    let d = KolmogorovSmirnov.statistic(reference: reference, current: current)
    #expect(isClose(d, 0.45, relative: 1e-9))
    let exact = KolmogorovSmirnov.exactP(reference: reference, current: current)
    #expect(isClose(exact, 0.2475433063668358, relative: 1e-9))
    let asymptotic = KolmogorovSmirnov.asymptoticP(reference: reference, current: current)
    #expect(isClose(asymptotic, 0.29290000000000005, relative: 1e-9))
  }

  @Test func `samples without ties meet scipy`() {
    let reference = (0..<40).map { Double($0) / 7 }
    let current = (0..<60).map { Double($0) / 9 + 0.3 }
    #expect(
      isClose(
        KolmogorovSmirnov.statistic(reference: reference, current: current),
        0.2, relative: 1e-14))
    #expect(
      isClose(
        KolmogorovSmirnov.exactP(reference: reference, current: current),
        0.2679772141826917, relative: 1e-11))
    #expect(
      isClose(
        KolmogorovSmirnov.asymptoticP(reference: reference, current: current),
        0.25609980095325535, relative: 1e-11))
  }

  @Test func `samples apart have the least p, to all its digits`() {
    let reference = (0..<20).map(Double.init)
    let current = (100..<130).map(Double.init)
    #expect(KolmogorovSmirnov.statistic(reference: reference, current: current) == 1)
    // Two of the (50 over 20) orders have the samples apart.
    let least = 2 / 47_129_212_243_960.0
    for p in [
      KolmogorovSmirnov.exactP(reference: reference, current: current),
      KolmogorovSmirnov.exactPWithTies(reference: reference, current: current),
    ] {
      #expect(isClose(p, least, relative: 1e-13))
    }
  }

  @Test func `the exact p with ties counts every permutation`() {
    // 9187 of the 43758 ways to choose eight of the eighteen values.
    let p = KolmogorovSmirnov.exactPWithTies(reference: Self.reference, current: Self.current)
    #expect(isClose(p, 9187.0 / 43758, relative: 1e-13))
  }

  @Test func `without ties both exact p values are the same`() {
    var source = SeededSample(seed: 311)
    for _ in 0..<20 {
      let (reference, current) = (source.normals(13), source.normals(9))
      #expect(
        KolmogorovSmirnov.exactP(reference: reference, current: current)
          == KolmogorovSmirnov.exactPWithTies(reference: reference, current: current))
    }
  }

  @Test(arguments: [([], []), ([], [1, 2]), ([3], [])] as [([Double], [Double])])
  func `an empty sample has no gap`(reference: [Double], current: [Double]) {
    #expect(KolmogorovSmirnov.statistic(reference: reference, current: current) == nil)
    #expect(KolmogorovSmirnov.exactP(reference: reference, current: current) == nil)
    #expect(KolmogorovSmirnov.exactPWithTies(reference: reference, current: current) == nil)
    #expect(KolmogorovSmirnov.asymptoticP(reference: reference, current: current) == nil)
    #expect(permuted(reference, current) == nil)
  }

  @Test(arguments: [([1, 2, 2], [2, 1, 2]), ([5], [5, 5, 5])] as [([Double], [Double])])
  func `samples with the same shares have no gap`(reference: [Double], current: [Double]) {
    #expect(KolmogorovSmirnov.statistic(reference: reference, current: current) == 0)
    #expect(KolmogorovSmirnov.exactP(reference: reference, current: current) == 1)
    #expect(KolmogorovSmirnov.exactPWithTies(reference: reference, current: current) == 1)
    #expect(KolmogorovSmirnov.asymptoticP(reference: reference, current: current) == 1)
    #expect(permuted(reference, current) == 1)
  }

  @Test func `one value a side is no evidence`() {
    #expect(KolmogorovSmirnov.statistic(reference: [1], current: [2]) == 1)
    #expect(KolmogorovSmirnov.exactP(reference: [1], current: [2]) == 1)
  }

  @Test func `neither order nor side nor a rising scale matters`() {
    var source = SeededSample(seed: 312)
    for _ in 0..<20 {
      let (reference, current) = (source.integers(12, 0...9), source.integers(17, 2...11))
      let d = KolmogorovSmirnov.statistic(reference: reference, current: current)
      let p = KolmogorovSmirnov.exactPWithTies(reference: reference, current: current)
      #expect(
        KolmogorovSmirnov.statistic(reference: reference.reversed(), current: current) == d)
      #expect(KolmogorovSmirnov.statistic(reference: current, current: reference) == d)
      #expect(
        isClose(
          KolmogorovSmirnov.exactPWithTies(reference: current, current: reference),
          p ?? -1, relative: 1e-12))
      #expect(
        KolmogorovSmirnov.exactPWithTies(
          reference: reference.map(Elementary.exp), current: current.map(Elementary.exp)) == p)
    }
  }

  @Test func `random permutations come close to all of them`() throws {
    let p = try #require(permuted(Self.reference, Self.current, replicates: 1999))
    // Four standard errors of a share of 0.21.
    #expect((p - 9187.0 / 43758).magnitude < 0.0364)
  }

  @Test func `the permutation p is never zero`() {
    let (reference, current) = ((0..<30).map(Double.init), (100..<130).map(Double.init))
    #expect(permuted(reference, current, replicates: 99) == 0.01)
  }

  @Test func `the permutation p does not depend on the order of values`() {
    let plain = permuted(Self.reference, Self.current)
    #expect(permuted(Self.reference.reversed(), Self.current.reversed()) == plain)
  }

  @Test func `stream and seed choose the permutations`() {
    let (reference, current) = (Self.reference, Self.current)
    let values = Set(
      (0..<8).map { permuted(reference, current, seed: $0 << 32) }
        + [
          KolmogorovSmirnov.permutationP(
            reference: reference, current: current, clusters: nil, replicates: 199,
            stream: Philox4x32(key: SIMD2(1, 2)), seed: 0)
        ])
    #expect(values.count > 3)
    #expect(permuted(reference, current, seed: 5) == permuted(reference, current, seed: 5))
  }

  @Test func `clusters of one value each change nothing`() {
    let reference = Self.reference.sorted()
    let current = Self.current.sorted()
    let clusters = ((0..<8).map { Int32($0) }, (0..<10).map { Int32($0) })
    #expect(
      KolmogorovSmirnov.permutationP(
        reference: reference, current: current, clusters: clusters, replicates: 199,
        stream: Self.stream, seed: 42) == permuted(reference, current, seed: 42))
  }

  @Test func `two clusters a side can show little`() throws {
    // Thirty values, but only one in three splits of four clusters is as far apart.
    let reference = (0..<30).map { Double($0 % 15) }
    let current = (0..<30).map { Double($0 % 15) + 100 }
    let clusters = (0..<30).map { Int32($0 / 15) }
    let p = try #require(
      KolmogorovSmirnov.permutationP(
        reference: reference, current: current, clusters: (clusters, clusters),
        replicates: 999, stream: Self.stream, seed: 1))
    #expect((p - 1.0 / 3).magnitude < 0.06)
  }

  @Test func `clusters of unequal size keep the level`() throws {
    var source = SeededSample(seed: 313)
    var clustered = 0
    var naive = 0
    for _ in 0..<150 {
      let (reference, first) = Self.sample(&source)
      let (current, second) = Self.sample(&source)
      let p = try #require(
        KolmogorovSmirnov.permutationP(
          reference: reference, current: current, clusters: (first, second), replicates: 49,
          stream: Self.stream, seed: 3))
      if p <= 0.1 { clustered += 1 }
      if try #require(permuted(reference, current, replicates: 49)) <= 0.1 { naive += 1 }
    }
    // Four standard errors around fifteen; ignoring the clusters is far beyond.
    #expect((clustered - 15).magnitude <= 15)
    #expect(naive > 50)
  }

  @Test func `input that does not fit together is a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = KolmogorovSmirnov.statistic(reference: [1, .nan], current: [2])
    }
    await #expect(processExitsWith: .failure) {
      _ = KolmogorovSmirnov.permutationP(
        reference: [1, 2], current: [2], clusters: ([0], [0]), replicates: 9,
        stream: Philox4x32(key: SIMD2(0, 0)), seed: 0)
    }
    await #expect(processExitsWith: .failure) {
      _ = KolmogorovSmirnov.permutationP(
        reference: [1, 2], current: [2], clusters: nil, replicates: 0,
        stream: Philox4x32(key: SIMD2(0, 0)), seed: 0)
    }
  }

  private func permuted(
    _ reference: [Double],
    _ current: [Double],
    replicates: Int = 199,
    seed: UInt64 = 0
  ) -> Double? {
    KolmogorovSmirnov.permutationP(
      reference: reference, current: current, clusters: nil, replicates: replicates,
      stream: Self.stream, seed: seed)
  }

  /// Twelve clusters of one to seven values that have much in common.
  private static func sample(_ source: inout SeededSample) -> ([Double], [Int32]) {
    var values: [Double] = []
    var clusters: [Int32] = []
    for cluster in Int32(0)..<12 {
      let size = source.integer(1...7)
      let shared = source.normals(1)[0]
      values += source.normals(size).map { 2 * shared + $0 }
      clusters += [Int32](repeating: cluster, count: size)
    }
    return (values, clusters)
  }
}
