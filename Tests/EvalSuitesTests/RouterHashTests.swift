import EvalCore
import EvalSuites
import Testing

struct RouterHashTests {
  private func hash(_ router: String) throws -> String {
    try SuiteText.router(router).decode().routers[1].sha256
  }

  private static let base = "{name: q, kind: signal, signal: score, threshold: 0.5}"

  @Test(arguments: [
    "{name: p, kind: signal, signal: score, threshold: 0.5}",
    "{name: q, kind: signal, signal: score, threshold: 0.5, why: because}",
    "{name: q, why: \"x\", kind: signal, signal: score, threshold: 0.5}",
  ])
  func `a name and a reason do not count`(router: String) throws {
    #expect(try hash(router) == hash(Self.base))
  }

  @Test(arguments: [
    "{name: q, kind: signal, signal: score, threshold: 0.6}",
    "{name: q, kind: signal, signal: scores, threshold: 0.5}",
    "{name: q, kind: signal, signal: score, threshold: {strong_share: 0.5}}",
    "{name: q, kind: signal, signal: score, threshold: {pgr: 0.5}}",
    "{name: q, kind: signal, signal: score, threshold: {pgr: 0.5}, calibrate_on: ../g}",
    "{name: q, kind: length, threshold: 0.5}",
    "{name: q, kind: random, threshold: 0.5}",
    "{name: q, kind: random, threshold: 0.5, seed: 0}",
  ])
  func `everything else does`(router: String) throws {
    #expect(try hash(router) != hash(Self.base))
  }

  @Test func `patterns that run into each other are not the same`() throws {
    func rules(_ first: String, _ second: String) -> String {
      "{name: q, kind: domain, domains: [{name: d, patterns: ['\(first)', '\(second)'], model: big}],"
        + " default: small}"
    }
    #expect(try hash(rules("ab", "c")) != hash(rules("a", "bc")))
  }
}
