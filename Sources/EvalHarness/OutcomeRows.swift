import EvalCore
package import EvalStore
import EvalTraces

/// A run's decisions and outcomes as rows of text, for other programs.
package struct OutcomeRows: Sendable {
  private let traces: RunTraces

  /// The columns that every export has; a column for each cohort label follows the trace.
  private static let figures = ["decision", "score", "quality", "cost_usd", "latency_ms"]

  package init(_ traces: RunTraces) {
    self.traces = traces
  }

  /// Returns comma-separated values by RFC 4180 with a header, one row for each router and trace.
  package func csv() -> String {
    let labels = traces.recording.labels.map(\.name)
    var text =
      (["router", "trace"] + labels + Self.figures).map(Self.quoted)
      .joined(separator: ",") + "\r\n"
    forEachRow { row in
      let fields =
        [row.router, row.trace] + row.levels
        + [
          row.decision, row.score ?? "", row.quality, row.cost ?? "", row.latency ?? "",
        ]
      text += fields.map(Self.quoted).joined(separator: ",") + "\r\n"
    }
    return text
  }

  /// Returns JSON Lines, one object for each router and trace; what is unknown is left out.
  package func jsonLines() -> String {
    let labels = traces.recording.labels.map(\.name)
    var text = ""
    forEachRow { row in
      let cohorts = zip(labels, row.levels).map { "\(JSONText.string($0)):\(JSONText.string($1))" }
      var fields = [
        "\"router\":\(JSONText.string(row.router))", "\"trace\":\(JSONText.string(row.trace))",
        "\"cohorts\":{\(cohorts.joined(separator: ","))}",
        "\"decision\":\(JSONText.string(row.decision))", "\"quality\":\(row.quality)",
      ]
      if let score = row.score { fields.append("\"score\":\(score)") }
      if let cost = row.cost { fields.append("\"cost_usd\":\(cost)") }
      if let latency = row.latency { fields.append("\"latency_ms\":\(latency)") }
      text += "{\(fields.joined(separator: ","))}\n"
    }
    return text
  }

  private struct Row {
    var router: String
    var trace: String
    var levels: [String]
    var decision: String
    var score: String?
    var quality: String
    var cost: String?
    var latency: String?
  }

  private func forEachRow(_ body: (Row) -> Void) {
    let recording = traces.recording
    for router in traces.routers {
      for trace in 0..<recording.count {
        let model = recording.models[Int(router.decisions.models[trace])]
        body(
          Row(
            router: router.name, trace: recording.ids[trace],
            levels: recording.labels.map { $0.levels[Int($0.codes[trace])] },
            decision: model.name,
            score: router.decisions.scores.map { DecimalText.shortest($0[trace]) },
            quality: Self.decimal(model.quality[trace], over: recording.unitsPerPoint),
            cost: Self.cost(model.cost, router.decisions.spent, trace),
            latency: model.latency.map { Self.decimal($0[trace], over: 1000) }))
      }
    }
  }

  /// The cost of deciding and of the chosen call; nil where one of them is not known.
  private static func cost(_ calls: [Int64]?, _ spent: [Int64]?, _ trace: Int) -> String? {
    guard let call = calls?[trace] else { return nil }
    let spent = spent?[trace] ?? 0
    return spent == Golden.missing ? nil : decimal(call + spent, over: 1_000_000_000)
  }

  private static func decimal(_ units: Int64, over unitsPerPoint: Int64) -> String {
    DecimalText.shortest(Double(units) / Double(unitsPerPoint))
  }

  private static func quoted(_ field: String) -> String {
    let needsQuotes = field.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
        || $0 == UInt8(ascii: "\r")
    }
    return needsQuotes ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
  }
}
