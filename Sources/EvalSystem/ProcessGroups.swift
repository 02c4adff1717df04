import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The process groups that this program started and that still run, so that none is left behind.
package enum ProcessGroups {
  private struct State {
    var running: Set<Int32> = []
    var isEnding = false
  }

  private static let state = Mutex(State())

  /// Starts a group; after `endAll` nothing is started any more, and the call never returns.
  ///
  /// - Parameter start: Starts a process that leads a group of its own, and returns its number.
  /// - Returns: That number.
  /// - Throws: What `start` throws.
  static func start<Failure: Error>(
    _ start: () throws(Failure) -> Int32
  ) throws(Failure) -> Int32 {
    let number = try state.withLock { state throws(Failure) -> Int32? in
      guard !state.isEnding else { return nil }
      let number = try start()
      state.running.insert(number)
      return number
    }
    guard let number else {
      // Whoever ends the groups ends this process next.
      while true { sleep(1) }
    }
    return number
  }

  /// Kills what is left of a group whose leader has ended, and lets go of the leader's number.
  static func finish(_ number: Int32) {
    state.withLock { state in
      guard state.running.remove(number) != nil else { return }
      // Before the leader is waited for: its number is nobody else's until then.
      kill(-number, SIGKILL)
      var status: Int32 = 0
      while waitpid(number, &status, 0) < 0 && errno == EINTR {}
    }
  }

  /// Ends every group, first with SIGTERM, then with SIGKILL; none can be started afterwards.
  ///
  /// - Parameter grace: How long a group's leader may take to end by itself, in seconds.
  package static func endAll(grace: Double) {
    state.withLock { state in
      state.isEnding = true
      for number in state.running { kill(-number, SIGTERM) }
      let deadline = MonotonicTime.now + MonotonicTime.nanoseconds(grace)
      while MonotonicTime.now < deadline, state.running.contains(where: isRunning) { usleep(2000) }
      for number in state.running { kill(-number, SIGKILL) }
    }
  }

  private static func isRunning(_ number: Int32) -> Bool {
    ProcessEnd(of: number) == nil
  }
}
