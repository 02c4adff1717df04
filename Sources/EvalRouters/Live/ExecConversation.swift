import EvalCore
import EvalSystem

/// Writes traces to a program and reads its answers, both as fast as they go.
///
/// One thread does all of it: it waits for whatever pipe is ready. A program that reads slowly is
/// written to slowly, and what it writes is read at once, so that neither side ever waits for the
/// other in a circle and nothing piles up here.
struct ExecConversation: ~Copyable {
  /// How long a line of output may be.
  static let lineLimit = 1 << 20
  /// How much standard error may hold in all.
  static let errorLimit = 64 << 20
  /// How much of standard error is kept.
  private static let keptErrors = 4 << 10
  /// How long it is waited for the end of a program that closed its output, in seconds.
  private static let farewell = 1.0

  private let child: ChildProcess
  private var lines: TraceLines
  private var reader: AnswerReader
  private var sheet: AnswerSheet
  private let timeout: UInt64
  private let timeoutText: String

  private var buffer = LineBuffer(limit: lineLimit)
  private var lineNumber = 0
  private var errors = ByteTail(limit: keptErrors)
  /// When each trace was written whole; 0 before.
  private var sentAt: [UInt64]
  /// How many of them have a time.
  private var stamped = 0
  private var latencies: [UInt64] = []
  /// When the program was last seen to read or to answer.
  private var lastSign = MonotonicTime.now

  init(
    _ child: ChildProcess, lines: TraceLines, reader: consuming AnswerReader,
    sheet: AnswerSheet, timeout: Double
  ) {
    self.child = child
    self.lines = lines
    self.reader = reader
    self.sheet = sheet
    self.timeout = MonotonicTime.nanoseconds(timeout)
    self.timeoutText = timeout == timeout.rounded() ? "\(Int(timeout)) s" : "\(timeout) s"
    self.sentAt = Array(repeating: 0, count: sheet.outstanding)
  }

  /// Talks until the program ends, breaks down, or is silent for too long.
  ///
  /// - Throws: `RouterBreakdown` where more went wrong than is allowed.
  mutating func run() throws(RouterBreakdown) -> LiveAnswers {
    do throws(RouterBreakdown) {
      let breakdown = try talk()
      try sheet.close(breakdown)
    } catch {
      var error = error
      error.notes += notes
      throw error
    }
    return LiveAnswers(sheet: sheet, latencies: latencies)
  }

  /// - Returns: Why the conversation ended, where that is a fault.
  private mutating func talk() throws(RouterBreakdown) -> RouterBreakdown? {
    var outputEnded: UInt64?
    while true {
      if child.hasInput, lines.isDone { child.closeInput() }
      let ready = child.wait(writing: child.hasInput, milliseconds: pause)
      let now = MonotonicTime.now
      if ready.contains(.output), try readAnswers() { lastSign = now }
      if ready.contains(.errors), let flood = readErrors() { return flood }
      if ready.contains(.input) { write() }
      if buffer.isOverlong {
        return breakdown(.tooLong, "it wrote a line of more than \(Self.lineLimit >> 20) MiB")
      }
      if !ready.contains(.output), let ending = child.ending {
        // All that it wrote before its end can be read by now.
        while child.hasOutput, !buffer.isOverlong,
          child.wait(writing: false, milliseconds: 0).contains(.output)
        {
          _ = try readAnswers()
        }
        if let line = buffer.lastLine() { try take(line, at: now) }
        return end(ending)
      }
      if !child.hasOutput {
        let since = outputEnded ?? now
        outputEnded = since
        // Its end may follow, and with it the reason.
        if sheet.outstanding > 0, now - since > MonotonicTime.nanoseconds(Self.farewell) {
          return breakdown(.missingAnswer, "it closed its output")
        }
      }
      if now > lastSign, now - lastSign > timeout { return silence() }
    }
  }

  /// For how many milliseconds nothing may be ready before the program is looked at again.
  private var pause: Int { child.hasOutput || child.hasErrors ? 20 : 1 }

  // MARK: Pipes

  private mutating func write() {
    let child = child
    guard case .bytes = lines.send({ child.write($0) }) else { return }
    let now = MonotonicTime.now
    lastSign = now
    for trace in stamped..<lines.sentTraces { sentAt[trace] = now }
    stamped = lines.sentTraces
  }

  /// - Returns: Whether there was anything to read.
  private mutating func readAnswers() throws(RouterBreakdown) -> Bool {
    let child = child
    let transfer = buffer.fill { child.readOutput(into: $0) }
    let now = MonotonicTime.now
    while let line = buffer.nextLine() { try take(line, at: now) }
    if transfer == .closed, let line = buffer.lastLine() { try take(line, at: now) }
    if case .bytes = transfer { return true }
    return false
  }

  private mutating func readErrors() -> RouterBreakdown? {
    withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 16) { space in
      if case .bytes(let count) = child.readErrors(into: space) {
        errors.append(.init(rebasing: space[..<count]))
      }
    }
    guard errors.count > Self.errorLimit else { return nil }
    return breakdown(
      .stderrFlood, "it wrote more than \(Self.errorLimit >> 20) MiB to standard error")
  }

  private mutating func take(
    _ line: UnsafeBufferPointer<UInt8>, at time: UInt64
  ) throws(RouterBreakdown) {
    lineNumber += 1
    switch reader.read(line, number: lineNumber) {
    case .answer(let answer, let trace):
      if sentAt[trace] > 0 { latencies.append(time - sentAt[trace]) }
      try sheet.accept(answer, of: trace)
    case .fault(let fault, var message, let trace):
      if trace == nil { message += sheet.next }
      let shown = String(decoding: line.prefix(200), as: UTF8.self)
      try sheet.reject(
        RouterBreakdown(
          fault: fault, message: message,
          notes: ["line \(lineNumber) of its output: \(shown)\(line.count > 200 ? "…" : "")"]),
        of: trace)
    }
  }

  // MARK: Endings

  private mutating func end(_ ending: ProcessEnd) -> RouterBreakdown? {
    if ending == .status(0) {
      return sheet.outstanding == 0
        ? nil : breakdown(.missingAnswer, "it exited with status 0")
    }
    let when = sheet.outstanding > 0 ? sheet.before : " after its last answer"
    return RouterBreakdown(fault: .crash, message: "it \(ending.text)\(when)")
  }

  private mutating func silence() -> RouterBreakdown {
    let message =
      sheet.outstanding > 0
      ? "it neither read nor answered for \(timeoutText)\(sheet.before)"
      : "it did not exit within \(timeoutText) of its last answer and of the end of its input"
    return RouterBreakdown(fault: .timeOut, message: message)
  }

  private mutating func breakdown(_ fault: RouterFault, _ what: String) -> RouterBreakdown {
    RouterBreakdown(fault: fault, message: what + sheet.before)
  }

  /// The end of standard error, for the terminal.
  private var notes: [String] {
    let lines = errors.lines.suffix(10)
    return lines.isEmpty ? [] : ["the last lines of its standard error:"] + lines.map { "| \($0)" }
  }
}
