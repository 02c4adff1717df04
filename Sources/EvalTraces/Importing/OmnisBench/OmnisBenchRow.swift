import EvalSystem
import Foundation

/// One row of OmnisBench's results: what a policy chose for an item, and what came of it.
struct OmnisBenchRow {
  let policy: String
  let dataset: String
  let item: String
  /// The model that the policy chose.
  let model: String
  let passed: Bool
  let grader: String?
  let costUSD: Double?
  let inputTokens: Int?
  let outputTokens: Int?
  let latencyMS: Double?
  let response: String?

  /// Reads a row; reports what is missing or of another kind, by key path.
  init?(_ value: CellValue, at path: String, log: inout ProblemLog) {
    guard case .object(let values) = value else {
      log.add("must be an object, is \(value.shown)", keyPath: path)
      return nil
    }
    func text(_ key: String, _ log: inout ProblemLog) -> String? {
      if let text = values[key]?.label { return text }
      log.add(
        "must be a text, is \((values[key] ?? .missing).shown)", keyPath: "\(path).\(key)")
      return nil
    }
    let names = ["policy", "dataset", "item_id", "chosen_model"].map { text($0, &log) }
    guard case .boolean(let passed)? = values["passed"] else {
      log.add(
        "must be true or false, is \((values["passed"] ?? .missing).shown)",
        keyPath: "\(path).passed")
      return nil
    }
    guard let policy = names[0], let dataset = names[1], let item = names[2], let model = names[3]
    else { return nil }
    (self.policy, self.dataset, self.item, self.model) = (policy, dataset, item, model)
    self.passed = passed
    grader = values["grader"]?.label
    costUSD = values["cost_usd"]?.decimal
    inputTokens = values["input_tokens"]?.count
    outputTokens = values["output_tokens"]?.count
    latencyMS = values["latency_ms"]?.decimal
    response = values["response_text"]?.label
  }
}

/// A file of OmnisBench's results.
struct OmnisBenchFile {
  let rows: [OmnisBenchRow]
  /// The day of the run; nil where the file does not say.
  let date: String?

  /// Reads a file.
  ///
  /// - Throws: `ProblemReport` where it is not such a file, with every row that does not fit.
  init(_ path: String) throws(ProblemReport) {
    var log = ProblemLog(file: path)
    let bytes = try FileBytes.read(path)
    guard let document = try? JSONDecoder().decode(CellValue.self, from: Data(bytes)),
      case .object(let values) = document, case .list(let items)? = values["items"]
    else {
      throw ProblemReport(
        file: path, message: "is not OmnisBench's results: a JSON object with a list `items`")
    }
    if case .object(let provenance)? = values["provenance"] {
      date = provenance["run_date"]?.label
    } else {
      date = nil
    }
    var rows: [OmnisBenchRow] = []
    for (index, item) in items.enumerated() {
      if let row = OmnisBenchRow(item, at: "items[\(index)]", log: &log) { rows.append(row) }
    }
    try log.throwIfAny()
    guard !rows.isEmpty else { throw ProblemReport(file: path, message: "holds no row") }
    self.rows = rows
  }
}
