@testable import EvalCore
import Testing

@testable import EvalReports

struct GateStandingTests {
  private func gate(
    _ verdict: Verdict, isBlocking: Bool = true, isWaived: Bool = false,
    policy: InconclusivePolicy = .fail, router: String = "mf"
  ) -> GateResult {
    var gate = Sample.gate(
      .apgr, router, verdict, isBlocking: isBlocking, value: 0.5, limit: 0.5,
      waiver: isWaived ? GateSpec.Waiver(until: "2027-01-31", reason: "x") : nil)
    gate.onInconclusive = policy
    return gate
  }

  @Test func `a standing says what a verdict does to the run`() {
    #expect(GateStanding(gate(.passed)) == .passed)
    #expect(GateStanding(gate(.failed)) == .failed)
    #expect(GateStanding(gate(.failed, isWaived: true)) == .waived)
    #expect(GateStanding(gate(.failed, isBlocking: false)) == .noted)
    #expect(GateStanding(gate(.inconclusive)) == .open)
    #expect(GateStanding(gate(.inconclusive, isBlocking: false)) == .undecided)
    #expect(GateStanding(gate(.inconclusive, policy: .warn)) == .undecided)
  }

  @Test func `a router's verdict is the worst of its own gates`() {
    let gates = [gate(.passed), gate(.inconclusive), gate(.failed, router: "rules")]
    #expect(GateStanding.worst(of: "mf", in: gates) == .open)
    #expect(GateStanding.worst(of: "rules", in: gates) == .failed)
    #expect(GateStanding.worst(of: "length", in: gates) == nil)
  }

  @Test func `a gate that was never to block leaves a router passed`() {
    let gates = [gate(.passed), gate(.inconclusive, isBlocking: false)]
    #expect(GateStanding.worst(of: "mf", in: gates) == .passed)
    #expect(
      GateStanding.worst(of: "mf", in: gates + [gate(.inconclusive, policy: .warn)]) == .undecided)
  }

  @Test func `no two standings share their words`() {
    #expect(Set(GateStanding.allCases.map(\.word)).count == GateStanding.allCases.count)
  }
}
