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
        goldenSHA256: "", suiteSHA256: "", pricesSHA256: "p", seed: 0)
    ).all
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

  @Test func `a trace of another name that did the very same was renamed`() {
    func pool(_ quality: [[Int64]], _ cost: [[Int64]?]) -> ModelPool {
      ModelPool(names: ["a", "b"], quality: quality, cost: cost)
    }
    let old = TextColumn(["1", "2", "3", "4"])
    let new = TextColumn(["1", "5", "6", "7"])
    let before = pool([[1, 2, 3, 4], [5, 6, 7, 8]], [[1, 1, 1, 1], [2, 2, 2, 2]])
    let now = pool([[1, 3, 2, 4], [5, 7, 6, 8]], [[1, 1, 1, 1], [2, 2, 2, 3]])
    let events = TraceEvents(
      TraceAlignment(old, new), names: (old, new), pools: (before, now))
    #expect(
      events.list
        == ["2 traces renamed: 2 is now 6, 3 is now 5", "1 trace removed: 4", "1 trace added: 7"])
    // Without costs, or where others did the same, nothing tells.
    let silent = TraceEvents(
      TraceAlignment(old, new), names: (old, new),
      pools: (pool(before.quality, [nil, nil]), pool(now.quality, [nil, nil])))
    #expect(silent.list == ["3 traces removed: 2, 3, 4", "3 traces added: 5, 6, 7"])
    let alike = pool([[1, 3, 3, 4], [5, 7, 7, 8]], [[1, 1, 1, 1], [2, 2, 2, 2]])
    #expect(
      TraceEvents(TraceAlignment(old, new), names: (old, new), pools: (before, alike)).list
        == ["1 trace renamed: 4 is now 7", "2 traces removed: 2, 3", "2 traces added: 5, 6"])
  }
}
