import EvalCore
import EvalSystem

/// Asks a server, by one chat completion for each trace, which model it chooses.
struct HTTPRouter {
  private let spec: HTTPSpec

  init(_ spec: HTTPSpec) {
    self.spec = spec
  }

  /// Posts every trace and reads the answers, which are taken in the order of the traces.
  ///
  /// - Throws: `RouterBreakdown` where the server did more wrong than the suite allows.
  func ask(
    _ golden: Golden, messages: MessageColumn, models: [String]
  ) throws(RouterBreakdown) -> LiveAnswers {
    let client = try client()
    guard let reader = ResponseReader(spec, models: models) else {
      throw RouterBreakdown(message: "memory is short")
    }
    let chat = ChatRequest(model: spec.model)
    let outcome = try loop.run(
      client, count: golden.count, body: { chat.body(messages, trace: $0) },
      read: { (outcome, _) -> (ResponseReader.Reading, isFault: Bool) in
        let reading = reader.read(outcome)
        if case .fault = reading { return (reading, true) }
        return (reading, false)
      })
    return LiveAnswers(
      sheet: try sheet(outcome.readings, ids: golden.ids), latencies: outcome.latencies)
  }

  /// How the traces are posted.
  var loop: RequestLoop {
    RequestLoop(concurrency: spec.concurrency, allowedFaults: spec.allowedFaults)
  }

  /// Opens the connections.
  ///
  /// - Throws: `RouterBreakdown` where libcurl is not installed, or a variable is not set.
  func client() throws(RouterBreakdown) -> HTTPClient {
    guard
      let client = HTTPClient(
        url: spec.url, headers: try headerLines(), timeout: spec.timeout,
        connections: spec.concurrency)
    else {
      throw RouterBreakdown(
        message: "needs libcurl to ask a server: install it, such as with"
          + " `apt-get install libcurl4`")
    }
    return client
  }

  private func sheet(
    _ readings: [ResponseReader.Reading?], ids: TextColumn
  ) throws(RouterBreakdown) -> AnswerSheet {
    var sheet = AnswerSheet(ids: ids, allowed: spec.allowedFaults)
    for (trace, reading) in readings.enumerated() {
      switch reading {
      case .answer(let answer): try sheet.accept(answer, of: trace)
      case .fault(let fault, let message):
        try sheet.reject(
          RouterBreakdown(fault: fault, message: "trace \(ids[trace]): \(message)"), of: trace)
      // Posting ended early, and a fault before this trace says why.
      case nil: break
      }
    }
    return sheet
  }

  /// The header lines, with the values of the variables that they name.
  ///
  /// - Throws: `RouterBreakdown` where a variable is not set.
  func headerLines() throws(RouterBreakdown) -> [String] {
    var lines = ["Content-Type: application/json", "Accept: application/json"]
    lines.removeAll { line in
      spec.headers.contains { line.lowercased().hasPrefix("\($0.name.lowercased()):") }
    }
    for header in spec.headers {
      do {
        lines.append("\(header.name): \(try EnvironmentText.filled(header.value))")
      } catch {
        throw RouterBreakdown(message: "headers.\(header.name): \(error.message)")
      }
    }
    return lines
  }
}
