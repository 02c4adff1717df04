import EvalCore
import EvalSystem

/// Asks a language model for one word about each query, or reads what it said before.
struct WordClassifier {
  /// What it said of every query.
  struct Said {
    /// For each trace the answer; nil where the server gave none that could be read.
    var answers: [WordAnswer?]
    /// What the server did wrong; nil where the answers were recorded.
    var faults: FaultReport?
  }

  private let spec: LLMSpec

  init(_ spec: LLMSpec) {
    self.spec = spec
  }

  /// Returns the recorded answers.
  ///
  /// - Throws: `ProblemReport` where the file is broken or a trace has no answer.
  func recorded(_ file: String, _ ids: TextColumn) throws(ProblemReport) -> Said {
    Said(answers: try RecordedAnswers(file: file, prompt: spec.prompt).read(ids))
  }

  /// Asks a server about every query.
  ///
  /// - Throws: `RouterBreakdown` where the server did more wrong than the suite allows.
  func ask(
    _ server: HTTPSpec, _ golden: Golden, _ messages: MessageColumn
  ) throws(RouterBreakdown) -> Said {
    let router = HTTPRouter(server)
    guard let reader = WordResponse(timeout: server.timeout) else {
      throw RouterBreakdown(message: "memory is short")
    }
    let request = WordRequest(
      model: server.model, prompt: spec.prompt ?? LLMSpec.placeholder)
    let outcome = try router.loop.run(
      try router.client(), count: golden.count,
      body: { request.body(messages.userText(of: $0)) },
      read: { (outcome, nanoseconds) -> (WordResponse.Reading, isFault: Bool) in
        switch reader.read(outcome) {
        case .answer(var answer):
          answer.latency = nanoseconds
          return (.answer(answer), false)
        case .fault(let breakdown): return (.fault(breakdown), true)
        }
      })
    return try said(outcome.readings, ids: golden.ids, allowed: server.allowedFaults)
  }

  private func said(
    _ readings: [WordResponse.Reading?], ids: TextColumn, allowed: Int
  ) throws(RouterBreakdown) -> Said {
    var sheet = AnswerSheet(ids: ids, allowed: allowed)
    var answers: [WordAnswer?] = Array(repeating: nil, count: ids.count)
    for (trace, reading) in readings.enumerated() {
      switch reading {
      case .answer(let answer):
        answers[trace] = answer
        try sheet.accept(AnswerSheet.Answer(), of: trace)
      case .fault(var breakdown):
        breakdown.message = "trace \(ids[trace]): \(breakdown.message)"
        try sheet.reject(breakdown, of: trace)
      case nil: break
      }
    }
    return Said(answers: answers, faults: sheet.faults)
  }
}
