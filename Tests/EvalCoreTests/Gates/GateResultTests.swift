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
