import Foundation
import Synchronization

/// Keeps an interruption and the end of a suite's run from overlapping.
///
/// A suite's reports and its stored run appear together or not at all: an interruption waits for a
/// commit that has begun, and no commit begins after an interruption.
final class CommitGuard: Sendable {
  private struct State {
    var isInterrupted = false
    var committed: Set<String> = []
    /// The suites' names, each with the path that took it first.
    var owners: [String: String] = [:]
  }

  private let state = Mutex(State())

  /// Runs a commit; after an interruption it never returns.
  ///
  /// Whoever interrupts writes the reports and ends the process: going on would write over them.
  ///
  /// - Throws: What the commit throws.
  func commit<Failure: Error>(
    _ path: String, _ body: () throws(Failure) -> Void
  ) throws(Failure) {
    let isInterrupted = try state.withLock { state throws(Failure) in
      guard !state.isInterrupted else { return true }
      try body()
      state.committed.insert(path)
      return false
    }
    while isInterrupted { Thread.sleep(forTimeInterval: 1) }
  }

  /// Reserves a suite's name, and so its folder of reports.
  ///
  /// - Returns: The path that has it already; nil where it was free.
  func reserve(_ name: String, for path: String) -> String? {
    state.withLock { state in
      if let owner = state.owners[name], owner != path { return owner }
      state.owners[name] = path
      return nil
    }
  }

  /// Bars further commits.
  ///
  /// - Returns: Whether the suite at a path was committed before.
  func interrupt(_ path: String) -> Bool {
    state.withLock { state in
      state.isInterrupted = true
      return state.committed.contains(path)
    }
  }
}
