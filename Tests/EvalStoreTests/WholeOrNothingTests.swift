import EvalCore
import EvalSystem
import Foundation
import GRDB
import Testing

@testable import EvalStore

struct WholeOrNothingTests {
  private let store: RunStore

  init() throws {
    store = try RunStore.inMemory()
  }

  /// Every table's number of rows, by the tables' names.
  private func rows() throws -> [String: Int] {
    try store.read { database in
      let tables = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
      return try Dictionary(
        uniqueKeysWithValues: tables.map { table in
          (table, try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? -1)
        })
    }
  }

  @Test func `a run that fails at its last row leaves nothing behind`() throws {
    let before = try rows()
    var run = SampleRun.usual
    // No router of this name: the foreign key of the last gate fails when all else is written.
    run.report.gates[run.report.gates.count - 1].router = "nobody"
    #expect(
      throws: ProblemReport(
        file: "memory",
        message: "the run contradicts itself (FOREIGN KEY constraint failed): nothing was stored;"
          + " this is a mistake in evalroute, please report it")
    ) { try store.save(run) }
    #expect(try rows() == before)
    #expect(before.values.allSatisfy { $0 == 0 })
  }

  @Test func `a run with two routers of one name leaves nothing behind`() throws {
    var run = SampleRun.usual
    run.report.routers[2].name = "mf"
    run.traces.routers[2].name = "mf"
    #expect(throws: ProblemReport.self) { try store.save(run) }
    #expect(try rows().values.allSatisfy { $0 == 0 })
  }

  @Test func `after a failure the store takes the next run`() throws {
    var run = SampleRun.usual
    run.report.gates[0].router = "nobody"
    #expect(throws: ProblemReport.self) { try store.save(run) }
    run.report.gates[0].router = "mf"
    try store.save(run)
    #expect(try store.runs(suite: nil).count == 1)
  }

  @Test func `a taken id is refused`() throws {
    let run = SampleRun.usual
    try store.save(run)
    let before = try rows()
    #expect(
      throws: ProblemReport(
        file: "memory", message: "already has a run \(run.id): nothing was stored")
    ) { try store.save(run) }
    #expect(try rows() == before)
  }

  @Test func `an incomplete run is refused`() throws {
    var run = SampleRun.usual
    run.report.incomplete = true
    #expect(
      throws: ProblemReport(
        file: "memory",
        message: "run \(run.id) was interrupted: an incomplete run is not stored")
    ) { try store.save(run) }
    #expect(try rows().values.allSatisfy { $0 == 0 })
  }

  @Test(arguments: 0..<9)
  func `a run that contradicts itself is refused`(mistake: Int) throws {
    var run = SampleRun.usual
    switch mistake {
    case 0: run.traces.recording.clusters.removeLast()
    case 1: run.traces.recording.labels[0].codes.append(0)
    case 2: run.traces.recording.models[1].quality.removeLast()
    case 3: run.traces.recording.models[1].cost?.append(1)
    case 4: run.traces.routers[0].decisions.models.removeLast()
    case 5: run.traces.routers[0].decisions.scores?.removeLast()
    case 6: run.traces.routers[0].decisions.models[3] = 2
    case 7: run.traces.routers.removeLast()
    default: run.traces.recording.goldenSHA256 = "another"
    }
    #expect(throws: ProblemReport.self) { try store.save(run) }
    #expect(try rows().values.allSatisfy { $0 == 0 })
  }

  @Test func `a full disk is said and nothing is kept`() throws {
    let folder = try TemporaryFolder()
    let store = try RunStore(path: folder.file("runs.sqlite"))
    try store.save(SampleRun.named("before"))
    try store.writer.writeWithoutTransaction { database in
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      try database.execute(sql: "PRAGMA max_page_count = \(pages + 3)")
    }
    #expect(
      throws: ProblemReport(
        file: store.path,
        message:
          "the disk is full: nothing was stored; free some space and run this again")
    ) { try store.save(SampleRun.make(SampleRun.Options(id: "after", seed: 2))) }
    #expect(try store.runs(suite: nil).map(\.id) == ["before"])
    #expect(try store.run(id: "before").id == "before")
  }

  @Test func `a store that may not be written is said`() throws {
    try store.writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = 1") }
    let error = #expect(throws: ProblemReport.self) { try store.save(SampleRun.usual) }
    #expect(error?.description.contains("may not be written") == true)
  }

  @Test func `runs on one golden share its recording`() throws {
    try store.save(SampleRun.named("a"))
    try store.save(SampleRun.named("b"))
    #expect(try rows()["recording"] == 1)
    #expect(try rows()["recording_model"] == 2)
    var options = SampleRun.Options(id: "c")
    options.weights = true
    try store.save(SampleRun.make(options))
    #expect(try rows()["recording"] == 2)
    #expect(try store.traces(of: "b").recording.weights == nil)
    #expect(try store.traces(of: "c").recording.weights?.count == 40)
  }

  @Test func `everything of a deleted run goes with it, and an accepted one stays`() throws {
    try store.save(SampleRun.make(SampleRun.Options(id: "a", tags: ["t": "1"])))
    try store.accept("a", suite: "mtbench", at: "now")
    #expect(throws: ProblemReport.self) {
      try store.write { try $0.execute(sql: "DELETE FROM run") }
    }
    #expect(try store.dropBaseline(suite: "mtbench"))
    try store.write { try $0.execute(sql: "DELETE FROM run") }
    let left = try rows().filter { $0.value > 0 }.map(\.key).sorted()
    #expect(left == ["recording", "recording_label", "recording_model"])
  }
}
