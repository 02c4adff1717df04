@testable import EvalCore
import Testing

@testable import EvalReports

/// Thresholds in words, in every report.
struct ThresholdTextTests {
  private static func planned(_ share: Double, isHere: Bool = false) -> RunReport {
    var report = Sample.passed()
    var threshold = RouterReport.ThresholdReport(
      value: 0.5, rule: "strong share 0.3", fittedOn: "elsewhere", fittedHere: isHere)
    threshold.plannedStrongShare = .value(
      Estimate(share, low: .value(share - 0.02), high: .value(share + 0.02)))
    report.routers[0].threshold = threshold
    report.routers[0].metrics.strongShare = .value(
      Estimate(0.4, low: .value(0.35), high: .value(0.45)))
    return report
  }

  private func texts(_ report: RunReport) -> [String] {
    [
      TerminalReport.render(report, options: TerminalOptions(width: 300)),
      MarkdownReport.render(report), HTMLReport.render(report),
    ]
  }

  @Test func `plan and outcome stand in every report, with what the difference is worth`() {
    for text in texts(Self.planned(0.3)) {
      #expect(text.contains("30.0% strong planned, 40.0% realised"))
      #expect(text.contains("+10.0 points (+4.6 to +15.4), more than noise"))
    }
    for text in texts(Self.planned(0.38)) { #expect(text.contains("within noise")) }
    for text in texts(Self.planned(0.4, isHere: true)) { #expect(text.contains("the same data")) }
  }

  @Test func `a report of an earlier build says nothing of a plan`() {
    for text in texts(Sample.passed()) { #expect(!text.contains("strong planned")) }
  }

  @Test func `what is shown of losses, and what it would take`() {
    var guarantee = GuaranteeReport(
      maxLoss: 0.05, confidence: 0.9, tolerance: 0, grid: .fixed, tested: 400, isByCluster: false,
      loss: 0.025, p: 0.0094, leastTested: 45, isShown: true)
    #expect(
      ThresholdText.guarantee(guarantee)
        == "at most 5.0% lost with 90% confidence: shown, 2.5% of 400 traces (p = 0.009)")
    guarantee.isShown = false
    #expect(ThresholdText.guarantee(guarantee).hasSuffix("already loses too many of 400 traces"))
    guarantee.tested = 20
    guarantee.isByCluster = true
    #expect(
      ThresholdText.guarantee(guarantee).hasSuffix(
        "20 clusters are too few, at least 45 without a loss are needed"))
  }

  @Test func `beyond the scores there are words`() {
    func value(_ number: Double?) -> String {
      ThresholdText.value(
        RouterReport.ThresholdReport(value: number, rule: "r", fittedOn: "g", fittedHere: true))
    }
    #expect(value(nil) == "above every score")
    #expect(value(Threshold.belowEveryScore) == "below every score")
    #expect(value(0.25) == "0.25")
  }
}
