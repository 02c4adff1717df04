import EvalSystem
import Foundation
import GRDB

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A store's file on disk: whether it is one, and how a new one comes to be.
struct StoreFile {
  /// The path as the user named it.
  let path: String
  /// The same from the root: SQLite would read `:memory:` or `file:…` as something else.
  let absolutePath: String

  /// Names a file that may not exist.
  init(_ path: String) {
    self.path = path
    self.absolutePath =
      path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }

  /// Whether the file and its folder may be written, as far as permissions tell.
  var isWritable: Bool {
    access(absolutePath, R_OK | W_OK) == 0
      && access(FileBytes.folder(of: absolutePath), W_OK | X_OK) == 0
  }

  /// Tells whether there is a file, and refuses one that cannot be a store.
  func exists() throws(ProblemReport) -> Bool {
    var status = stat()
    guard stat(absolutePath, &status) == 0 else {
      if errno == ENOENT { return false }
      throw problem(OpenFile.reason(errno))
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw problem("is a folder, not a store: pass another --store")
    default: throw problem("is not a file: pass another --store")
    }
    guard status.st_size > 0 else {
      throw problem("is empty, not a store: remove it and a new one is made")
    }
    return true
  }

  /// Refuses a file that may not be written.
  func checkWritable() throws(ProblemReport) {
    guard isWritable else {
      throw problem(
        "may not be written (\(String(cString: strerror(errno)))): check the permissions of the"
          + " file and of its folder, or pass another --store")
    }
  }

  /// Refuses a file that another program or a newer evalroute wrote, without touching it.
  ///
  /// SQLite reads it as immutable: no lock, no journal, no file beside it. Opening the file without
  /// SQLite would drop the locks of every other connection of this process when it is closed.
  func checkMark() throws(ProblemReport) {
    do {
      let queue = try immutable()
      defer { try? queue.close() }
      try queue.read(checkMark)
    } catch let error as DatabaseError where error.resultCode != .SQLITE_NOTADB {
      // A store in the middle of a checkpoint looks cut short to a reader without locks: whoever
      // opens it with locks will know.
      return
    } catch {
      throw StoreProblem.report(error, path: path)
    }
  }

  /// Refuses a database that another program or a newer evalroute wrote.
  ///
  /// - Throws: `ProblemReport`, or what SQLite says.
  func checkMark(_ database: Database) throws {
    guard try StoreSchema.applicationID(database) == StoreSchema.applicationID else {
      throw problem("is an SQLite file of another program: pass another --store")
    }
    let version = try StoreSchema.userVersion(database)
    guard version <= StoreSchema.version else {
      throw problem(
        "was written by a newer evalroute (store version \(version), this one reads"
          + " \(StoreSchema.version)): use that evalroute, or pass another --store")
    }
  }

  /// Makes a new store, whole from the first moment that others can see it.
  ///
  /// Where two processes do this at once, one of the two files stays, and both use it.
  func create() throws(ProblemReport) {
    try AtomicFile.makeFolder(FileBytes.folder(of: absolutePath))
    let temporary = "\(absolutePath).\(UUID().uuidString).new"
    defer {
      for suffix in ["", "-wal", "-shm", "-journal"] { unlink(temporary + suffix) }
    }
    do {
      let queue = try DatabaseQueue(path: temporary)
      defer { try? queue.close() }
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA journal_mode = WAL")
        try StoreSchema.migrate(database)
      }
      try queue.close()
    } catch {
      throw StoreProblem.report(error, path: path)
    }
    if link(temporary, absolutePath) == 0 || errno == EEXIST { return }
    // A file system without hard links.
    guard rename(temporary, absolutePath) == 0 else {
      throw problem("cannot be made: \(OpenFile.cause(errno))")
    }
  }

  /// Opens the file as one that nobody writes, with neither locks nor files beside it.
  func immutable() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    let allowed = CharacterSet(charactersIn: "/-._~").union(.alphanumerics)
    let encoded = absolutePath.addingPercentEncoding(withAllowedCharacters: allowed)
    do {
      return try DatabaseQueue(
        path: "file://\(encoded ?? absolutePath)?immutable=1", configuration: configuration)
    } catch DatabaseError.SQLITE_CANTOPEN {
      // An SQLite that was built without URIs.
      return try DatabaseQueue(path: absolutePath, configuration: configuration)
    }
  }

  /// Returns the report of a problem with this file.
  func problem(_ message: String) -> ProblemReport {
    ProblemReport(file: path, message: message)
  }
}
