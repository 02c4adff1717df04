import Dispatch
import EvalHarness

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Ends a run on SIGINT or SIGTERM: its suites' reports say so, and nothing more is stored.
struct Interruption: ~Copyable {
  private let sources: [any DispatchSourceSignal]

  /// Begins to listen.
  init(runner: SuiteRunner, suites: [String]) {
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        for suite in suites { runner.markInterrupted(suite) }
        Console.note("stopped: what had not ended is marked incomplete, and was not stored")
        exit(128 + number)
      }
      source.resume()
      return source
    }
  }

  /// Ends the listening.
  consuming func stop() {
    for source in sources { source.cancel() }
  }
}
