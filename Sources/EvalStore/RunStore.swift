package import EvalSystem
import GRDB

/// The stored runs of a project, in one SQLite file.
///
/// ## Topics
/// - Opening: ``init(path:busyTimeout:)``, ``open(existing:busyTimeout:)``,
///   ``open(reading:busyTimeout:)``, ``inMemory()``
/// - Runs: ``save(_:)``, ``run(id:)``, ``runs(suite:limit:)``, ``resolve(_:suite:)``
/// - Baselines: ``accept(_:suite:at:)``, ``accepted(suite:)``, ``baselines()``
///
/// Every method throws `ProblemReport` where the store is locked, damaged, full or read-only.
package struct RunStore: Sendable {
  /// Where the store is unless told otherwise, under the current folder.
  package static let defaultPath = ".evalroute/runs.sqlite"
  /// How long to wait for another process to finish writing, in seconds.
  package static let defaultBusyTimeout = 5.0

  /// The store, as the user named it.
  package let path: String
  /// The connection.
  let writer: any DatabaseWriter

  /// Opens a store, or makes a new one with the folders on the way.
  ///
  /// A file that is not a store, or that a newer evalroute wrote, is not touched.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - busyTimeout: How long to wait for another process, in seconds.
  /// - Throws: `ProblemReport` where it cannot be used.
  package init(
    path: String, busyTimeout: Double = RunStore.defaultBusyTimeout
  ) throws(ProblemReport) {
    let file = StoreFile(path)
    if try file.exists() {
      try file.checkWritable()
    } else {
      try file.create()
    }
    try self.init(file, busyTimeout: busyTimeout)
  }

  /// Opens a store that must be there.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - busyTimeout: How long to wait for another process, in seconds.
  /// - Returns: The store.
  /// - Throws: `ProblemReport` where there is none, or where it cannot be used.
  package static func open(
    existing path: String, busyTimeout: Double = RunStore.defaultBusyTimeout
  ) throws(ProblemReport) -> RunStore {
    let file = try existing(path)
    try file.checkWritable()
    return try RunStore(file, busyTimeout: busyTimeout)
  }

  /// Opens a store that must be there, and may lie where nothing can be written.
  ///
  /// What is only in the `-wal` file beside such a store is read where SQLite can, else left out.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - busyTimeout: How long to wait for another process, in seconds.
  /// - Returns: The store; writing to it fails where it was not writable.
  /// - Throws: `ProblemReport` where there is none, or where it cannot be used.
  package static func open(
    reading path: String, busyTimeout: Double = RunStore.defaultBusyTimeout
  ) throws(ProblemReport) -> RunStore {
    let file = try existing(path)
    if file.isWritable { return try RunStore(file, busyTimeout: busyTimeout) }
    try file.checkMark()
    do {
      return RunStore(path: path, writer: try connect(reading: file, busyTimeout: busyTimeout))
    } catch {
      throw StoreProblem.report(error, path: path)
    }
  }

  private static func existing(_ path: String) throws(ProblemReport) -> StoreFile {
    let file = StoreFile(path)
    guard try file.exists() else {
      throw file.problem(
        "there is no store here: `evalroute run` makes one, or pass another --store")
    }
    return file
  }

  /// Makes a store that is gone when it is let go of.
  package static func inMemory() throws(ProblemReport) -> RunStore {
    do {
      let queue = try DatabaseQueue()
      try queue.writeWithoutTransaction(StoreSchema.migrate)
      return RunStore(path: "memory", writer: queue)
    } catch {
      throw StoreProblem.report(error, path: "memory")
    }
  }

  private init(_ file: StoreFile, busyTimeout: Double) throws(ProblemReport) {
    try file.checkMark()
    do {
      self.init(path: file.path, writer: try Self.connect(file, busyTimeout: busyTimeout))
    } catch {
      throw StoreProblem.report(error, path: file.path)
    }
  }

  /// Wraps a connection to a migrated store.
  init(path: String, writer: any DatabaseWriter) {
    self.path = path
    self.writer = writer
  }

  /// Brings everything written into the one file, and lets go of it.
  ///
  /// Without it the last writes may stay in the file `-wal` beside the store until the next time.
  ///
  /// - Throws: `ProblemReport` where another process is in the way.
  package func close() throws(ProblemReport) {
    do {
      try writer.close()
    } catch {
      throw StoreProblem.report(error, path: path)
    }
  }

  /// Reads from one state of the store.
  func read<Value>(_ body: (Database) throws -> Value) throws(ProblemReport) -> Value {
    do {
      return try writer.read(body)
    } catch {
      throw StoreProblem.report(error, path: path)
    }
  }

  /// Writes all or nothing, under the write lock from the start.
  ///
  /// A transaction that reads first and writes later fails at once where another wrote in between.
  func write<Value>(_ body: (Database) throws -> Value) throws(ProblemReport) -> Value {
    do {
      return try writer.writeWithoutTransaction { database in
        var value: Value?
        try database.inTransaction(.immediate) {
          value = try body(database)
          return .commit
        }
        guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        return value
      }
    } catch {
      throw StoreProblem.report(error, path: path)
    }
  }

  private static func connect(
    reading file: StoreFile, busyTimeout: Double
  ) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(busyTimeout)
    configuration.readonly = true
    do {
      let queue = try DatabaseQueue(path: file.absolutePath, configuration: configuration)
      try queue.read(file.checkMark)
      return queue
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
    {
      // SQLite needs the files beside a store in WAL mode, and cannot make them here.
      return try file.immutable()
    }
  }

  private static func connect(_ file: StoreFile, busyTimeout: Double) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(busyTimeout)
    configuration.prepareDatabase { database in
      // A crash of the machine may lose the last runs, never the store.
      try database.execute(sql: "PRAGMA synchronous = NORMAL")
      try database.execute(sql: "PRAGMA journal_size_limit = \(64 << 20)")
    }
    let queue = try DatabaseQueue(path: file.absolutePath, configuration: configuration)
    do {
      try queue.writeWithoutTransaction { database in
        try file.checkMark(database)
        if try String.fetchOne(database, sql: "PRAGMA journal_mode") != "wal" {
          try database.execute(sql: "PRAGMA journal_mode = WAL")
        }
        try StoreSchema.migrate(database)
      }
    } catch {
      try? queue.close()
      throw error
    }
    return queue
  }
}
