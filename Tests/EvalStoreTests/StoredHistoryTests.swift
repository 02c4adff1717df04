import EvalCore
import EvalStore
import EvalSystem
import Testing

struct StoredHistoryTests {
  @Test func `a suite's newest runs come the oldest first, with one metric and their choices`()
    throws
  {
    let store = try RunStore.inMemory()
    for id in ["a", "b", "c"] { try store.save(SampleRun.named(id, suite: "mtbench")) }
    try store.save(SampleRun.named("x", suite: "other"))
    let runs = try store.history(suite: "mtbench", limit: 2, metric: .quality)
    #expect(runs.map(\.summary.id) == ["b", "c"])
    // Runs on one recording share it.
    #expect(runs[0].recording == runs[1].recording)
    let saved = SampleRun.named("c", suite: "mtbench")
    #expect(runs[1].routers.map(\.name) == saved.report.routers.map(\.name))
    for (router, report) in zip(runs[1].routers, saved.report.routers) {
      #expect(router.configSHA256 == report.configSHA256)
      #expect(
        router.value.estimate?.estimate
          == report.metrics.quality.estimate.map { Rounding.significant($0.estimate) })
    }
    let recording = try store.recording(runs[1].recording)
    #expect(recording == saved.traces.recording)
    let choices = try store.choices(of: runs[1], on: recording)
    #expect(choices.map(\.decisions.models) == saved.traces.routers.map(\.decisions.models))
    let scale = try store.qualityScale(of: runs[1].summary, unitsPerPoint: 1_000_000)
    #expect(scale.min == saved.report.golden.qualityMin)
    #expect(scale.max == saved.report.golden.qualityMax)
  }

  @Test func `suites are listed by name, and an unknown one has no runs`() throws {
    let store = try RunStore.inMemory()
    #expect(try store.suites() == [])
    try store.save(SampleRun.named("a", suite: "z"))
    try store.save(SampleRun.named("b", suite: "m"))
    #expect(try store.suites() == ["m", "z"])
    #expect(try store.history(suite: "q", limit: 5, metric: .cost).isEmpty)
  }
}
