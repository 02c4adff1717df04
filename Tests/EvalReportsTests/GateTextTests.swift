@testable import EvalCore
import Testing

@testable import EvalReports

struct GateTextTests {
  private let golden = Sample.passed().golden

  private func text(_ gate: GateResult) -> GateText { GateText(gate, golden: golden) }

  @Test(arguments: [
    ("at least 0.55", nil as String?, "apgr floor"), ("at most 0.55", nil, "apgr ceiling"),
    ("drop at most 0.55", "baseline", "apgr drop against baseline"),
    ("rise at most 0.55", "rules", "apgr rise against rules"), ("something", nil, "apgr gate"),
  ])
  func `a gate's name has no number in it`(
    _ requirement: String, _ against: String?, _ name: String
  ) {
    let gate = Sample.gate(
      .apgr, "mf", requirement: requirement, value: 0.6, limit: 0.55, against: against)
    #expect(text(gate).name == name)
  }

  @Test func `a changed limit and value keep the name`() {
    let one = Sample.gate(.cost, "mf", requirement: "at most 0.01", value: 0.2, limit: 0.01)
    let other = Sample.gate(.cost, "mf", requirement: "at most 0.02", value: 0.3, limit: 0.02)
    #expect(text(one).name == text(other).name)
  }

  @Test func `a tiny limit is written without an exponent`() {
    let gate = Sample.gate(.cost, "mf", requirement: "at most 1e-05", value: 2e-5, limit: 1e-5)
    #expect(text(gate).requirement == "at most $0.00001")
    #expect(text(gate).value == "$0.0000200")
  }

  @Test func `a value beside its limit never looks equal to it`() {
    let gate = Sample.gate(.apgr, "mf", .failed, value: 0.54996, limit: 0.55)
    #expect(text(gate).value == "0.54996")
    #expect(text(Sample.gate(.apgr, "mf", value: 0.55, limit: 0.55)).value == "0.550")
  }

  @Test func `a relative limit is in percent`() {
    let gate = Sample.gate(
      .cost, "mf", requirement: "rise at most 5.0%", value: 0.0004, limit: 0.05, isRelative: true,
      against: "baseline")
    #expect(text(gate).requirement == "rise at most 5% vs baseline")
    #expect(text(gate).value == "+$0.000400")
  }

  @Test func `quality is on both scales unless they are the same`() {
    let gate = Sample.gate(.quality, "mf", value: 0.881, limit: 0.8)
    #expect(text(gate).value == "0.881 (8.93)")
    var unit = golden
    unit.qualityMin = 0
    unit.qualityMax = 1
    #expect(GateText(gate, golden: unit).value == "0.881")
  }

  @Test func `a change of exactly zero is no change and an undefined value is a dash`() {
    let gate = Sample.gate(
      .quality, "mf", requirement: "drop at most 0.02", value: 0, limit: 0.02, against: "baseline")
    #expect(text(gate).value == "no change")
    #expect(text(Sample.gate(.pgr, "mf", .inconclusive, limit: 0.5)).value == "–")
  }

  @Test func `the value before follows from the value now and the change`() {
    let gate = Sample.gate(
      .quality, "mf", requirement: "drop at most 0.02", value: -0.011, limit: 0.02,
      against: "baseline")
    let metrics = Sample.passed().routers[0].metrics
    #expect(text(gate).valueNow(metrics) == "0.881")
    #expect(text(gate).valueBefore(metrics) == "0.892")
    #expect(text(gate).valueBefore(nil) == nil)
  }

  @Test(arguments: MetricName.allCases)
  func `every metric has a unit`(_ metric: MetricName) {
    let gate = Sample.gate(metric, "mf", value: 0.25, limit: 0.2)
    #expect(!text(gate).value.isEmpty)
    #expect(text(gate).sentence.hasPrefix(metric.rawValue))
  }
}
