import Testing

@testable import EvalCore

/// What must not change when the same facts are told another way.
struct InvarianceTests {
  private static let seeds: [UInt64] = Array(1...100)

  /// Every point estimate, by name, but for the calibration error: where a tie lies across the edge
  /// of two bins, the order of the ids decides which trace is in which.
  private func estimates(_ metrics: MetricSet) -> [String: Double?] {
    var values: [String: Double?] = [:]
    for metric in MetricName.allCases where metric != .ece {
      values[metric.rawValue] = metrics.value(of: metric).estimate?.estimate
    }
    values["raw"] = metrics.quality.estimate?.raw
    for (model, tokens) in metrics.tokens { values["in \(model)"] = Double(tokens.input) }
    for (model, usd) in metrics.costByModel { values["usd \(model)"] = usd }
    return values
  }

  @Test(arguments: seeds)
  func `traces in any order sum to the same figures, to the bit`(seed: UInt64) {
    let sample = SampleGolden(seed: seed)
    var draws = Draws(seed: seed &* 77)
    let other = sample.permuted(by: Array(0..<sample.made.count).shuffled(using: &draws))
    #expect(
      estimates(other.golden.metrics(other.decisions))
        == estimates(sample.golden.metrics(sample.decisions)))
  }

  @Test(arguments: seeds)
  func `traces in any order have the same intervals, to rounding`(seed: UInt64) {
    let sample = SampleGolden(seed: seed)
    var draws = Draws(seed: seed &* 78)
    let other = sample.permuted(by: Array(0..<sample.made.count).shuffled(using: &draws))
    let (left, right) = (
      sample.golden.metrics(sample.decisions), other.golden.metrics(other.decisions)
    )
    expectEqual(left, right, relative: 1e-9, but: [.ece])
  }

  /// Compares estimates and both bounds, metric by metric.
  private func expectEqual(
    _ left: MetricSet, _ right: MetricSet, relative: Double, but out: Set<MetricName> = []
  ) {
    for metric in MetricName.allCases where !out.contains(metric) {
      let (a, b) = (left.value(of: metric).estimate, right.value(of: metric).estimate)
      #expect((a == nil) == (b == nil), "\(metric)")
      #expect(a?.status == b?.status, "\(metric)")
      for (x, y) in [
        (a?.estimate, b?.estimate), (a?.low?.value, b?.low?.value),
        (a?.high?.value, b?.high?.value),
      ] {
        #expect((x == nil) == (y == nil), "\(metric)")
        guard let x, let y else { continue }
        #expect((x - y).magnitude <= relative * max(1, y.magnitude), "\(metric): \(x), \(y)")
      }
    }
    #expect(left.cpt.entries.map(\.low) == right.cpt.entries.map(\.low))
    #expect(left.cpt.entries.map(\.high) == right.cpt.entries.map(\.high))
  }

  @Test(arguments: seeds)
  func `a weight of k is k traces in one cluster, but for latencies and bins`(seed: UInt64) {
    var weighted = SampleGolden(seed: seed)
    if weighted.made.weights == nil {
      weighted.made.weights = weighted.scores.indices.map { Int64(1 + $0 % 3) }
    }
    if weighted.made.clusters == nil { weighted.made.clusters = Array(0..<weighted.made.count) }
    let weights = weighted.made.weights ?? []
    // A golden whose weights are all one counts as unclustered: its share has another interval.
    guard weights.contains(where: { $0 > 1 }) else { return }
    let copies = weights.indices.flatMap { [Int](repeating: $0, count: Int(weights[$0])) }
    var split = weighted.permuted(by: copies)
    split.made.weights = nil
    expectEqual(
      weighted.golden.metrics(weighted.decisions), split.golden.metrics(split.decisions),
      relative: 1e-9, but: [.latencyP50, .latencyP95, .latencyP99, .ece])
  }

  @Test(arguments: seeds)
  func `renaming a cohort's level changes the name alone`(seed: UInt64) {
    let sample = SampleGolden(seed: seed)
    let names = ["writing": "zebra", "math": "aardvark", "coding": "<x&y>", "∅": "none"]
    var renamed = sample
    renamed.made.labels[0].levels = sample.made.labels[0].levels.map { names[$0] ?? $0 }
    let before = sample.golden.report(sample.decisions)
    let after = renamed.golden.report(renamed.decisions)
    #expect(before.metrics == after.metrics)
    #expect(before.reference == after.reference)
    func table(_ report: RouterReport, rename: [String: String]) -> [String: RouterReport
      .CohortReport]
    {
      var table: [String: RouterReport.CohortReport] = [:]
      for var cohort in report.cohorts {
        for index in cohort.cohort.labels.indices
        where cohort.cohort.labels[index].name == "category" {
          let level = cohort.cohort.labels[index].level
          cohort.cohort.labels[index].level = rename[level] ?? level
        }
        table[cohort.cohort.description] = cohort
      }
      return table
    }
    #expect(table(before, rename: names) == table(after, rename: [:]))
    #expect(before.cohorts.count == after.cohorts.count)
  }

  @Test(arguments: seeds)
  func `scores matter by their order alone, but for calibration`(seed: UInt64) {
    let sample = SampleGolden(seed: seed)
    let golden = sample.golden
    let stretched = sample.scores.map { $0 * $0 * $0 * 1e6 - 7 }
    let threshold = sample.threshold * sample.threshold * sample.threshold * 1e6 - 7
    let other = golden.decide(stretched, threshold: threshold)
    // Cubing may part or join a score and the threshold in their last bits.
    guard other.models == sample.decisions.models else { return }
    var metrics = golden.metrics(sample.decisions)
    metrics.brier = .undefined("its scores are not probabilities: they reach beyond 0…1")
    metrics.ece = metrics.brier
    #expect(golden.metrics(other) == metrics)
  }

  @Test(arguments: seeds)
  func `a shifted scale moves the raw figures alone`(seed: UInt64) throws {
    let sample = SampleGolden(seed: seed)
    var shifted = sample
    let scale = sample.made.scale
    shifted.made.scale = QualityScale(min: scale.min + 10, max: scale.max + 10)
    shifted.made.quality = sample.made.quality.map { $0.map { $0 + 10 } }
    let (left, right) = (
      sample.golden.metrics(sample.decisions), shifted.golden.metrics(shifted.decisions)
    )
    #expect(left.pgr == right.pgr)
    #expect(left.apgr == right.apgr)
    #expect(left.cpt == right.cpt)
    let raw = try #require(right.quality.estimate?.raw) - (try #require(left.quality.estimate?.raw))
    #expect((raw - 10).magnitude < 1e-9)
    #expect(left.quality.estimate?.estimate == right.quality.estimate?.estimate)
  }
}
