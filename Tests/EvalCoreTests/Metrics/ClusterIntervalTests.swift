import EvalStatistics
import Testing

@testable import EvalCore

/// Intervals of a run against the formulas written down term by term.
struct ClusterIntervalTests {
  private static let seeds: [UInt64] = Array(1...150)

  /// Closeness on the scale of the figures, which are near 0…1.
  private func agree(_ value: Double?, _ expected: Double) -> Bool {
    guard let value else { return false }
    return (value - expected).magnitude <= 1e-10 * max(1, expected.magnitude)
  }

  @Test(arguments: seeds)
  func `the interval of quality is that of a cluster-robust mean`(seed: UInt64) throws {
    let sample = SampleGolden(seed: seed)
    let golden = sample.golden
    let decisions = sample.decisions
    let scale = sample.made.scale
    let values = golden.ids.indices.map { trace in
      (sample.made.quality[Int(decisions.models[trace])][trace] - scale.min) / scale.width
    }
    let quality = try #require(golden.metrics(decisions).quality.estimate)
    #expect(quality.raw.map { agree(($0 - scale.min) / scale.width, quality.estimate) } ?? false)
    guard golden.clusterCount >= 2 else {
      #expect(quality.low?.value == nil)
      return
    }
    let direct = Direct.mean(values, weights: golden.weights, clusters: golden.clusters)
    #expect(agree(quality.estimate, direct.mean))
    guard direct.degreesOfFreedom >= 1 else {
      #expect(quality.low?.value == nil)
      return
    }
    #expect(agree(quality.low?.value, direct.interval.low))
    #expect(agree(quality.high?.value, direct.interval.high))
  }

  @Test(arguments: seeds)
  func `the interval of the cost is that of a cluster-robust mean`(seed: UInt64) throws {
    let sample = SampleGolden(seed: seed)
    guard !sample.made.costs.isEmpty, sample.golden.clusterCount >= 2 else { return }
    let golden = sample.golden
    let decisions = sample.decisions
    let costs = golden.ids.indices.map { trace in
      Double(sample.made.costs[Int(decisions.models[trace])]?[trace] ?? 0) / 1e9
    }
    let direct = Direct.mean(costs, weights: golden.weights, clusters: golden.clusters)
    let metrics = golden.metrics(decisions)
    let cost = try #require(metrics.cost.estimate)
    #expect(isClose(cost.estimate, direct.mean, relative: 1e-11))
    #expect(
      isClose(
        metrics.costUSD.estimate?.estimate, direct.mean * Double(golden.totalWeight),
        relative: 1e-11))
    guard direct.degreesOfFreedom >= 1 else { return }
    #expect(isClose(cost.high?.value, direct.interval.high, relative: 1e-9))
  }

  @Test(arguments: seeds)
  func `clusters of one give the ordinary formulas with n − 1`(seed: UInt64) throws {
    var sample = SampleGolden(seed: seed)
    sample.made.clusters = nil
    sample.made.weights = nil
    let golden = sample.golden
    let decisions = sample.decisions
    let count = Double(golden.count)
    let t = StudentT.quantile(0.975, degreesOfFreedom: count - 1)
    let values = golden.ids.indices.map { trace in
      sample.made.quality[Int(decisions.models[trace])][trace]
    }
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let reach = t * (variance / count).squareRoot() / sample.made.scale.width
    let quality = try #require(golden.metrics(decisions).quality.estimate)
    #expect(agree(quality.high?.value, quality.estimate + reach))
    #expect(agree(quality.low?.value, quality.estimate - reach))
  }

  @Test(arguments: seeds)
  func `one cluster for each trace changes nothing against none named`(seed: UInt64) {
    var named = SampleGolden(seed: seed)
    var none = named
    named.made.clusters = Array((0..<named.made.count).reversed())
    none.made.clusters = nil
    #expect(named.golden.metrics(named.decisions) == none.golden.metrics(none.decisions))
  }

  @Test(arguments: seeds)
  func `APGR's interval is that of its influence function`(seed: UInt64) throws {
    let sample = SampleGolden(seed: seed)
    let golden = sample.golden
    let apgr = golden.metrics(sample.decisions).apgr
    guard let estimate = apgr.estimate, let high = estimate.high?.value else { return }
    let weights = (0..<golden.clusterCount).map { cluster in
      golden.ids.indices.reduce(0.0) {
        $0 + (Int(golden.clusters[$1]) == cluster ? Double(golden.weights?[$1] ?? 1) : 0)
      }
    }
    let t = StudentT.quantile(0.975, degreesOfFreedom: Direct.degreesOfFreedom(weights))
    let reach = t * Direct.apgrVariance(golden, scores: sample.scores).squareRoot()
    #expect(isClose(high - estimate.estimate, reach, relative: 1e-8))
  }

  @Test(arguments: seeds)
  func `the bands of CPT are those of the heights, tie group by tie group`(seed: UInt64) {
    let sample = SampleGolden(seed: seed)
    let golden = sample.golden
    let traces = golden.routed(sample.decisions)
    let all = CohortPartition.all(of: golden)
    let view = CohortView(
      members: all.members[...], ranked: traces.ranking.order[...], clusters: all.clusters,
      clusterCount: all.clusterCounts[0])
    // An odd critical value, so that no height meets its reach exactly.
    let t = 1.9371234
    let levels = [0.2, 0.5, 0.8, 0.95]
    let errors = CurveErrors(
      curve: golden.curve(sample.scores), view: view, traces: traces, levels: levels, t: t)
    guard golden.clusterCount >= 2, golden.curve(sample.scores).totalGain > 0 else { return }
    #expect(errors.bands.count == levels.count)
    for (level, band) in zip(levels, errors.bands) {
      let direct = Direct.band(golden, scores: sample.scores, level: level, t: t)
      #expect(band.low == direct.low)
      #expect(band.high == direct.high)
    }
  }

  @Test(arguments: seeds)
  func `a band holds its crossings, to the one query that they stand in`(seed: UInt64) throws {
    let sample = SampleGolden(seed: seed)
    let golden = sample.golden
    let query = 1 / Double(golden.totalWeight)
    for entry in golden.metrics(sample.decisions).cpt.entries {
      let first = try #require(entry.first.estimate?.estimate)
      let sustained = try #require(entry.sustained.estimate?.estimate)
      if let low = entry.low.value { #expect(low <= first + query * 1.000001) }
      if let high = entry.high.value { #expect(high >= sustained) }
    }
  }

  @Test(arguments: seeds)
  func `strong share without clusters or weights has Wilson's interval`(seed: UInt64) throws {
    var sample = SampleGolden(seed: seed)
    sample.made.clusters = nil
    sample.made.weights = nil
    let decisions = sample.decisions
    let strong = decisions.models.count { $0 == 1 }
    let share = try #require(sample.golden.metrics(decisions).strongShare.estimate)
    let wilson = try #require(
      Proportion.wilson(successes: strong, trials: decisions.models.count, confidence: 0.95))
    #expect(share.low == .value(wilson.low) && share.high == .value(wilson.high))
  }

  @Test(arguments: seeds)
  func `strong share with clusters stays between nothing and all`(seed: UInt64) throws {
    let sample = SampleGolden(seed: seed)
    let share = try #require(sample.golden.metrics(sample.decisions).strongShare.estimate)
    if let low = share.low?.value { #expect(low >= 0 && low <= share.estimate) }
    if let high = share.high?.value { #expect(high <= 1 && high >= share.estimate) }
  }
}

extension TextColumn {
  /// The positions of the texts.
  var indices: Range<Int> { 0..<count }
}
