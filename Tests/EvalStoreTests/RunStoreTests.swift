import EvalCore
import EvalStore
import EvalSystem
import Foundation
import Testing

struct RunStoreTests {
  private let folder: TemporaryFolder
  private var path: String { folder.file("deep/er/runs.sqlite") }

  init() throws {
    folder = try TemporaryFolder()
  }

  private func sample(_ id: String, suite: String = "mtbench") -> StoredRun {
    SampleRun.named(id, suite: suite)
  }

  @Test func `a run comes back whole from another opening of the store`() throws {
    var options = SampleRun.Options()
    options.tags = ["pr": "12", "who": "ci"]
    options.git = RunReport.GitState(commit: "abc", branch: "main", dirty: true)
    let run = SampleRun.make(options)
    let store = try RunStore(path: path)
    try store.save(run)
    #expect(try store.run(id: run.id) == run)
    try store.close()
    let again = try RunStore.open(existing: path)
    #expect(try again.run(id: run.id) == run)
    #expect(try again.document(of: run.id) == run.document)
    #expect(try again.traces(of: run.id) == run.traces)
    #expect(try again.report(of: run.id) == run.report)
  }

  @Test func `a closed store is one file`() throws {
    let store = try RunStore(path: folder.file("runs.sqlite"))
    try store.save(sample("a"))
    try store.close()
    #expect(folder.names == ["runs.sqlite"])
  }

  @Test func `a run without tokens, scores, labels or weights comes back`() throws {
    var options = SampleRun.Options()
    options.hasTokens = false
    options.weights = true
    var run = SampleRun.make(options)
    run.traces.recording.labels = []
    #expect(run.traces.recording.models.allSatisfy { $0.cost == nil && $0.inputTokens == nil })
    let store = try RunStore.inMemory()
    try store.save(run)
    #expect(try store.traces(of: run.id) == run.traces)
  }

  @Test func `a run on no traces at all comes back`() throws {
    var run = SampleRun.usual
    run.traces.recording.ids = TextColumn()
    run.traces.recording.clusters = []
    run.traces.recording.labels = []
    for model in run.traces.recording.models.indices {
      let name = run.traces.recording.models[model].name
      run.traces.recording.models[model] = Recording.Model(
        name: name, quality: [], cost: nil, latency: [], inputTokens: nil, outputTokens: nil)
    }
    for router in run.traces.routers.indices {
      run.traces.routers[router].decisions = Decisions(models: [], scores: [], threshold: nil)
    }
    let store = try RunStore.inMemory()
    try store.save(run)
    #expect(try store.traces(of: run.id) == run.traces)
  }

  @Test func `scores come back bit by bit, and thresholds beyond every score`() throws {
    var run = sample("a")
    let scores: [Double] = [.nan, .infinity, -.infinity, -0.0, .leastNonzeroMagnitude, 0.1]
    run.traces.routers[0].decisions.scores = (0..<40).map { scores[$0 % scores.count] }
    run.traces.routers[0].decisions.threshold = .infinity
    let store = try RunStore.inMemory()
    try store.save(run)
    let back = try store.traces(of: "a").routers[0].decisions
    #expect(
      back.scores?.map(\.bitPattern)
        == run.traces.routers[0].decisions.scores?.map(\.bitPattern))
    #expect(back.threshold == .infinity)
  }

  @Test func `what deciding took comes back`() throws {
    var run = sample("a")
    run.traces.routers[1].decisions.spent = (0..<40).map { Int64($0) * 1000 - 1 }
    run.traces.routers[1].decisions.spentTokens = (0..<40).map { Int64($0) - 1 }
    let store = try RunStore.inMemory()
    try store.save(run)
    #expect(try store.traces(of: "a") == run.traces)
    run.id = "b"
    run.traces.routers[1].decisions.spentTokens = nil
    #expect(throws: (any Error).self) { try store.save(run) }
  }

  @Test func `a summary says what a list shows`() throws {
    var options = SampleRun.Options(id: "x", suite: "s", seed: .max)
    options.tags = ["b": "2", "a": "1"]
    options.git = RunReport.GitState(commit: "abc", branch: nil, dirty: false)
    let run = SampleRun.make(options)
    let store = try RunStore.inMemory()
    try store.save(run)
    let summary = try store.summary(of: "x")
    #expect(summary.comparability == run.report.comparability)
    #expect(summary.comparability.seed == .max)
    #expect(summary.git == run.report.git)
    #expect(summary.tags == ["a": "1", "b": "2"])
    #expect(summary.verdict == run.report.verdict)
    #expect(summary.exitCode == run.report.exitCode)
    #expect(summary.startedAt == "2026-01-02T03:04:05Z")
    #expect(summary.durationMS == 12.5)
    #expect(summary.golden == "mtbench" && summary.traces == 40 && summary.tool == "0.1.0")
    #expect(summary.suite == "s" && summary.suiteFile == "suites/s/suite.yaml")
  }

  @Test func `runs are listed newest first, each with its own tags`() throws {
    let store = try RunStore.inMemory()
    for (index, suite) in ["a", "b", "a", "a"].enumerated() {
      try store.save(
        SampleRun.make(SampleRun.Options(id: "r\(index)", suite: suite, tags: ["n": "\(index)"])))
    }
    #expect(try store.runs(suite: nil).map(\.id) == ["r3", "r2", "r1", "r0"])
    #expect(try store.runs(suite: "a").map(\.id) == ["r3", "r2", "r0"])
    #expect(try store.runs(suite: "a").map { $0.tags["n"] } == ["3", "2", "0"])
    #expect(try store.runs(suite: "a", limit: 2).map(\.id) == ["r3", "r2"])
    #expect(try store.runs(suite: "c").isEmpty)
    #expect(try store.latest(suite: "a")?.id == "r3")
    #expect(try store.latest(suite: "a", offset: 2)?.id == "r0")
    #expect(try store.latest(suite: "a", offset: 3) == nil)
  }

  @Test func `a run that is not there is named`() throws {
    let store = try RunStore.inMemory()
    #expect(
      throws: ProblemReport(
        file: "memory", message: "has no run `nope`: `evalroute list` shows those that it has")
    ) { try store.run(id: "nope") }
  }

  @Test func `names that look like SQL are only names`() throws {
    var options = SampleRun.Options(id: "a'; DROP TABLE run; --", suite: "s\"'`;")
    options.tags = ["'": "\u{1F98A}\u{0}x"]
    let run = SampleRun.make(options)
    let store = try RunStore.inMemory()
    try store.save(run)
    #expect(try store.run(id: run.id) == run)
    #expect(try store.latest(suite: "s\"'`;")?.id == run.id)
  }
}
