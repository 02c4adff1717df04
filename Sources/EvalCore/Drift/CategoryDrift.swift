import EvalStatistics

/// Compares the levels of a cohort label.
struct CategoryDrift {
  /// The places of the measures among those permuted.
  private enum Place: Int {
    case chiSquared
    case likelihoodRatio
    case cramersV
    case totalVariation
    case psi
    case jensenShannon
  }

  /// The least count expected of a cell for which the chi-squared law is trusted.
  private static let leastCell = 5

  let feature: String
  let sides: (golden: FeatureDrift.Side, traffic: FeatureDrift.Side)
  private let golden: [Int]
  private let traffic: [Int]
  private let clusters: SamplePermutation.Clusters?
  private let levels: [String]

  /// Numbers the levels of both sides together.
  init(
    _ golden: LabelColumn, _ goldenClusters: [Int32]?, _ traffic: LabelColumn,
    _ trafficClusters: [Int32]?
  ) {
    let levels = Set(golden.levels).union(traffic.levels).sorted()
    let number = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, $0) })
    func ranks(_ column: LabelColumn) -> [Int] {
      let ranks = column.levels.map { number[$0] ?? 0 }
      return column.codes.map { ranks[Int($0)] }
    }
    self.feature = QuerySample.feature(ofLabel: golden.name)
    self.levels = levels
    self.golden = ranks(golden)
    self.traffic = ranks(traffic)
    let paired = DriftClusters(
      Array(golden.codes.indices), goldenClusters, Array(traffic.codes.indices), trafficClusters,
      total: (golden.codes.count, traffic.codes.count))
    self.clusters = paired.clusters
    self.sides = paired.sides
  }

  /// Tests and measures.
  func test(_ limits: DriftLimits, streams: TestStreams, replicates: Int?) -> FeatureDrift {
    let permutation = SamplePermutation(
      reference: golden, current: traffic, ranks: levels.count, clusters: clusters)
    let totals = permutation.totals
    var counts = [Int](repeating: 0, count: levels.count)
    for rank in golden { counts[rank] += 1 }
    let others = zip(totals, counts).map { $0 - $1 }
    let observed = Self.measures(counts, totals)
    let hasLaw = clusters == nil && !hasSmallCells(totals)
    let null = DriftNull(
      permutation,
      replicates: replicates
        ?? (hasLaw ? DriftNull.describing(permutation) : DriftNull.deciding),
      stream: streams.generator(metric: feature, test: "drift"), seed: streams.seed,
      observed: observed, measure: { Self.measures($0, totals) })
    let chiSquared = CategoricalDrift.chiSquaredTest(reference: counts, current: others)
    let p = chiSquared.map { self.p($0.pValue, null, .chiSquared, hasLaw: hasLaw) } ?? 1
    return FeatureDrift(
      feature: feature, golden: sides.golden, traffic: sides.traffic,
      test: chiSquared == nil ? .none : hasLaw ? .chiSquared : .permutedChiSquared, p: p,
      replicates: null.replicates,
      statistics: statistics(observed, counts, others, null, p: p, hasLaw: hasLaw, limits),
      unseen: onlyIn(others, not: counts), vanished: onlyIn(counts, not: others))
  }

  private func onlyIn(_ counts: [Int], not others: [Int]) -> [FeatureDrift.Level] {
    levels.indices.filter { counts[$0] > 0 && others[$0] == 0 }.map {
      FeatureDrift.Level(level: levels[$0], count: counts[$0])
    }
  }

  /// Where clusters differ in size between the sides, permuting them can be too bold, and the law
  /// is so where they matter: the larger p holds.
  private func p(_ law: Double, _ null: DriftNull, _ place: Place, hasLaw: Bool) -> Double {
    if hasLaw { return law }
    let permuted = null.p(place.rawValue)
    return clusters == nil ? permuted : max(law, permuted)
  }

  private func hasSmallCells(_ totals: [Int]) -> Bool {
    let both = golden.count + traffic.count
    let least = min(golden.count, traffic.count)
    return totals.contains { $0 > 0 && $0 * least < Self.leastCell * both }
  }

  private func statistics(
    _ observed: [Double], _ counts: [Int], _ others: [Int], _ null: DriftNull, p: Double,
    hasLaw: Bool, _ limits: DriftLimits
  ) -> [DriftStatistic] {
    guard let ratio = CategoricalDrift.gTest(reference: counts, current: others) else {
      return [DriftStatistic(.chiSquared, .undefined("all queries have the same level"))]
    }
    let cramersV = CategoricalDrift.correctedCramersV(reference: counts, current: others)
    let stability = PopulationStability.estimate(reference: counts, current: others)
    func plain(_ name: DriftStatistic.Name, _ place: Place, p: Double? = nil) -> DriftStatistic {
      DriftStatistic(
        name, .value(observed[place.rawValue]), expected: null.mean(place.rawValue), p: p)
    }
    return [
      plain(.chiSquared, .chiSquared, p: p),
      plain(
        .likelihoodRatio, .likelihoodRatio,
        p: self.p(ratio.pValue, null, .likelihoodRatio, hasLaw: hasLaw)),
      DriftStatistic(
        .cramersV, cramersV.map(Bound.value) ?? .undefined("every query has a level of its own"),
        expected: null.mean(Place.cramersV.rawValue), limit: limits.cramersV),
      plain(.totalVariation, .totalVariation),
    ]
      + StabilityStatistics.make(
        stability, null: null, hasLaw: hasLaw, place: Place.psi.rawValue, limits)
      + [plain(.jensenShannon, .jensenShannon)]
  }

  /// The measures in the order of their places, from the golden's count of each level.
  private static func measures(_ counts: [Int], _ totals: [Int]) -> [Double] {
    let others = zip(totals, counts).map { $0 - $1 }
    return [
      CategoricalDrift.chiSquaredTest(reference: counts, current: others)?.statistic ?? 0,
      CategoricalDrift.gTest(reference: counts, current: others)?.statistic ?? 0,
      CategoricalDrift.correctedCramersV(reference: counts, current: others) ?? 0,
      CategoricalDrift.totalVariation(reference: counts, current: others) ?? 0,
      PopulationStability.estimate(reference: counts, current: others)?.index ?? 0,
      CategoricalDrift.jensenShannonDistance(reference: counts, current: others) ?? 0,
    ]
  }
}
