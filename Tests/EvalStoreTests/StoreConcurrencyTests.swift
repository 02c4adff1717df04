import Dispatch
import EvalStore
import EvalSystem
import Foundation
import GRDB
import Synchronization
import Testing

struct StoreConcurrencyTests {
  private let folder: TemporaryFolder
  private var path: String { folder.file("runs.sqlite") }

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func `threads that open a new store at once all use the same one`() throws {
    let path = path
    let problems = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 16) { index in
      do {
        let store = try RunStore(path: path)
        try store.save(SampleRun.named("run-\(index)"))
        try store.close()
      } catch {
        problems.withLock { $0.append("\(error)") }
      }
    }
    #expect(problems.withLock { $0 } == [])
    #expect(try RunStore.open(existing: path).runs(suite: nil).count == 16)
  }

  @Test func `processes that open a new store at once all use the same one`() async throws {
    let path = path
    await withTaskGroup(of: Void.self) { group in
      for index in 0..<4 {
        group.addTask {
          await #expect(processExitsWith: .success) {
            [path = path as String, index = index as Int] in
            for round in 0..<5 {
              let store = try RunStore(path: path)
              let id = "run-\(index)-\(round)"
              try store.save(SampleRun.named(id))
              try store.close()
            }
          }
        }
      }
    }
    let store = try RunStore.open(existing: path)
    #expect(try store.runs(suite: nil).count == 20)
    #expect(try store.run(id: "run-3-4").id == "run-3-4")
    try store.close()
    #expect(folder.names == ["runs.sqlite"])
  }

  @Test func `a run that another process is writing before us is waited for`() throws {
    let store = try RunStore(path: path)
    let lock = try LockHolder(path)
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(300)) { lock.release() }
    let start = ContinuousClock.now
    try store.save(SampleRun.usual)
    #expect(ContinuousClock.now - start > .milliseconds(100))
    #expect(try store.runs(suite: nil).count == 1)
  }

  @Test func `a lock beyond the time-out is said, and the next try works`() throws {
    let store = try RunStore(path: path, busyTimeout: 0.05)
    let lock = try LockHolder(path)
    #expect(
      throws: ProblemReport(
        file: path,
        message: "is locked by another process: let that one finish or end it, and run this again;"
          + " nothing was stored")
    ) { try store.save(SampleRun.usual) }
    #expect(try store.runs(suite: nil).isEmpty)
    lock.release()
    try store.save(SampleRun.usual)
    #expect(try store.runs(suite: nil).count == 1)
  }

  @Test func `a store that another process keeps to itself is refused and not touched`() throws {
    try RunStore(path: path).close()
    let before = try FileBytes.read(path)
    let lock = try LockHolder(path, sql: "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")
    let error = #expect(throws: ProblemReport.self) {
      try RunStore(path: path, busyTimeout: 0.05)
    }
    #expect(error?.description.contains("is locked by another process") == true)
    lock.release()
    #expect(try FileBytes.read(path) == before)
  }

  @Test func `a reader is not kept waiting by a writer`() throws {
    let store = try RunStore(path: path, busyTimeout: 0)
    try store.save(SampleRun.usual)
    let lock = try LockHolder(path)
    defer { lock.release() }
    let reader = try RunStore.open(existing: path, busyTimeout: 0)
    #expect(try reader.run(id: "01J-sample-a").id == "01J-sample-a")
  }

  @Test func `opening a store does not free the locks of one that is open already`() throws {
    let store = try RunStore(path: path, busyTimeout: 0.05)
    let lock = try LockHolder(path)
    _ = try RunStore.open(existing: path)
    #expect(throws: ProblemReport.self) { try store.save(SampleRun.usual) }
    lock.release()
  }
}

/// A second connection that holds the write lock of a store, as another process would.
private final class LockHolder: Sendable {
  private let queue: DatabaseQueue

  init(_ path: String, sql: String = "BEGIN IMMEDIATE") throws {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
  }

  func release() {
    try? queue.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    try? queue.close()
  }
}
