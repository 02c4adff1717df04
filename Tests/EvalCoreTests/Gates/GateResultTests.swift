import Testing

@testable import EvalCore

/// Swift Testing has an exit status of its own.
private typealias ExitStatus = EvalCore.ExitStatus

struct GateResultTests {
  private static func gate(
    _ verdict: Verdict, blocking: Bool = true, waived: Bool = false,
    policy: InconclusivePolicy = .fail
  ) -> GateResult {
    GateResult(
      router: "r", metric: .quality, model: nil, cohort: .all, verdict: verdict,
      isBlocking: blocking, requirement: "", value: .value(0), limit: 0, isRelativeLimit: false,
      comparedWith: nil, reason: "", why: nil,
      waived: waived ? GateSpec.Waiver(until: "2027-01-31", reason: "w") : nil,
      onInconclusive: policy, line: 1)
  }

  private static let runs: [([GateResult], Verdict, ExitStatus)] = [
    ([], .passed, .passed),
    ([gate(.passed)], .passed, .passed),
    ([gate(.passed), gate(.failed)], .failed, .failed),
    ([gate(.failed), gate(.inconclusive)], .failed, .failed),
    ([gate(.failed, blocking: false)], .passed, .passed),
    ([gate(.failed, waived: true)], .passed, .passed),
    ([gate(.passed), gate(.inconclusive)], .inconclusive, .inconclusive),
    ([gate(.inconclusive, blocking: false)], .passed, .passed),
    ([gate(.inconclusive, policy: .warn)], .inconclusive, .passed),
    ([gate(.inconclusive, policy: .warn), gate(.inconclusive)], .inconclusive, .inconclusive),
    ([gate(.inconclusive, policy: .warn), gate(.failed)], .failed, .failed),
  ]

  @Test(arguments: runs)
  func `a run's verdict follows from its gates`(
    gates: [GateResult], verdict: Verdict, status: EvalCore.ExitStatus
  ) {
    let conclusion = GateResult.conclude(gates)
    #expect(conclusion.verdict == verdict)
    #expect(conclusion.status == status)
  }

  private static let together: [([ExitStatus], ExitStatus)] = [
    ([], .passed), ([.passed, .passed], .passed), ([.passed, .inconclusive], .inconclusive),
    ([.inconclusive, .failed], .failed), ([.failed, .broken, .inconclusive], .broken),
  ]

  @Test(arguments: together)
  func `of several exit codes 2 wins over 1 over 3 over 0`(
    statuses: [EvalCore.ExitStatus], combined: EvalCore.ExitStatus
  ) {
    #expect(ExitStatus.combined(statuses) == combined)
    #expect(ExitStatus.combined(statuses.reversed()) == combined)
  }

  @Test func `the exit codes are those of the contract`() {
    #expect(ExitStatus.allCases.map(\.rawValue) == [0, 1, 2, 3])
    #expect(ExitStatus.broken.rawValue == 2 && ExitStatus.inconclusive.rawValue == 3)
  }
}

struct ComparabilityTests {
  private let base = Comparability(
    goldenSHA256: "g", suiteSHA256: "s", pricesSHA256: "p", seed: 7)

  @Test func `another suite and other prices can be compared`() {
    let other = Comparability(goldenSHA256: "g", suiteSHA256: "x", pricesSHA256: "y", seed: 7)
    #expect(base.differences(from: other).isEmpty)
  }

  @Test func `every other difference is named`() {
    let other = Comparability(
      goldenSHA256: "h", suiteSHA256: "s", pricesSHA256: "p", metricVersion: 0, seed: 8)
    let differences = base.differences(from: other)
    #expect(differences.count == 3)
    #expect(differences[1] == "metric version 1 here, 0 in the baseline")
    #expect(differences[2] == "seed 7 here, 8 in the baseline")
  }
}

struct BaselineEventsTests {
  private func events(ids: [String], gates: [String] = ["g1"], models: [String] = ["a", "b"])
    -> [String]
  {
    let run = BaselineRun(
      ref: "b",
      comparability: Comparability(
        goldenSHA256: "", suiteSHA256: "", pricesSHA256: "p", seed: 0),
      unitsPerPoint: 1_000_000, models: ["a", "b"], ids: TextColumn(["1", "2", "3"]), quality: [],
      cost: [], routers: [BaselineRun.Router(name: "r", decisions: [], scores: nil)], gates: ["g1"])
    return BaselineEvents.list(
      since: run, ids: TextColumn(ids), routers: ["r"], gates: gates, models: models,
      comparability: Comparability(
        goldenSHA256: "", suiteSHA256: "", pricesSHA256: "p", seed: 0))
  }

  @Test func `nothing changed, nothing to say`() {
    #expect(events(ids: ["1", "2", "3"]).isEmpty)
  }

  @Test func `traces removed and added are named, up to five`() {
    #expect(
      events(ids: ["0", "2", "4", "5", "6", "7", "8"])
        == [
          "2 traces removed: 1, 3", "6 traces added: 0, 4, 5, 6, 7, and 1 more",
        ])
    #expect(events(ids: []) == ["3 traces removed: 1, 2, 3"])
  }

  @Test func `a gate removed is seen`() {
    #expect(
      events(ids: ["1", "2", "3"], gates: ["g2"]) == ["1 gate removed: g1", "1 gate added: g2"])
  }

  @Test func `another ladder is seen`() {
    #expect(
      events(ids: ["1", "2", "3"], models: ["b", "a"]) == ["models changed: b, a, were a, b"])
  }
}
