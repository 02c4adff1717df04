import EvalStore
import EvalSystem
import Foundation
import GRDB
import Testing

#if canImport(Glibc)
import Glibc
#endif

/// Files that are not a store, or not one to write to: each is refused and not touched.
struct StoreRefusalTests {
  private let folder: TemporaryFolder
  private var path: String { folder.file("runs.sqlite") }

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Opens the file in both ways, and checks the message and that nothing was touched.
  private func expectRefusal(_ message: String, sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    let before = try FileBytes.read(path)
    let names = folder.names
    for open in [{ try RunStore(path: path) }, { try RunStore.open(existing: path) }] {
      let error = #expect(throws: ProblemReport.self, sourceLocation: sourceLocation) {
        try open()
      }
      #expect(
        error?.description == "\(path): \(message)", sourceLocation: sourceLocation)
    }
    #expect(try FileBytes.read(path) == before, sourceLocation: sourceLocation)
    #expect(folder.names == names, sourceLocation: sourceLocation)
  }

  /// Makes a store with a run in it and returns its bytes.
  private func makeStore() throws -> [UInt8] {
    let store = try RunStore(path: path)
    try store.save(SampleRun.usual)
    try store.close()
    return try FileBytes.read(path)
  }

  private func edit(_ sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  @Test(
    arguments: [
      "hello", "{\"version\": 1}\n", String(repeating: "x", count: 100_000), "SQLite format 3",
      "SQLite format 3\u{0}garbage that goes on for a while",
    ])
  func `a file that is not SQLite`(text: String) throws {
    _ = try folder.write(Array(text.utf8), to: "runs.sqlite")
    try expectRefusal("is not an evalroute store: pass another --store")
  }

  @Test func `an empty file`() throws {
    _ = try folder.write([], to: "runs.sqlite")
    try expectRefusal("is empty, not a store: remove it and a new one is made")
  }

  @Test(arguments: ["DELETE", "WAL"])
  func `another program's SQLite file`(mode: String) throws {
    try edit(
      "PRAGMA journal_mode = \(mode); CREATE TABLE run (id TEXT); INSERT INTO run VALUES (1)")
    try expectRefusal("is an SQLite file of another program: pass another --store")
  }

  @Test func `a store of a newer version`() throws {
    _ = try makeStore()
    try edit("PRAGMA user_version = 99")
    try expectRefusal(
      "was written by a newer evalroute (store version 99, this one reads 2): use that evalroute,"
        + " or pass another --store")
  }

  @Test(arguments: [1, 2, 3, 7])
  func `a truncated store`(eighths: Int) throws {
    let bytes = try makeStore()
    _ = try folder.write(Array(bytes.prefix(bytes.count / 8 * eighths)), to: "runs.sqlite")
    try expectRefusal(
      "is damaged (database disk image is malformed): restore a copy of it, or move it away and a"
        + " new one is made; baselines committed beside their suites do not need it")
  }

  @Test func `a store whose tables are overwritten`() throws {
    var bytes = try makeStore()
    for index in 100..<4096 { bytes[index] = UInt8(truncatingIfNeeded: index &* 31) }
    _ = try folder.write(bytes, to: "runs.sqlite")
    let error = #expect(throws: ProblemReport.self) { try RunStore(path: path) }
    #expect(error?.description.contains("is damaged") == true)
    #expect(try FileBytes.read(path) == bytes)
  }

  @Test func `a damaged column is named and not trusted`() throws {
    var bytes = try makeStore()
    let ids = Array("0000-10000-20001-1".utf8)
    let found = bytes.indices.first { bytes[$0...].starts(with: ids) }
    bytes[try #require(found)] ^= 1
    _ = try folder.write(bytes, to: "runs.sqlite")
    let store = try RunStore.open(existing: path)
    let error = #expect(throws: ProblemReport.self) { try store.traces(of: "01J-sample-a") }
    #expect(
      error?.description.contains("is damaged (column ids: its checksum does not match)") == true)
  }

  @Test func `a damaged document is not shown`() throws {
    var bytes = try makeStore()
    let text = Array("\"a warning\"".utf8)
    let found = bytes.indices.last { bytes[$0...].starts(with: text) }
    bytes[try #require(found) + 1] ^= 1
    _ = try folder.write(bytes, to: "runs.sqlite")
    let store = try RunStore.open(existing: path)
    let error = #expect(throws: ProblemReport.self) { try store.document(of: "01J-sample-a") }
    #expect(error?.description.contains("does not match its SHA-256") == true)
  }

  @Test func `a store with a damaged page never crashes`() throws {
    let whole = try makeStore()
    for seed in 0..<40 { try expectNoCrash(damaging: whole, seed: UInt64(seed)) }
  }

  private func expectNoCrash(damaging whole: [UInt8], seed: UInt64) throws {
    var random = SeededRandom(seed)
    var bytes = whole
    let start = Int(random.below(UInt64(bytes.count - 4096)))
    for index in start..<(start + 1 + Int(random.below(4096))) {
      bytes[index] = UInt8(truncatingIfNeeded: random.next())
    }
    _ = try folder.write(bytes, to: "runs.sqlite")
    do {
      let store = try RunStore.open(existing: path)
      for summary in try store.runs(suite: nil) { _ = try store.run(id: summary.id) }
    } catch {
      #expect(error.problems.allSatisfy { $0.file == path })
    }
  }

  @Test func `a folder`() throws {
    for open in [{ try RunStore(path: folder.path) }, { try RunStore.open(existing: folder.path) }]
    {
      #expect(
        throws: ProblemReport(
          file: folder.path, message: "is a folder, not a store: pass another --store")
      ) { try open() }
    }
  }

  @Test func `a device`() {
    #expect(
      throws: ProblemReport(file: "/dev/null", message: "is not a file: pass another --store")
    ) { try RunStore(path: "/dev/null") }
  }

  @Test func `a folder that cannot be made`() throws {
    _ = try folder.write([1], to: "file")
    let error = #expect(throws: ProblemReport.self) {
      try RunStore(path: folder.file("file/runs.sqlite"))
    }
    #expect(error?.problems.count == 1)
    #expect(folder.names == ["file"])
  }

  @Test func `a store that must be there and is not`() {
    #expect(
      throws: ProblemReport(
        file: path,
        message: "there is no store here: `evalroute run` makes one, or pass another --store")
    ) { try RunStore.open(existing: path) }
    #expect(folder.names.isEmpty)
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everything"))
  func `a store without permission to write`() throws {
    _ = try makeStore()
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    try expectRefusal(
      "may not be written (Permission denied): check the permissions of the file and of its folder,"
        + " or pass another --store")
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everything"))
  func `a store without permission to write can be read`() throws {
    let bytes = try makeStore()
    for mode in [0o555, 0o755] {
      try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path)
      defer {
        try? FileManager.default.setAttributes(
          [.posixPermissions: 0o755], ofItemAtPath: folder.path)
      }
      let store = try RunStore.open(reading: path)
      #expect(try store.runs(suite: nil).count == 1)
      #expect(throws: ProblemReport.self) { try store.save(SampleRun.usual) }
      try store.close()
      #expect(try FileBytes.read(path) == bytes)
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everything"))
  func `a folder without permission to write`() throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
    }
    let error = #expect(throws: ProblemReport.self) { try RunStore(path: path) }
    #expect(error?.description.contains("check the permissions") == true)
  }

  @Test(arguments: [":memory:", "file:x?mode=memory", "a b%20c#?&.sqlite", "ä🦊.sqlite"])
  func `a path that SQLite would take for something else is a file`(name: String) throws {
    let store = try RunStore(path: folder.file(name))
    try store.save(SampleRun.usual)
    try store.close()
    #expect(folder.names == [name])
    #expect(try RunStore.open(existing: folder.file(name)).runs(suite: nil).count == 1)
  }
}
