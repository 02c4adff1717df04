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
  private let kinds: DriftKinds
  private let clusters: SamplePermutation.Clusters?
  private let levels: [String]

  /// Numbers the levels of both sides together.
  init(
    _ golden: LabelColumn, _ known: QuerySample, _ traffic: LabelColumn, _ sent: QuerySample
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
    self.kinds = DriftKinds(
      self.golden, weights: known.weights, self.traffic, ranks: levels.count)
    let paired = DriftClusters(
      Array(golden.codes.indices), known.clusters, Array(traffic.codes.indices), sent.clusters,
      total: (golden.codes.count, traffic.codes.count))
    self.clusters = paired.clusters
    var sides = paired.sides
    sides.golden.effective = kinds.effective
    self.sides = sides
  }

  /// Tests and measures.
  func test(_ limits: DriftLimits, streams: TestStreams, replicates: Int?) -> FeatureDrift {
    let permutation = SamplePermutation(
      reference: kinds.golden, current: kinds.traffic, ranks: kinds.count, clusters: clusters)
    let totals = permutation.totals
    var counts = [Int](repeating: 0, count: kinds.count)
    for kind in kinds.golden { counts[kind] += 1 }
    let sizes = kinds.sides(counts, totals)
    let observed = Self.measures(sizes)
    let hasLaw = clusters == nil && !kinds.isWeighted && !hasSmallCells(totals)
    let null = DriftNull(
      permutation,
      replicates: replicates
        ?? (hasLaw ? DriftNull.describing(permutation) : DriftNull.deciding),
      stream: streams.generator(metric: feature, test: "drift"), seed: streams.seed,
      observed: observed, measure: { Self.measures(kinds.sides($0, totals)) })
    let chiSquared = CategoricalDrift.chiSquaredTest(
      reference: sizes.golden, current: sizes.traffic)
    let p = chiSquared.map { self.p($0.pValue, null, .chiSquared, hasLaw: hasLaw) } ?? 1
    return FeatureDrift(
      feature: feature, golden: sides.golden, traffic: sides.traffic,
      test: chiSquared == nil ? .none : hasLaw ? .chiSquared : .permutedChiSquared, p: p,
      replicates: null.replicates,
      statistics: statistics(observed, sizes, null, p: p, hasLaw: hasLaw, limits),
      unseen: onlyIn(traffic, not: golden), vanished: onlyIn(golden, not: traffic))
  }

  private func onlyIn(_ side: [Int], not other: [Int]) -> [FeatureDrift.Level] {
    func counts(_ ranks: [Int]) -> [Int] {
      ranks.reduce(into: [Int](repeating: 0, count: levels.count)) { $0[$1] += 1 }
    }
    let (counts, others) = (counts(side), counts(other))
    return levels.indices.filter { counts[$0] > 0 && others[$0] == 0 }.map {
      FeatureDrift.Level(level: levels[$0], count: counts[$0])
    }
  }

  /// Where clusters differ in size between the sides, or weights do, permuting them can be too bold,
  /// and the law is so where they matter: the larger p holds.
  private func p(_ law: Double, _ null: DriftNull, _ place: Place, hasLaw: Bool) -> Double {
    if hasLaw { return law }
    let permuted = null.p(place.rawValue)
    return clusters == nil && !kinds.isWeighted ? permuted : max(law, permuted)
  }

  private func hasSmallCells(_ totals: [Int]) -> Bool {
    let both = golden.count + traffic.count
    let least = min(golden.count, traffic.count)
    return totals.contains { $0 > 0 && $0 * least < Self.leastCell * both }
  }

  private func statistics(
    _ observed: [Double], _ sizes: (golden: [Double], traffic: [Double]), _ null: DriftNull,
    p: Double, hasLaw: Bool, _ limits: DriftLimits
  ) -> [DriftStatistic] {
    let (counts, others) = sizes
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

  /// The measures in the order of their places, from each side's count of each level.
  private static func measures(_ sizes: (golden: [Double], traffic: [Double])) -> [Double] {
    let (counts, others) = sizes
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
