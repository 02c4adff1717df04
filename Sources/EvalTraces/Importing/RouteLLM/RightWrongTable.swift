import EvalSystem

/// A table of RouteLLM's: a prompt, and for each model whether it answered rightly.
struct RightWrongTable {
  /// One row.
  struct Row {
    /// Where the row starts.
    let place: SourcePlace
    /// The number of the row, counted from 1.
    let number: Int
    /// The prompt, exactly as it stands in the file.
    let prompt: String
    /// What is kept of the prompt where its text is not.
    let figures: PromptFigures
    /// For each of `RouteLLMModel.allCases` what it did.
    let answers: [Answer]
  }

  /// What one model did.
  struct Answer {
    /// The model.
    let model: RouteLLMModel
    /// Whether the answer was right.
    let isRight: Bool
    /// The answer in full; nil where the table does not hold it.
    let response: String?
  }

  private let table: CSVTable
  private let promptColumn: Int
  private let modelColumns: [(model: RouteLLMModel, right: Int, response: Int?)]

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - path: The CSV file.
  ///   - hasResponses: Whether the table holds the answers in full.
  /// - Returns: The rows, in the order of the file.
  /// - Throws: `ProblemReport` with every mistake of the file.
  static func read(_ path: String, hasResponses: Bool) throws(ProblemReport) -> [Row] {
    var log = ProblemLog(file: path)
    let table = try CSVReader.read(path)
    let reader = RightWrongTable(table, hasResponses: hasResponses, log: &log)
    let rows = table.rows.enumerated().compactMap { index, row in
      reader?.row(row, number: index + 1, log: &log)
    }
    try log.throwIfAny()
    return rows
  }

  private init?(_ table: CSVTable, hasResponses: Bool, log: inout ProblemLog) {
    let prompt = table.index(of: "prompt", log: &log)
    var columns: [(model: RouteLLMModel, right: Int, response: Int?)] = []
    for model in RouteLLMModel.allCases {
      let right = table.index(of: model.sourceName, log: &log)
      let response =
        hasResponses ? table.index(of: "\(model.sourceName)_response", log: &log) : nil
      if let right { columns.append((model, right, response)) }
    }
    guard let prompt, log.isEmpty else { return nil }
    self.table = table
    self.promptColumn = prompt
    self.modelColumns = columns
  }

  private func row(_ row: CSVTable.Row, number: Int, log: inout ProblemLog) -> Row {
    let prompt = row.fields[promptColumn]
    let answers = modelColumns.compactMap { column -> Answer? in
      let text = row.fields[column.right]
      guard let isRight = ["True": true, "False": false][text] else {
        log.add(
          "must be True or False, is \(CellValue.text(text).shown)", line: row.line,
          keyPath: column.model.sourceName)
        return nil
      }
      return Answer(
        model: column.model, isRight: isRight, response: column.response.map { row.fields[$0] })
    }
    return Row(
      place: SourcePlace(file: table.file, line: row.line), number: number, prompt: prompt,
      figures: PromptFigures(prompt), answers: answers)
  }
}
