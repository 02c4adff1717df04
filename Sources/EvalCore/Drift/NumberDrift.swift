import EvalStatistics

/// Compares the numbers of a feature: by their largest gap, mean way, and shares of ten bins.
struct NumberDrift {
  /// The places of the measures among those permuted.
  private enum Place: Int {
    case gap
    case way
    case psi
    case jensenShannon
  }

  /// The most pairs of queries for which every permutation is counted.
  private static let exactPairs = 100_000_000
  private static let bins = 10

  let feature: String
  let sides: (golden: FeatureDrift.Side, traffic: FeatureDrift.Side)
  private let golden: [Double]
  private let traffic: [Double]
  private let clusters: SamplePermutation.Clusters?
  /// The distinct numbers, ascending.
  private let distinct: [Double]
  /// The bin of each distinct number.
  private let binOf: [Int]
  private let binCount: Int

  /// Takes the numbers that are there; nil where a side has none.
  init?(
    _ golden: QuerySample.Numbers, _ goldenClusters: [Int32]?, _ traffic: QuerySample.Numbers,
    _ trafficClusters: [Int32]?
  ) {
    let kept = [golden, traffic].map { side in
      side.values.indices.filter { !side.values[$0].isNaN }
    }
    guard !kept[0].isEmpty, !kept[1].isEmpty else { return nil }
    self.feature = golden.feature
    self.golden = kept[0].map { golden.values[$0] }
    self.traffic = kept[1].map { traffic.values[$0] }
    let paired = DriftClusters(
      kept[0], goldenClusters, kept[1], trafficClusters,
      total: (golden.values.count, traffic.values.count))
    self.clusters = paired.clusters
    self.sides = paired.sides
    let sorted = self.golden.sorted()
    self.distinct = Self.unique((sorted + self.traffic).sorted())
    let edges = Self.unique(
      (1..<Self.bins).compactMap {
        Quantile.type7(sorted: sorted, probability: Double($0) / Double(Self.bins))
      })
    self.binCount = edges.count + 1
    self.binOf = distinct.map { value in edges.count { $0 < value } }
  }

  /// Tests and measures.
  func test(_ limits: DriftLimits, streams: TestStreams, replicates: Int?) -> FeatureDrift {
    let ranks = (golden.map(rank), traffic.map(rank))
    let permutation = SamplePermutation(
      reference: ranks.0, current: ranks.1, ranks: distinct.count, clusters: clusters)
    var counts = [Int](repeating: 0, count: distinct.count)
    for rank in ranks.0 { counts[rank] += 1 }
    let totals = permutation.totals
    let observed = measures(counts, totals)
    let null = DriftNull(
      permutation,
      replicates: replicates
        ?? (clusters == nil ? DriftNull.describing(permutation) : DriftNull.deciding),
      stream: streams.generator(metric: feature, test: "drift"), seed: streams.seed,
      observed: observed, measure: { measures($0, totals) })
    let (test, p) = gapTest(null)
    return FeatureDrift(
      feature: feature, golden: sides.golden, traffic: sides.traffic, test: test, p: p,
      replicates: null.replicates,
      statistics: statistics(observed, counts, totals, null, p: p, limits))
  }

  private func gapTest(_ null: DriftNull) -> (FeatureDrift.Test, Double) {
    if distinct.count == 1 { return (.none, 1) }
    let isSmall = golden.count * traffic.count <= Self.exactPairs
    let independent =
      isSmall
      ? KolmogorovSmirnov.exactPWithTies(reference: golden, current: traffic)
      : KolmogorovSmirnov.asymptoticP(reference: golden, current: traffic)
    if clusters == nil { return (isSmall ? .exactKS : .asymptoticKS, independent ?? 1) }
    // Where clusters differ in size between the sides, permuting them can be too bold, and taking
    // queries for independent is so where clusters matter: the larger p holds.
    return (.permutedKS, max(independent ?? 1, null.p(Place.gap.rawValue)))
  }

  private func statistics(
    _ observed: [Double], _ counts: [Int], _ totals: [Int], _ null: DriftNull, p: Double,
    _ limits: DriftLimits
  ) -> [DriftStatistic] {
    let way =
      Wasserstein.standardisedDistance(reference: golden, current: traffic).map {
        DriftStatistic(
          .wasserstein, .value($0), expected: null.mean(Place.way.rawValue),
          p: null.p(Place.way.rawValue), limit: limits.wasserstein)
      } ?? DriftStatistic(.wasserstein, .undefined("the golden's numbers are all the same"))
    let binned = bins(counts, totals)
    let stability = PopulationStability.estimate(reference: binned.0, current: binned.1)
    let gap = KolmogorovSmirnov.statistic(reference: golden, current: traffic) ?? 0
    return [
      DriftStatistic(
        .ksD, .value(gap), expected: null.mean(Place.gap.rawValue), p: p, limit: limits.ksD),
      way,
    ]
      + StabilityStatistics.make(
        stability, null: null, hasLaw: clusters == nil, place: Place.psi.rawValue, limits)
      + [
        DriftStatistic(
          .jensenShannon, .value(observed[Place.jensenShannon.rawValue]),
          expected: null.mean(Place.jensenShannon.rawValue))
      ]
  }

  /// The measures in the order of their places, from the golden's count of each distinct number.
  private func measures(_ counts: [Int], _ totals: [Int]) -> [Double] {
    let size = counts.reduce(0, +)
    let both = totals.reduce(0, +)
    let product = Double(size) * Double(both - size)
    var below = 0
    var bothBelow = 0
    var largest = 0
    var area = 0.0
    for rank in distinct.indices.dropLast() {
      below += counts[rank]
      bothBelow += totals[rank]
      let gap = Int((below * both - bothBelow * size).magnitude)
      largest = max(largest, gap)
      area += Double(gap) * (distinct[rank + 1] - distinct[rank])
    }
    let binned = bins(counts, totals)
    let deviation = deviation(counts, size)
    return [
      Double(largest) / product, deviation > 0 ? area / product / deviation : 0,
      PopulationStability.estimate(reference: binned.0, current: binned.1)?.index ?? 0,
      CategoricalDrift.jensenShannonDistance(reference: binned.0, current: binned.1) ?? 0,
    ]
  }

  /// The standard deviation of the golden's numbers, by their counts.
  private func deviation(_ counts: [Int], _ size: Int) -> Double {
    guard counts.count(where: { $0 > 0 }) > 1 else { return 0 }
    var sum = 0.0
    for rank in counts.indices { sum += Double(counts[rank]) * distinct[rank] }
    let mean = sum / Double(size)
    var squares = 0.0
    for rank in counts.indices {
      let gap = distinct[rank] - mean
      squares += Double(counts[rank]) * gap * gap
    }
    return (squares / Double(size)).squareRoot()
  }

  private func bins(_ counts: [Int], _ totals: [Int]) -> ([Int], [Int]) {
    var bins = (
      [Int](repeating: 0, count: binCount), [Int](repeating: 0, count: binCount)
    )
    for rank in counts.indices {
      bins.0[binOf[rank]] += counts[rank]
      bins.1[binOf[rank]] += totals[rank] - counts[rank]
    }
    return bins
  }

  private func rank(_ value: Double) -> Int {
    var low = 0
    var high = distinct.count - 1
    while low < high {
      let middle = (low + high) / 2
      if distinct[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func unique(_ sorted: [Double]) -> [Double] {
    sorted.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }
}
