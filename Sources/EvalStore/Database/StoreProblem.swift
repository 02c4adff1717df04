import EvalSystem
import GRDB

/// Says in a person's words why a store could not be used.
enum StoreProblem {
  /// Returns the report for whatever went wrong while working on a store.
  ///
  /// - Parameters:
  ///   - error: A `ProblemReport`, which is kept, or what SQLite said.
  ///   - path: The store, as the user named it.
  /// - Returns: One line that says what to do.
  static func report(_ error: any Error, path: String) -> ProblemReport {
    if let report = error as? ProblemReport { return report }
    if let damage = error as? ColumnDamage {
      return ProblemReport(file: path, message: damaged(damage.reason))
    }
    guard let error = error as? DatabaseError else {
      return ProblemReport(file: path, message: "cannot be used: \(error)")
    }
    return ProblemReport(file: path, message: message(for: error))
  }

  /// Returns the sentence for a store with a damaged part.
  static func damaged(_ reason: String) -> String {
    "is damaged (\(reason)): restore a copy of it, or move it away and a new one is made;"
      + " baselines committed beside their suites do not need it"
  }

  private static func message(for error: DatabaseError) -> String {
    let said = error.message ?? "code \(error.resultCode.rawValue)"
    return switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      "is locked by another process: let that one finish or end it, and run this again;"
        + " nothing was stored"
    case .SQLITE_FULL: "the disk is full: nothing was stored; free some space and run this again"
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      "may not be written: check the permissions of the file and of its folder, or pass another"
        + " --store"
    case .SQLITE_CANTOPEN:
      "cannot be opened: check the permissions of the file and of its folder"
    case .SQLITE_NOTADB: "is not an evalroute store: pass another --store"
    case .SQLITE_CORRUPT: damaged(said)
    case .SQLITE_IOERR: "cannot be read or written (\(said)): check the disk; nothing was stored"
    case .SQLITE_TOOBIG: "the run is too large for one store: nothing was stored"
    case .SQLITE_NOMEM: "there is not enough memory to use it: nothing was stored"
    case .SQLITE_CONSTRAINT:
      "the run contradicts itself (\(said)): nothing was stored; this is a mistake in evalroute,"
        + " please report it"
    default: "cannot be used (SQLite says: \(said))"
    }
  }
}
