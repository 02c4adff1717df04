import EvalCore
import EvalSystem

/// Asks a program, which is started once, for its decisions on all traces of a golden.
struct ExecRouter {
  /// How long a program may take to end after SIGTERM, in seconds.
  static let grace = 1.0

  private let spec: ExecSpec
  /// The working folder of the program.
  private let folder: String

  init(_ spec: ExecSpec, folder: String) {
    self.spec = spec
    self.folder = folder
  }

  /// Starts the program, tells it every trace, and reads its answers to the end.
  ///
  /// - Throws: `RouterBreakdown` where it did more wrong than the suite allows. Nothing that it
  ///   started is running then, nor after an answer.
  func ask(
    _ golden: Golden, messages: MessageColumn, models: [String]
  ) throws(RouterBreakdown) -> LiveAnswers {
    guard let reader = AnswerReader(ids: golden.ids, models: models) else {
      throw RouterBreakdown(message: "memory is short")
    }
    let child = try start()
    defer { child.end(grace: Self.grace) }
    var conversation = ExecConversation(
      child, lines: TraceLines(golden, messages: messages, models: models), reader: reader,
      sheet: AnswerSheet(ids: golden.ids, allowed: spec.allowedFaults), timeout: spec.timeout)
    return try conversation.run()
  }

  private func start() throws(RouterBreakdown) -> ChildProcess {
    do {
      return try ChildProcess(spec.command, folder: folder)
    } catch {
      let program = spec.command.first ?? ""
      throw RouterBreakdown(
        message: "its command `\(program)` cannot be started in \(folder):"
          + " \(OpenFile.reason(error.code))")
    }
  }
}
