import EvalReports
import Foundation

extension Explanation {
  /// The story for a terminal.
  package var text: String {
    let labels = cohorts.keys.sorted().map { "\($0)=\(cohorts[$0] ?? "")" }
    var lines = ["\(trace) of \(suite): \(labels.joined(separator: ", "))", ""]
    var models = PlainTable(columns: ["model", "quality", "cost", "latency"].map { .init($0) })
    models.rows = answers.map { answer in
      .init([
        .init(answer.model), .init(NumberText.plain(answer.quality)),
        .init(answer.costUSD.map(NumberText.usd) ?? NumberText.undefined),
        .init(
          answer.latencyMS.map { "\(NumberText.plain($0)) ms" } ?? NumberText.undefined),
      ])
    }
    lines += models.lines(color: false) + [""]
    var table = PlainTable(
      columns: ["router", "decision", "quality", "cost", "because", "baseline"].map { .init($0) })
    table.rows = routes.map { route in
      .init([
        .init(route.router), .init(route.decision), .init(NumberText.plain(route.quality)),
        .init(route.costUSD.map(NumberText.usd) ?? NumberText.undefined), .init(route.because),
        .init(Self.change(route)),
      ])
    }
    lines += table.lines(color: false)
    if baseline == nil { lines += ["", "there is no baseline to compare with"] }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func change(_ route: Route) -> String {
    guard let before = route.baselineDecision else { return NumberText.undefined }
    return before == route.decision ? "the same" : "was \(before)"
  }

  /// The story as a JSON document.
  package var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
  }
}
