import Dispatch
import EvalHarness
import EvalSystem
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Ends a command on SIGHUP, SIGINT or SIGTERM, and with it every router's process.
///
/// A run's reports say so, and nothing more is stored.
struct Interruption: ~Copyable {
  private static let isUnderWay = Atomic<Bool>(false)

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
    // Whoever ignores a hang-up, as nohup does, wants the command to go on after it.
    let numbers = [SIGHUP, SIGINT, SIGTERM].filter {
      $0 != SIGHUP || !SignalAction.isIgnored($0)
    }
    sources = numbers.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        Self.isUnderWay.store(true, ordering: .sequentiallyConsistent)
        body(number)
        ProcessGroups.endAll(grace: Self.grace)
        // Not exit: it would take apart what other threads still work with.
        _exit(128 + number)
      }
      source.resume()
      return source
    }
  }

  /// Leaves the end to a signal that has come: a router that it ended looks as if it had crashed.
  static func takesOver() {
    while isUnderWay.load(ordering: .sequentiallyConsistent) { sleep(1) }
  }

  /// Ends the listening.
  consuming func stop() {
    for source in sources { source.cancel() }
  }
}
