import EvalSystem
import Synchronization

/// Keeps an interruption and the end of a suite's run from overlapping.
///
/// A suite's reports and its stored run appear together or not at all: an interruption waits for a
/// commit that has begun, and no commit begins after an interruption.
final class CommitGuard: Sendable {
  private struct State {
    var isInterrupted = false
    var committed: Set<String> = []
  }

  private let state = Mutex(State())

  /// Runs a commit, unless the process was interrupted.
  ///
  /// - Throws: What the commit throws, or a `ProblemReport` after an interruption.
  func commit(_ path: String, _ body: () throws -> Void) throws {
    try state.withLock { state in
      guard !state.isInterrupted else {
        throw ProblemReport(file: path, message: "was interrupted")
      }
      try body()
      state.committed.insert(path)
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
