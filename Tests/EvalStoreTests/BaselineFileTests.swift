import EvalCore
import EvalStore
import EvalSystem
import Foundation
import Testing

struct BaselineFileTests {
  private let folder: TemporaryFolder
  private let run = SampleRun.usual

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Expects a baseline to say what a run did.
  private func expect(
    _ baseline: BaselineRun, of run: StoredRun, ref: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let expected = run.traces.baseline(
      ref: ref, comparability: run.report.comparability,
      gates: run.report.gates.map(\.baselineTitle))
    #expect(baseline.ref == ref, sourceLocation: sourceLocation)
    #expect(baseline.comparability == expected.comparability, sourceLocation: sourceLocation)
    #expect(baseline.unitsPerPoint == expected.unitsPerPoint, sourceLocation: sourceLocation)
    #expect(baseline.models == expected.models, sourceLocation: sourceLocation)
    #expect(baseline.ids == expected.ids, sourceLocation: sourceLocation)
    #expect(baseline.quality == expected.quality, sourceLocation: sourceLocation)
    #expect(baseline.cost == expected.cost, sourceLocation: sourceLocation)
    #expect(baseline.gates == expected.gates, sourceLocation: sourceLocation)
    for (router, other) in zip(baseline.routers, expected.routers) {
      #expect(router.name == other.name, sourceLocation: sourceLocation)
      #expect(router.decisions == other.decisions, sourceLocation: sourceLocation)
      #expect(
        router.scores?.map(\.bitPattern) == other.scores?.map(\.bitPattern),
        sourceLocation: sourceLocation)
      #expect(router.spent == other.spent, sourceLocation: sourceLocation)
      #expect(router.spentTokens == other.spentTokens, sourceLocation: sourceLocation)
    }
    #expect(baseline.routers.count == expected.routers.count, sourceLocation: sourceLocation)
  }

  @Test func `a written baseline reads back`() throws {
    try BaselineFile.write(report: run.report, traces: run.traces, to: folder.path)
    #expect(folder.names == [BaselineFile.decisionsName, BaselineFile.name])
    let baseline = try #require(try BaselineFile.read(folder.path))
    expect(baseline, of: run, ref: folder.file(BaselineFile.name))
    expect(
      try BaselineFile.read(file: folder.file(BaselineFile.name)), of: run,
      ref: folder.file(BaselineFile.name))
  }

  @Test func `the same run gives the same bytes, whenever and under whatever id it is stored`()
    throws
  {
    let first = try BaselineFile.render(report: run.report, traces: run.traces)
    var again = run
    again.report.run = "another"
    again.report.startedAt = "2030-01-01T00:00:00Z"
    again.report.durationMS = 99
    again.report.tags = ["a": "b"]
    again.report.git = RunReport.GitState(commit: "abc", branch: nil, dirty: true)
    #expect(try BaselineFile.render(report: again.report, traces: again.traces) == first)
    let store = try RunStore.inMemory()
    try store.save(run)
    let stored = try store.run(id: run.id)
    #expect(try BaselineFile.render(report: stored.report, traces: stored.traces) == first)
  }

  @Test func `the figures are pretty, sorted and name no run`() throws {
    let json = String(
      decoding: try BaselineFile.render(report: run.report, traces: run.traces).json, as: UTF8.self)
    #expect(json.hasPrefix("{\n  \"comparability\" : {\n    \"golden_sha256\" : "))
    #expect(json.hasSuffix("  \"units_per_point\" : 1000000,\n  \"version\" : 1\n}\n"))
    for absent in [run.id, "started_at", "2026"] { #expect(!json.contains(absent)) }
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let routers = object?["routers"] as? [[String: Any]]
    let quality = run.report.routers[0].metrics.quality.estimate?.estimate
    #expect(routers?[0]["quality"] as? Double == quality)
    #expect(Set(routers?[0].keys ?? [:].keys).count == 10)
    let gates = object?["gates"] as? [[String: Any]]
    #expect(gates?.count == run.report.gates.count)
    #expect(gates?[0]["name"] as? String == "quality of mf (all) at least 0.2")
  }

  @Test func `the lines are as documented`() throws {
    var run = run
    run.traces.recording.ids = TextColumn(["081-1", "082-1"])
    run.traces.recording.labels = []
    run.traces.recording.clusters = [0, 1]
    run.traces.recording.models = [
      Recording.Model(
        name: "weak", quality: [10_000_000, -500_000], cost: nil, latency: nil, inputTokens: nil,
        outputTokens: nil),
      Recording.Model(
        name: "strong", quality: [9_000_001, 0], cost: [244_800, 12], latency: nil,
        inputTokens: nil, outputTokens: nil),
    ]
    run.traces.routers[0].decisions = Decisions(models: [1, 0], scores: [0.61, 1e-05])
    run.traces.routers[1].decisions = Decisions(models: [0, 0])
    run.traces.routers[2].decisions = Decisions(models: [1, 1], scores: [.nan, -.infinity])
    let decisions = try BaselineFile.render(report: run.report, traces: run.traces).decisions
    #expect(
      String(decoding: decisions, as: UTF8.self) == """
        {"id":"081-1","q":[10,9.000001],"c":[null,244800],"r":[[1,0.61],[0],[1,null]]}
        {"id":"082-1","q":[-0.5,0],"c":[null,12],"r":[[0,1e-05],[0],[1,-1e999]]}

        """)
    run.traces.routers[1].decisions.spent = [3200, Golden.missing]
    run.traces.routers[1].decisions.spentTokens = [97, 95]
    let paid = try BaselineFile.render(report: run.report, traces: run.traces).decisions
    let lines = String(decoding: paid, as: UTF8.self).split(separator: "\n")
    #expect(lines.map { $0.hasSuffix(#"],"d":[null,[3200,97],null]}"#) } == [true, false])
    #expect(lines.map { $0.hasSuffix(#"],"d":[null,[-1,95],null]}"#) } == [false, true])
  }

  @Test(arguments: 0..<60)
  func `random runs read back`(seed: Int) throws {
    var random = SeededRandom(UInt64(seed))
    let run = RandomRun.make(&random)
    let contents = try BaselineFile.render(report: run.report, traces: run.traces)
    let baseline = try BaselineFile.read(
      json: contents.json, decisions: contents.decisions, ref: "git:abc")
    expect(baseline, of: run, ref: "git:abc")
  }

  @Test(
    arguments: [
      "\u{7F}", "\u{85}", "\u{2028}x\u{2029}", "x\u{FEFF}", "🦊", "a: b", "- x", "\"", "\\", "é",
      "\u{1}\u{1F}\n\t\r", "{}", "#", "null", "1", "\u{FFFE}", "&a", "*a",
    ])
  func `names may be any text`(name: String) throws {
    var run = run
    run.report.routers[0].name = name
    run.traces.routers[0].name = name
    run.report.golden.models[1] = name
    run.traces.recording.models[1].name = name
    let contents = try BaselineFile.render(report: run.report, traces: run.traces)
    let baseline = try BaselineFile.read(
      json: contents.json, decisions: contents.decisions, ref: "r")
    #expect(baseline.routers[0].name == name)
    #expect(baseline.models[1] == name)
  }

  @Test func `an incomplete or contradictory run is not written`() throws {
    var run = run
    run.report.incomplete = true
    #expect(
      throws: ProblemReport(
        file: "baseline.json",
        message: "the run was interrupted: an incomplete run cannot be a baseline")
    ) { try BaselineFile.write(report: run.report, traces: run.traces, to: folder.path) }
    run.report.incomplete = nil
    run.traces.routers.removeLast()
    #expect(throws: ProblemReport.self) {
      try BaselineFile.write(report: run.report, traces: run.traces, to: folder.path)
    }
    #expect(folder.names.isEmpty)
  }

  @Test func `a folder without a baseline has none`() throws {
    #expect(try BaselineFile.read(folder.path) == nil)
    #expect(try BaselineFile.read(folder.file("nowhere")) == nil)
    #expect(try !BaselineFile.remove(from: folder.path))
  }

  @Test func `one of the files alone is a mistake`() throws {
    for name in [BaselineFile.name, BaselineFile.decisionsName] {
      try BaselineFile.write(report: run.report, traces: run.traces, to: folder.path)
      try FileManager.default.removeItem(atPath: folder.file(name))
      #expect(throws: ProblemReport(file: folder.file(name), message: "does not exist")) {
        try BaselineFile.read(folder.path)
      }
    }
  }

  @Test func `a removed baseline is gone, and nothing else`() throws {
    try BaselineFile.write(report: run.report, traces: run.traces, to: folder.path)
    _ = try folder.write([1], to: "suite.yaml")
    #expect(try BaselineFile.remove(from: folder.path))
    #expect(folder.names == ["suite.yaml"])
  }

  @Test func `a baseline under another name has its decisions beside it`() throws {
    let contents = try BaselineFile.render(report: run.report, traces: run.traces)
    let path = try folder.write(contents.json, to: "old.json")
    _ = try folder.write(contents.decisions, to: "old.decisions.jsonl")
    expect(try BaselineFile.read(file: path), of: run, ref: path)
  }
}
