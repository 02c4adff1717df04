import ArgumentParser
import EvalCore
import EvalReports
import EvalSystem
import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The process's streams: results on standard output, everything else on standard error.
enum Console {
  private static let lostOutput = Mutex(false)

  /// Tells whether a result could not be written, which ends the command with 2.
  static var hasLostOutput: Bool { lostOutput.withLock { $0 } }

  /// Writes a result.
  static func out(_ text: String) {
    out(Array(text.utf8))
  }

  /// Writes bytes as a result, unchanged; the first that cannot be written is reported.
  ///
  /// A reader that has gone away is no error: `evalroute show | head` ends quietly.
  static func out(_ bytes: [UInt8]) {
    guard !hasLostOutput else { return }
    let error = write(bytes, to: STDOUT_FILENO)
    guard error != 0, error != EPIPE else { return }
    lostOutput.withLock { $0 = true }
    note("error: standard output: cannot be written: \(String(cString: strerror(error)))")
  }

  /// Writes a message for a person.
  static func note(_ text: String) {
    // There is nowhere left to say that this failed.
    _ = write(Array((text + "\n").utf8), to: STDERR_FILENO)
  }

  /// Writes every problem and note on a line of its own, with control characters made visible.
  static func note(_ report: ProblemReport) {
    for problem in report.problems { note("error: " + VisibleText.escaped(problem.description)) }
    for line in report.notes { note("  " + VisibleText.escaped(line)) }
  }

  /// The width of the terminal that results go to; nil for a pipe or a file.
  static var width: Int? {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return Int(size.ws_col)
    }
    return ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init) ?? 80
  }

  /// Tells whether results may be coloured, where nobody said so.
  static var isColorful: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(STDOUT_FILENO) == 1 && isatty(STDERR_FILENO) == 1
      && (environment["NO_COLOR"] ?? "").isEmpty
      && environment["TERM"] != "dumb"
  }

  /// The time.
  static func now() -> Date { Date() }

  /// - Returns: 0, or the system's error.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
        let count = systemWrite(descriptor, rest.baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return errno }
        written += count
      }
      return 0
    }
  }
}

/// The system call, which the type's own `write` would hide.
#if canImport(Glibc)
private let systemWrite = Glibc.write
#elseif canImport(Darwin)
private let systemWrite = Darwin.write
#endif
