package import EvalSystem
import Foundation

/// What routers decided, read from a file that knows no golden: an export, or anybody's table.
///
/// CSV with a header, JSON Lines, or one JSON array of objects. Only the trace and the decision
/// must be there; what else is known makes a comparison say more.
package struct DecisionTable: Sendable {
  /// One router's decision on one trace.
  package struct Row: Sendable {
    /// The router's name; empty where the file has no such column.
    package var router: String
    package var trace: String
    /// The model that was chosen.
    package var decision: String
    package var score: Double?
    package var quality: Double?
    package var costUSD: Double?
    package var latencyMS: Double?
    /// The trace's cohort labels, sorted by name.
    package var cohorts: [(name: String, level: String)]
    package var line: Int
  }

  /// The names that a column goes by unless it is mapped, the most usual first.
  private static let usual: [(target: String, names: [String])] = [
    ("router", ["router"]),
    ("trace", ["trace", "id", "trace_id", "query_id", "global index"]),
    ("decision", ["decision", "model", "prediction", "route"]),
    ("score", ["score"]), ("quality", ["quality"]),
    ("cost_usd", ["cost_usd"]), ("latency_ms", ["latency_ms"]),
  ]

  /// The rows in file order, at least one.
  package let rows: [Row]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: The file, ending in `.csv`, `.jsonl`, `.ndjson` or `.json`.
  ///   - map: Texts such as `trace=query_id`, for columns with other names.
  /// - Returns: The table.
  /// - Throws: `ProblemReport` with every mistake.
  package static func read(
    _ path: String, map: [String] = []
  ) throws(ProblemReport) -> DecisionTable {
    let objects = try objects(of: path)
    guard let first = objects.first else {
      throw ProblemReport(file: path, message: "holds no row")
    }
    let columns = try columns(map, keys: Set(objects.flatMap { $0.values.keys }), file: path)
    var log = ProblemLog(file: path)
    if columns["trace"] == nil || columns["decision"] == nil {
      let missing = ["trace", "decision"].filter { columns[$0] == nil }
      log.add(
        "no column for \(missing.joined(separator: " and ")): name it with"
          + " --map \(missing[0])=COLUMN; the file has"
          + " \(first.values.keys.sorted().joined(separator: ", "))")
    }
    try log.throwIfAny()
    let rows = objects.compactMap { row($0, columns, log: &log) }
    try log.throwIfAny()
    return DecisionTable(rows: rows)
  }

  private static func columns(
    _ map: [String], keys: Set<String>, file: String
  ) throws(ProblemReport) -> [String: String] {
    var columns: [String: String] = [:]
    for (target, names) in usual {
      columns[target] = names.first { keys.contains($0) }
    }
    var log = ProblemLog(file: file)
    for text in map {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      let known = usual.map(\.target)
      guard parts.count == 2, known.contains(parts[0]) else {
        log.add(
          "--map \(text): is not one of \(known.joined(separator: ", ")), `=` and a column's name")
        continue
      }
      guard keys.contains(parts[1]) else {
        log.add(
          "--map \(text): the file has no column `\(parts[1])`"
            + Suggestion.clause(for: parts[1], among: keys.sorted()))
        continue
      }
      columns[parts[0]] = parts[1]
    }
    try log.throwIfAny()
    return columns
  }

  private struct Object {
    var line: Int
    var values: [String: CellValue]
    /// Columns of a CSV that may be cohort labels.
    var isTable: Bool
  }

  private static func objects(of path: String) throws(ProblemReport) -> [Object] {
    switch path.split(separator: ".").last.map({ $0.lowercased() }) {
    case "csv":
      let table = try CSVReader.read(path)
      return table.rows.map { row in
        Object(
          line: row.line,
          values: Dictionary(
            zip(table.header, row.fields.map(CellValue.text)),
            uniquingKeysWith: { first, _ in first }),
          isTable: true)
      }
    case "json":
      let bytes = try FileBytes.read(path)
      guard let list = try? JSONDecoder().decode([[String: CellValue]].self, from: Data(bytes))
      else { throw ProblemReport(file: path, message: "is not a JSON list of objects") }
      return list.enumerated().map { Object(line: $0 + 1, values: $1, isTable: false) }
    default:
      return try JSONObjectLines.read(path).map {
        Object(line: $0.line, values: $0.values, isTable: false)
      }
    }
  }

  private static func row(
    _ object: Object, _ columns: [String: String], log: inout ProblemLog
  ) -> Row? {
    func value(_ target: String) -> CellValue {
      columns[target].flatMap { object.values[$0] } ?? .missing
    }
    func number(_ target: String) -> Double? {
      let cell = value(target)
      if cell.isMissing { return nil }
      guard let number = cell.decimal else {
        log.add("\(target) must be a number, is \(cell.shown)", line: object.line)
        return nil
      }
      return number
    }
    guard let trace = value("trace").label, let decision = value("decision").label else {
      let target = value("trace").label == nil ? "trace" : "decision"
      log.add("\(columns[target] ?? target) is \(value(target).shown)", line: object.line)
      return nil
    }
    return Row(
      router: value("router").label ?? "", trace: trace, decision: decision,
      score: number("score"), quality: number("quality"), costUSD: number("cost_usd"),
      latencyMS: number("latency_ms"), cohorts: cohorts(object, columns), line: object.line)
  }

  /// The object `cohorts` of an export, or the columns of a table that mean nothing else.
  private static func cohorts(
    _ object: Object, _ columns: [String: String]
  ) -> [(name: String, level: String)] {
    let labels: [String: CellValue]
    if case .object(let cohorts) = object.values["cohorts"] ?? .missing {
      labels = cohorts
    } else if object.isTable {
      let used = Set(columns.values)
      labels = object.values.filter { !used.contains($0.key) }
    } else {
      return []
    }
    return labels.compactMap { name, value in value.label.map { (name, $0) } }
      .sorted { $0.name < $1.name }
  }
}
