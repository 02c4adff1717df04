import Testing

@testable import EvalCore

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
