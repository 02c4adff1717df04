import ArgumentParser
import EvalCore
import EvalReports
import EvalSystem
import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The process's streams: results on standard output, everything else on standard error.
enum Console {
  /// Writes a result.
  static func out(_ text: String) {
    write(text, to: STDOUT_FILENO)
  }

  /// Writes bytes as a result, unchanged.
  static func out(_ bytes: [UInt8]) {
    write(bytes, to: STDOUT_FILENO)
  }

  /// Writes a message for a person.
  static func note(_ text: String) {
    write(text + "\n", to: STDERR_FILENO)
  }

  /// Writes every problem on a line of its own, with control characters made visible.
  static func note(_ report: ProblemReport) {
    for problem in report.problems { note("error: " + VisibleText.escaped(problem.description)) }
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

  private static func write(_ text: String, to descriptor: Int32) {
    write(Array(text.utf8), to: descriptor)
  }

  /// A reader that has gone away is no error: `evalroute show | head` ends quietly.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
        let count = systemWrite(descriptor, rest.baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return }
        written += count
      }
    }
  }
}

/// The system call, which the type's own `write` would hide.
#if canImport(Glibc)
private let systemWrite = Glibc.write
#elseif canImport(Darwin)
private let systemWrite = Darwin.write
#endif
