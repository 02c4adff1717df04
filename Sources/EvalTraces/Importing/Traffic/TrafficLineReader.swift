import EvalCore
import EvalSystem

/// Reads JSON Lines whose keys are those of a golden's traces.
enum TrafficLineReader {
  /// The keys that tell something.
  private static let told = [
    "prompt_length", "messages", "input_tokens", "output_tokens", "cohorts", "labels", "signals",
    "cluster",
  ]
  /// The keys that a trace may have too, and that tell nothing here.
  private static let idle = ["id", "user", "conversation", "outcomes", "extra", "weight"]

  /// Reads a file.
  ///
  /// - Throws: `ProblemReport` with every value that does not fit, every unknown key, and where no
  ///   row tells anything.
  static func read(_ path: String) throws(ProblemReport) -> QuerySample {
    let lines = try JSONObjectLines.read(path)
    guard !lines.isEmpty else { throw ProblemReport(file: path, message: "holds no row") }
    var cells = TrafficCells(file: path)
    var columns = TrafficColumns()
    for line in lines {
      cells.line = line.line
      columns.beginRow()
      take(line.values, &cells, &columns)
    }
    try cells.log.throwIfAny()
    let sample = columns.sample
    guard !sample.features.isEmpty else {
      throw ProblemReport(
        file: path,
        message: "no line has anything to compare: \(told.dropLast().joined(separator: ", "))")
    }
    return sample
  }

  private static func take(
    _ values: [String: CellValue], _ cells: inout TrafficCells, _ columns: inout TrafficColumns
  ) {
    for key in values.keys.sorted() where !(told + idle).contains(key) {
      cells.report(
        nil,
        "unknown key `\(key)`\(Suggestion.clause(for: key, among: told));"
          + " known here: \((told + idle).sorted().joined(separator: ", ")); or say with --map"
          + " what is what")
    }
    if let weight = values["weight"], weight.count != 1 {
      cells.report("weight", "must be 1 or left out: traffic is counted line by line")
    }
    if let messages = values["messages"] {
      columns.add(cells.length(messages, "messages"), to: QuerySample.promptLength)
    } else if let length = values["prompt_length"] {
      columns.add(cells.count(length, "prompt_length"), to: QuerySample.promptLength)
    }
    for key in [QuerySample.inputTokens, QuerySample.outputTokens] {
      if let tokens = values[key] { columns.add(cells.count(tokens, key), to: key) }
    }
    if let cluster = values["cluster"] { columns.add(cluster: cells.label(cluster, "cluster")) }
    for key in ["cohorts", "labels"] {
      for (name, level) in object(values[key], key, &cells) {
        columns.add(cells.label(level, "\(key).\(name)"), toLabel: name)
      }
    }
    for (name, score) in object(values["signals"], "signals", &cells) {
      let number = cells.number(score, "signals.\(name)")
      let isLength = name == QuerySample.promptLength
      // As in a golden, a recorded length counts where there are no messages.
      if !isLength {
        columns.add(number, to: QuerySample.feature(ofSignal: name))
      } else if values["messages"] == nil, values["prompt_length"] == nil {
        columns.add(number, to: QuerySample.promptLength)
      }
    }
  }

  private static func object(
    _ value: CellValue?, _ key: String, _ cells: inout TrafficCells
  ) -> [(String, CellValue)] {
    switch value {
    case nil, .missing?: return []
    case .object(let values)?: return values.sorted { $0.key < $1.key }
    case let other?:
      cells.report(key, "must be an object of name and value, is \(other.shown)")
      return []
    }
  }
}
