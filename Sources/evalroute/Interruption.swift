import Dispatch
import EvalHarness
import EvalSystem
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ends a run on SIGINT or SIGTERM: reports are marked incomplete, and nothing is stored.
final class Interruption: Sendable {
  private let unfinished: Mutex<[String]>
  private let sources: [any DispatchSourceSignal & Sendable]

  /// Begins to listen.
  init(options: RunOptions, suites: [String]) {
    let unfinished = Mutex(suites)
    self.unfinished = unfinished
    self.sources = []
  }

  /// Takes a suite off the list of those whose reports would be marked incomplete.
  func finished(_ suite: String) {
    unfinished.withLock { $0.removeAll { $0 == suite } }
  }
}
