import EvalStatistics
import Foundation
import Testing

@testable import EvalCore

/// Scores read as probabilities that the strong model is the better one.
struct CalibrationTests {
  private static let noScore = "the router has no score"
  private static let noProbability = "its scores are not probabilities: they reach beyond 0…1"

  @Test func `a tie is labelled one half`() {
    let golden = HandMade(gaps: [1, 0, -1]).golden
    let metrics = golden.metrics(golden.decide([1, 0.5, 0], threshold: 0.5))
    #expect(metrics.brier.estimate?.estimate == 0)
    #expect(metrics.auroc.estimate?.estimate == 1)
    let reversed = golden.metrics(golden.decide([0, 0.5, 1], threshold: 0.5))
    #expect(isClose(reversed.brier.estimate?.estimate, 2.0 / 3, relative: 1e-9))
    #expect(reversed.auroc.estimate?.estimate == 0)
  }

  @Test func `a router without a score has no calibration`() {
    let golden = HandMade(gaps: [1, 0, -1]).golden
    let report = golden.report(golden.always(1))
    #expect(report.metrics.brier == .undefined(Self.noScore))
    #expect(report.metrics.ece == .undefined(Self.noScore))
    #expect(report.metrics.auroc == .undefined(Self.noScore))
    #expect(report.calibration == nil)
  }

  @Test(arguments: [Double(1).nextUp, -0.001, 1e300])
  func `a score beyond 0…1 leaves the order, but no probability`(score: Double) {
    let golden = HandMade(gaps: [1, 0, -1]).golden
    let report = golden.report(golden.decide([0.5, 0.25, score], threshold: 0.5))
    #expect(report.metrics.brier == .undefined(Self.noProbability))
    #expect(report.metrics.ece == .undefined(Self.noProbability))
    #expect(report.metrics.auroc.estimate?.estimate == (score > 0.5 ? 0 : 1))
    #expect(report.calibration == nil)
  }

  @Test func `both ends of 0…1 are probabilities, and nothing is tested on them`() throws {
    let golden = HandMade(gaps: [1, -1]).golden
    let report = golden.report(golden.decide([-0.0, 1], threshold: 0.5))
    #expect(report.metrics.brier.estimate?.estimate == 1)
    let calibration = try #require(report.calibration)
    #expect(calibration.spiegelhalter.z.value == nil && calibration.spiegelhalter.p.value == nil)
    #expect(calibration.expectedECE == 0)
  }

  @Test(arguments: [[1, 1], [-1, -1]])
  func `one class only has a Brier score and nothing to rank`(gaps: [Int]) {
    let golden = HandMade(gaps: gaps).golden
    let metrics = golden.metrics(golden.decide([0.5, 0.5], threshold: 0.5))
    #expect(metrics.brier.estimate?.estimate == 0.25)
    #expect(
      metrics.auroc
        == .undefined("the strong model is never the better one here, or never the worse one"))
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `the Brier score is that of its parts, with its error by clusters`(seed: UInt64) throws {
    let sample = SampleGolden(seed: seed)
    let golden = sample.golden
    let report = golden.report(sample.decisions)
    let calibration = try #require(report.calibration)
    let brier = try #require(report.metrics.brier.estimate)
    let sum = calibration.miscalibration - calibration.discrimination + calibration.uncertainty
    #expect((brier.estimate - sum).magnitude < 1e-9)
    let labels = zip(sample.made.quality[0], sample.made.quality[1]).map { weak, strong in
      strong > weak ? 1 : strong < weak ? 0 : 0.5
    }
    let direct = try #require(
      BrierScore.mean(scores: sample.scores, labels: labels, weights: golden.weights))
    #expect((brier.estimate - direct).magnitude < 1e-9)
    guard golden.clusterCount >= 2 else { return }
    let losses = zip(sample.scores, labels).map { ($0 - $1) * ($0 - $1) }
    let mean = Direct.mean(losses, weights: golden.weights, clusters: golden.clusters)
    guard mean.degreesOfFreedom >= 1 else { return }
    let (low, high) = (try #require(brier.low?.value), try #require(brier.high?.value))
    #expect((low - mean.interval.low).magnitude < 1e-7)
    #expect((high - mean.interval.high).magnitude < 1e-7)
  }

  @Test func `the bins hold every trace once, from the lowest scores up`() throws {
    let sample = SampleGolden(seed: 8, traces: 80...80)
    let calibration = try #require(sample.golden.report(sample.decisions).calibration)
    #expect(calibration.bins.map(\.traces) == [27, 27, 26])
    let scores = calibration.bins.map(\.meanScore)
    #expect(scores == scores.sorted())
  }

  @Test func `cohorts have a Brier score and an AUROC, all traces the calibration error`() {
    let sample = SampleGolden(seed: 8, traces: 80...80)
    let report = sample.golden.report(sample.decisions)
    #expect(report.metrics.ece.estimate != nil)
    for cohort in report.cohorts {
      #expect(cohort.metrics.brier.estimate != nil)
      #expect(cohort.metrics.ece == .undefined("for all traces only"))
    }
    #expect(report.cohorts.contains { $0.metrics.auroc.estimate != nil })
  }

  @Test func `a random router is expected to rank like a coin`() {
    let sample = SampleGolden(seed: 8, traces: 80...80)
    let reference = sample.golden.report(sample.decisions).reference
    #expect(reference.random.metrics?.auroc == .value(Estimate(0.5)))
    #expect(reference.oracle.metrics?.auroc == .value(Estimate(1)))
    #expect(reference.alwaysWeak.metrics?.auroc == .undefined(Self.noScore))
  }

  @Test func `a document of an older version has no calibration`() throws {
    let sample = SampleGolden(seed: 8)
    let data = try JSONEncoder().encode(sample.golden.metrics(sample.decisions))
    var object = try #require(
      try JSONSerialization.jsonObject(with: data) as? [String: Any])
    for key in ["brier", "ece", "auroc"] { #expect(object.removeValue(forKey: key) != nil) }
    let old = try JSONDecoder().decode(
      MetricSet.self, from: JSONSerialization.data(withJSONObject: object))
    let reason = "not measured by the version that ran this"
    #expect(old.brier == .undefined(reason) && old.auroc == .undefined(reason))
    #expect(old.quality.estimate != nil)
  }
}
