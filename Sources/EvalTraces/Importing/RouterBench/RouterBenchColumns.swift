import EvalSystem

/// Where a wide table of RouterBench's has what.
struct RouterBenchColumns {
  /// The columns of one model.
  struct Model {
    /// The model's name, which is that of its column of scores.
    let name: String
    /// The column of scores.
    let score: Int
    /// The column of answers, where there is one.
    let response: Int?
    /// The column of costs in USD, where there is one.
    let cost: Int?
  }

  private static let responseSuffix = "|model_response"
  private static let costSuffix = "|total_cost"

  /// The column of ids.
  let id: Int
  /// The column of prompts.
  let prompt: Int
  /// The column that names the benchmark a row is of.
  let benchmark: Int
  /// The models, in the order of their columns of scores.
  let models: [Model]

  /// Finds the columns.
  ///
  /// - Throws: `ProblemReport` with every column that is missing.
  init(_ table: CSVTable) throws(ProblemReport) {
    var log = ProblemLog(file: table.file)
    let fixed = ["sample_id", "prompt", "eval_name"].compactMap { table.index(of: $0, log: &log) }
    Self.reportScoreless(table, log: &log)
    let models = table.header.enumerated().compactMap { Self.model($1, score: $0, table) }
    if models.isEmpty {
      log.add(
        "no model: a model `M` has its scores in a column `M` beside `M\(Self.costSuffix)` or"
          + " `M\(Self.responseSuffix)`",
        line: 1)
    }
    try log.throwIfAny()
    (id, prompt, benchmark) = (fixed[0], fixed[1], fixed[2])
    self.models = models
  }

  private static func model(_ name: String, score: Int, _ table: CSVTable) -> Model? {
    let response = table.header.firstIndex(of: name + responseSuffix)
    let cost = table.header.firstIndex(of: name + costSuffix)
    guard response != nil || cost != nil else { return nil }
    return Model(name: name, score: score, response: response, cost: cost)
  }

  private static func reportScoreless(_ table: CSVTable, log: inout ProblemLog) {
    for column in table.header {
      for suffix in [responseSuffix, costSuffix] where column.hasSuffix(suffix) {
        let model = String(column.dropLast(suffix.count))
        if !table.header.contains(model) {
          log.add(
            "`\(column)` stands here without `\(model)`, the column of that model's scores",
            line: 1)
        }
      }
    }
  }
}
