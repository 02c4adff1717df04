import CProcess

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A program that was started to be talked to, in a process group of its own.
///
/// One thread writes, reads and waits; nothing blocks but `wait` and `end`. Whatever is still
/// running when the value goes is killed.
package final class ChildProcess {
  /// Why a program could not be started.
  package struct StartFailure: Error {
    /// The system's error number.
    package var code: Int32
  }

  /// What can be done without blocking.
  package struct Ready: OptionSet {
    package let rawValue: Int

    package init(rawValue: Int) {
      self.rawValue = rawValue
    }

    /// Its input takes bytes, or is closed.
    package static let input = Ready(rawValue: 1)
    /// Its output has bytes, or has ended.
    package static let output = Ready(rawValue: 2)
    /// Its standard error has bytes, or has ended.
    package static let errors = Ready(rawValue: 4)
  }

  /// What came of a read or a write.
  package enum Transfer: Equatable {
    case bytes(Int)
    /// Nothing can be done now.
    case wouldBlock
    /// The other side is closed.
    case closed
  }

  /// The process's number, and its group's.
  package let number: Int32
  private var input: Int32
  private var output: Int32
  private var errors: Int32
  private var isOver = false

  /// Writing to a program that has gone must fail, not end this one; and how a program ended must
  /// be there to be asked, which it is not where whoever started this one ignores SIGCHLD.
  private static let prepared: Void = {
    signal(SIGPIPE, SIG_IGN)
    if SignalAction.isIgnored(SIGCHLD) { signal(SIGCHLD, SIG_DFL) }
  }()

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - command: The program and its arguments, at least one word.
  ///   - folder: Its working folder.
  /// - Throws: `StartFailure` where there is no such program.
  package init(_ command: [String], folder: String) throws(StartFailure) {
    Self.prepared
    var child = evalroute_child()
    number = try ProcessGroups.start { () throws(StartFailure) in
      var words: [UnsafePointer<CChar>?] = command.map { UnsafePointer(strdup($0)) } + [nil]
      defer { for word in words { free(UnsafeMutablePointer(mutating: word)) } }
      let code = evalroute_child_start(&words, folder, &child)
      guard code == 0 else { throw StartFailure(code: code) }
      return child.number
    }
    input = child.input
    output = child.output
    errors = child.errors
  }

  deinit {
    end(grace: 0)
  }

  /// How it ended, asked before `end`; nil while it runs.
  package var ending: ProcessEnd? { ProcessEnd(of: number) }

  /// Whether its output can still bring anything.
  package var hasOutput: Bool { output >= 0 }

  /// Whether its standard error can still bring anything.
  package var hasErrors: Bool { errors >= 0 }

  /// Whether its input is still open on this side.
  package var hasInput: Bool { input >= 0 }

  /// Waits until something can be done, or for some milliseconds.
  ///
  /// - Parameters:
  ///   - writing: Whether there is something to write.
  ///   - milliseconds: How long at most.
  /// - Returns: What can be done; nothing after the time.
  package func wait(writing: Bool, milliseconds: Int) -> Ready {
    var entries = [
      pollfd(fd: writing ? input : -1, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&entries, 3, Int32(milliseconds)) > 0 else { return [] }
    var ready: Ready = []
    if entries[0].revents != 0 { ready.insert(.input) }
    if entries[1].revents != 0 { ready.insert(.output) }
    if entries[2].revents != 0 { ready.insert(.errors) }
    return ready
  }

  /// Writes as much as its input takes; closes the input where nobody reads it any more.
  package func write(_ bytes: UnsafeRawBufferPointer) -> Transfer {
    guard input >= 0 else { return .closed }
    let transfer = transfer(systemWrite(input, bytes.baseAddress, bytes.count))
    if transfer == .closed { closeInput() }
    return transfer
  }

  /// Closes its input: it reads to the end of what was written.
  package func closeInput() {
    close(&input)
  }

  /// Reads what its output has.
  package func readOutput(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
    read(&output, buffer)
  }

  /// Reads what its standard error has.
  package func readErrors(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
    read(&errors, buffer)
  }

  /// Ends it and whatever it started, unless they left its process group.
  ///
  /// - Parameter grace: How many seconds it may take to end after SIGTERM, before SIGKILL.
  package func end(grace: Double) {
    guard !isOver else { return }
    isOver = true
    if ending == nil, grace > 0 {
      kill(-number, SIGTERM)
      let deadline = MonotonicTime.now + MonotonicTime.nanoseconds(grace)
      while ending == nil, MonotonicTime.now < deadline { usleep(2000) }
    }
    if ending == nil { kill(-number, SIGKILL) }
    ProcessGroups.finish(number)
    close(&input)
    close(&output)
    close(&errors)
  }

  private func read(
    _ descriptor: inout Int32, _ buffer: UnsafeMutableRawBufferPointer
  ) -> Transfer {
    guard descriptor >= 0 else { return .closed }
    let transfer = transfer(systemRead(descriptor, buffer.baseAddress, buffer.count))
    if transfer == .closed { close(&descriptor) }
    return transfer
  }

  private func transfer(_ count: Int) -> Transfer {
    if count > 0 { return .bytes(count) }
    if count < 0, errno == EAGAIN || errno == EINTR { return .wouldBlock }
    return .closed
  }

  private func close(_ descriptor: inout Int32) {
    if descriptor >= 0 { systemClose(descriptor) }
    descriptor = -1
  }
}

/// The system calls, which the type's own methods would hide.
#if canImport(Glibc)
private let systemWrite = Glibc.write
private let systemRead = Glibc.read
private func systemClose(_ descriptor: Int32) { _ = Glibc.close(descriptor) }
#elseif canImport(Darwin)
private let systemWrite = Darwin.write
private let systemRead = Darwin.read
private func systemClose(_ descriptor: Int32) { _ = Darwin.close(descriptor) }
#endif
