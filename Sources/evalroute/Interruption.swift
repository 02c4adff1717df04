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
  init(runner: SuiteRunner, suites: [String], json: Bool) {
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        for suite in suites { runner.markInterrupted(suite) }
        let message = "stopped: what had not ended is marked incomplete, and was not stored"
        Console.note(message)
        if json, let document = try? CommandFailure.document(incomplete: message) {
          Console.out(document)
        }
        // Not exit: it would take apart what other threads still work with.
        _exit(128 + number)
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
