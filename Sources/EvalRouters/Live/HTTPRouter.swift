import EvalCore
import EvalSystem

/// Asks a server, by one chat completion for each trace, which model it chooses.
struct HTTPRouter {
  private let spec: HTTPSpec

  init(_ spec: HTTPSpec) {
    self.spec = spec
  }

  /// Posts every trace and reads the answers.
  ///
  /// What comes of it does not depend on which answer comes first: answers are taken in the order
  /// of the traces, after the last one; more faults than are allowed end the posting early.
  ///
  /// - Throws: `RouterBreakdown` where the server did more wrong than the suite allows.
  func ask(
    _ golden: Golden, messages: MessageColumn, models: [String]
  ) throws(RouterBreakdown) -> LiveAnswers {
    guard
      let client = HTTPClient(
        url: spec.url, headers: try headerLines(), timeout: spec.timeout,
        connections: spec.concurrency)
    else {
      throw RouterBreakdown(
        message: "needs libcurl to ask a server: install it, such as with"
          + " `apt-get install libcurl4`")
    }
    guard let reader = ResponseReader(spec, models: models) else {
      throw RouterBreakdown(message: "memory is short")
    }
    let chat = ChatRequest(model: spec.model)
    var readings: [ResponseReader.Reading?] = Array(repeating: nil, count: golden.count)
    var latencies: [UInt64] = []
    var (posted, underWay, faults) = (0, 0, 0)
    while underWay > 0 || (posted < golden.count && faults <= spec.allowedFaults) {
      while posted < golden.count, underWay < spec.concurrency, faults <= spec.allowedFaults {
        if let reason = client.post(chat.body(messages, trace: posted), number: posted) {
          throw RouterBreakdown(fault: .connection, message: reason)
        }
        posted += 1
        underWay += 1
      }
      guard let ended = client.wait(milliseconds: 100) else { continue }
      underWay -= 1
      let reading = reader.read(ended.outcome)
      if case .fault = reading { faults += 1 } else { latencies.append(ended.nanoseconds) }
      readings[ended.number] = reading
    }
    return LiveAnswers(
      sheet: try sheet(readings, ids: golden.ids), latencies: latencies)
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
