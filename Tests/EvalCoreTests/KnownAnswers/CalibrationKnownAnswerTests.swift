import Testing

@testable import EvalCore

/// The case `calibration` of `known_answers.json`, through the metrics of a run.
///
/// Its calibration errors are of four bins, which 20 traces do not get here: `CalibrationError`
/// has its own tests.
struct CalibrationKnownAnswerTests {
  private static let scores = [
    0.05, 0.1, 0.15, 0.2, 0.3, 0.35, 0.45, 0.5, 0.55, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0,
    0.0, 0.4, 0.65,
  ]
  private static let labels = [0, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1, 0, 0, 1]

  private static let report: RouterReport = {
    let golden = HandMade(gaps: labels.map { 2 * $0 - 1 }).golden
    return golden.report(golden.decide(scores, threshold: 0.5))
  }()

  @Test func `the Brier score and its parts, to 1e-10`() throws {
    let calibration = try #require(Self.report.calibration)
    let brier = Self.report.metrics.brier.estimate?.estimate
    #expect(isClose(brier, 0.170625, relative: 1e-10))
    #expect(isClose(calibration.miscalibration, 0.03312499999999999, relative: 1e-10))
    #expect(isClose(calibration.discrimination, 0.10999999999999999, relative: 1e-10))
    #expect(isClose(calibration.uncertainty, 0.2475, relative: 1e-10))
  }

  @Test func `Spiegelhalter's test and the AUROC, to 1e-10`() throws {
    let test = try #require(Self.report.calibration).spiegelhalter
    #expect(isClose(test.z.value, 0.3516764938852827, relative: 1e-10))
    #expect(isClose(test.p.value, 0.7250808910033084, relative: 1e-10))
    let area = Self.report.metrics.auroc.estimate?.estimate
    #expect(isClose(area, 0.8282828282828283, relative: 1e-10))
  }

  @Test func `the error of the single bin is the distance of the means`() throws {
    let calibration = try #require(Self.report.calibration)
    let bin = try #require(calibration.bins.first)
    #expect(calibration.bins.count == 1 && bin.traces == 20)
    #expect(isClose(bin.meanScore, Self.scores.reduce(0, +) / 20, relative: 1e-11))
    #expect(isClose(bin.meanLabel, 0.55, relative: 1e-11))
    let gap = bin.meanLabel - bin.meanScore
    #expect(isClose(calibration.ece, gap, relative: 1e-9))
    #expect(isClose(Self.report.metrics.ece.estimate?.estimate, gap, relative: 1e-9))
    #expect(
      isClose(calibration.debiasedSquare, gap * gap - 0.55 * 0.45 / 19, relative: 1e-9))
    #expect(calibration.expectedECE > gap)
  }
}
