import Dispatch
import EvalHarness
import EvalSystem

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Ends a command on SIGHUP, SIGINT or SIGTERM, and with it every router's process.
///
/// A run's reports say so, and nothing more is stored.
struct Interruption: ~Copyable {
  private let sources: [any DispatchSourceSignal]

  /// How long routers' processes may take to end by themselves, in seconds.
  private static let grace = 0.5

  /// Begins to listen for a command that writes nothing.
  init() {
    self.init { _ in }
  }

  /// Begins to listen for a run.
  init(runner: SuiteRunner, suites: [String], json: Bool) {
    self.init { _ in
      for suite in suites { runner.markInterrupted(suite) }
      let message = "stopped: what had not ended is marked incomplete, and was not stored"
      Console.note(message)
      if json, let document = try? CommandFailure.document(incomplete: message) {
        Console.out(document)
      }
    }
  }

  /// - Parameter body: What is done before the end.
  private init(_ body: @escaping @Sendable (Int32) -> Void) {
    // A queue of its own: the shared ones may be busy with routers.
    let queue = DispatchQueue(label: "evalroute.interruption")
    sources = [SIGHUP, SIGINT, SIGTERM].filter { !Self.isIgnored($0) }.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        body(number)
        ProcessGroups.endAll(grace: Self.grace)
        // Not exit: it would take apart what other threads still work with.
        _exit(128 + number)
      }
      source.resume()
      return source
    }
  }

  /// Tells whether whoever started the command wants it to go on after a hang-up, as nohup does.
  private static func isIgnored(_ number: Int32) -> Bool {
    guard number == SIGHUP else { return false }
    var action = sigaction()
    sigaction(number, nil, &action)
    #if canImport(Darwin)
    let handler = action.__sigaction_u.__sa_handler
    #else
    let handler = action.__sigaction_handler.sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Ends the listening.
  consuming func stop() {
    for source in sources { source.cancel() }
  }
}
