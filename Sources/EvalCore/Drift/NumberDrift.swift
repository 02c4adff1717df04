import EvalStatistics

/// Compares the numbers of a feature: by their largest gap, mean way, and shares of ten bins.
struct NumberDrift {
  private typealias Place = NumberMeasures.Place

  /// The most pairs of queries for which every permutation is counted.
  private static let exactPairs = 100_000_000

  let feature: String
  let sides: (golden: FeatureDrift.Side, traffic: FeatureDrift.Side)
  private let golden: [Double]
  private let traffic: [Double]
  private let kinds: DriftKinds
  private let clusters: SamplePermutation.Clusters?
  /// The distinct numbers, ascending.
  private let distinct: [Double]
  private let measures: NumberMeasures

  /// Takes the numbers that are there; nil where a side has none.
  init?(
    _ golden: QuerySample.Numbers, _ known: QuerySample, _ traffic: QuerySample.Numbers,
    _ sent: QuerySample
  ) {
    let kept = [golden, traffic].map { side in
      side.values.indices.filter { !side.values[$0].isNaN }
    }
    guard !kept[0].isEmpty, !kept[1].isEmpty else { return nil }
    self.feature = golden.feature
    self.golden = kept[0].map { golden.values[$0] }
    self.traffic = kept[1].map { traffic.values[$0] }
    let paired = DriftClusters(
      kept[0], known.clusters, kept[1], sent.clusters,
      total: (golden.values.count, traffic.values.count))
    self.clusters = paired.clusters
    let distinct = NumberMeasures.unique((self.golden + self.traffic).sorted())
    let weights = known.weights.map { all in kept[0].map { all[$0] } }
    self.distinct = distinct
    self.kinds = DriftKinds(
      self.golden.map { SortedSearch.countBelow($0, in: distinct) }, weights: weights,
      self.traffic.map { SortedSearch.countBelow($0, in: distinct) }, ranks: distinct.count)
    var sides = paired.sides
    sides.golden.effective = kinds.effective
    self.sides = sides
    self.measures = NumberMeasures(
      distinct: distinct, golden: self.golden, weights: kinds.isWeighted ? weights : nil)
  }

  /// Tests and measures.
  func test(_ limits: DriftLimits, streams: TestStreams, replicates: Int?) -> FeatureDrift {
    let permutation = SamplePermutation(
      reference: kinds.golden, current: kinds.traffic, ranks: kinds.count, clusters: clusters)
    var counts = [Int](repeating: 0, count: kinds.count)
    for kind in kinds.golden { counts[kind] += 1 }
    let totals = permutation.totals
    let sizes = kinds.sides(counts, totals)
    let observed = measures.values(sizes)
    let hasLaw = clusters == nil && !kinds.isWeighted
    let null = DriftNull(
      permutation,
      replicates: replicates
        ?? (hasLaw ? DriftNull.describing(permutation) : DriftNull.deciding),
      stream: streams.generator(metric: feature, test: "drift"), seed: streams.seed,
      observed: observed, measure: { measures.values(kinds.sides($0, totals)) })
    let (test, p) = gapTest(null, observed[Place.gap.rawValue], hasLaw: hasLaw)
    return FeatureDrift(
      feature: feature, golden: sides.golden, traffic: sides.traffic, test: test, p: p,
      replicates: null.replicates,
      statistics: statistics(observed, sizes, null, p: p, hasLaw: hasLaw, limits))
  }

  private func gapTest(
    _ null: DriftNull, _ gap: Double, hasLaw: Bool
  ) -> (FeatureDrift.Test, Double) {
    if distinct.count == 1 { return (.none, 1) }
    if let effective = kinds.effective {
      // Where the sides differ in size, permuting weights can be too bold: the larger p holds.
      let other = Double(traffic.count)
      let size = (effective * other / (effective + other)).rounded(.toNearestOrEven)
      let law = KolmogorovDistribution.upperTail(gap, sampleSize: max(1, Int(size)))
      return (.permutedKS, max(law, null.p(Place.gap.rawValue)))
    }
    let isSmall = golden.count * traffic.count <= Self.exactPairs
    let independent =
      isSmall
      ? KolmogorovSmirnov.exactPWithTies(reference: golden, current: traffic)
      : KolmogorovSmirnov.asymptoticP(reference: golden, current: traffic)
    if hasLaw { return (isSmall ? .exactKS : .asymptoticKS, independent ?? 1) }
    // Where clusters differ in size between the sides, permuting them can be too bold, and taking
    // queries for independent is so where clusters matter: the larger p holds.
    return (.permutedKS, max(independent ?? 1, null.p(Place.gap.rawValue)))
  }

  private func statistics(
    _ observed: [Double], _ sizes: (golden: [Double], traffic: [Double]), _ null: DriftNull,
    p: Double, hasLaw: Bool, _ limits: DriftLimits
  ) -> [DriftStatistic] {
    let way =
      standardisedWay(observed).map {
        DriftStatistic(
          .wasserstein, .value($0), expected: null.mean(Place.way.rawValue),
          p: null.p(Place.way.rawValue), limit: limits.wasserstein)
      } ?? DriftStatistic(.wasserstein, .undefined("the golden's numbers are all the same"))
    let binned = measures.bins(sizes)
    let stability = PopulationStability.estimate(reference: binned.0, current: binned.1)
    let gap =
      kinds.isWeighted
      ? observed[Place.gap.rawValue]
      : KolmogorovSmirnov.statistic(reference: golden, current: traffic) ?? 0
    return [
      DriftStatistic(
        .ksD, .value(gap), expected: null.mean(Place.gap.rawValue), p: p, limit: limits.ksD),
      way,
    ]
      + StabilityStatistics.make(
        stability, null: null, hasLaw: hasLaw, place: Place.psi.rawValue, limits)
      + [
        DriftStatistic(
          .jensenShannon, .value(observed[Place.jensenShannon.rawValue]),
          expected: null.mean(Place.jensenShannon.rawValue))
      ]
  }

  private func standardisedWay(_ observed: [Double]) -> Double? {
    guard kinds.isWeighted else {
      return Wasserstein.standardisedDistance(reference: golden, current: traffic)
    }
    return golden.contains { $0 != golden[0] } ? observed[Place.way.rawValue] : nil
  }
}
