import EvalCore
import EvalStore
import EvalSystem
import Testing

struct AcceptedRunTests {
  private let store: RunStore

  init() throws {
    store = try RunStore.inMemory()
    for (id, suite) in [("a", "s"), ("b", "s"), ("c", "r")] {
      try store.save(SampleRun.named(id, suite: suite))
    }
  }

  @Test func `the last acceptance of a suite stands`() throws {
    #expect(try store.accepted(suite: "s") == nil)
    try store.accept("b", suite: "s", at: "2026-01-01T00:00:00Z")
    try store.accept("c", suite: "r", at: "2026-01-02T00:00:00Z")
    try store.accept("a", suite: "s", at: "2026-01-03T00:00:00Z")
    #expect(try store.accepted(suite: "s")?.id == "a")
    let baselines = try store.baselines()
    #expect(baselines.map(\.suite) == ["r", "s"])
    #expect(baselines.map(\.run) == ["c", "a"])
    #expect(baselines.map(\.acceptedAt) == ["2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z"])
  }

  @Test func `a dropped baseline is gone and its run stays`() throws {
    try store.accept("a", suite: "s", at: "now")
    #expect(try store.dropBaseline(suite: "s"))
    #expect(try !store.dropBaseline(suite: "s"))
    #expect(try store.accepted(suite: "s") == nil)
    #expect(try store.summary(of: "a").id == "a")
  }

  @Test func `a run of another suite, or none at all, is not accepted`() throws {
    #expect(
      throws: ProblemReport(file: "memory", message: "run `c` is of suite r, not of s")
    ) { try store.accept("c", suite: "s", at: "now") }
    #expect(throws: ProblemReport.self) { try store.accept("d", suite: "s", at: "now") }
    #expect(try store.baselines().isEmpty)
  }

  @Test func `a stored run serves as a baseline`() throws {
    let run = SampleRun.usual
    let baseline = try store.baseline(of: "a", ref: "latest~2")
    #expect(baseline.ref == "latest~2")
    #expect(baseline.comparability == run.report.comparability)
    #expect(baseline.models == ["weak", "strong"])
    #expect(baseline.ids == run.traces.recording.ids)
    #expect(baseline.quality == run.traces.recording.models.map(\.quality))
    #expect(baseline.cost == run.traces.recording.models.map(\.cost))
    #expect(baseline.unitsPerPoint == 1_000_000)
    #expect(baseline.routers.map(\.name) == ["mf", "weak", "oracle"])
    #expect(baseline.routers.map(\.decisions) == run.traces.routers.map(\.decisions.models))
    #expect(baseline.routers.map(\.scores) == run.traces.routers.map(\.decisions.scores))
    #expect(baseline.gates == run.report.gates.map(\.baselineTitle))
    #expect(baseline.gates.contains("quality of mf (all) at least 0.2"))
    #expect(baseline.gates.contains("quality of mf (category=math, turn=1) at least 0.7"))
    #expect(baseline.gates.contains("quality of mf (all) drop at most 5.0% no worse than oracle"))
    #expect(try store.baseline(of: "a").ref == "a")
  }
}
