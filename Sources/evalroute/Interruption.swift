import Dispatch
import EvalHarness
import EvalSystem
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ends a run on SIGINT or SIGTERM: its suites' reports say so, and nothing more is stored.
struct Interruption: ~Copyable {
  private let sources: [any DispatchSourceSignal]
  private let unfinished: Unfinished

  /// The suites whose reports would be marked incomplete.
  private final class Unfinished: Sendable {
    let suites: Mutex<[String]>

    init(_ suites: [String]) {
      self.suites = Mutex(suites)
    }
  }

  /// Begins to listen.
  init(runner: SuiteRunner, suites: [String]) {
    let unfinished = Unfinished(suites)
    self.unfinished = unfinished
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        for suite in unfinished.suites.withLock({ $0 }) { runner.markInterrupted(suite) }
        Console.note("stopped: the reports are marked incomplete, nothing was stored")
        exit(128 + number)
      }
      source.resume()
      return source
    }
  }

  /// Takes a suite off the list.
  func finished(_ suite: String) {
    unfinished.suites.withLock { $0.removeAll { $0 == suite } }
  }
}
