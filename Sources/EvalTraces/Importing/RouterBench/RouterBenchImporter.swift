package import EvalSystem

/// Reads RouterBench's wide tables, saved as CSV: one row for each query, and for each model a
/// score, an answer and a cost.
package struct RouterBenchImporter: Sendable {
  private static let scale = 0.0...1.0

  /// The golden's name (`routerbench` where nil), the day, and whether texts stay out.
  package var options: ImportOptions

  package init(options: ImportOptions = ImportOptions()) {
    self.options = options
  }

  /// Reads a table.
  ///
  /// - Throws: `ProblemReport` with every cell that does not fit, by line and column.
  package func read(_ path: String) throws(ProblemReport) -> GoldenDraft {
    let table = try CSVReader.read(path)
    let columns = try RouterBenchColumns(table)
    guard !table.rows.isEmpty else { throw ProblemReport(file: path, message: "holds no row") }
    var log = ProblemLog(file: path)
    let traces = table.rows.map { trace($0, columns, file: path, log: &log) }
    try log.throwIfAny()
    return GoldenDraft(manifest: manifest(path, columns.models.map(\.name)), traces: traces)
  }

  private func trace(
    _ row: CSVTable.Row, _ columns: RouterBenchColumns, file: String, log: inout ProblemLog
  ) -> TraceDraft {
    let id = row.fields[columns.id]
    if id.isEmpty {
      log.add("is empty; every row needs an id", line: row.line, keyPath: "sample_id")
    }
    let prompts = Self.texts(row.fields[columns.prompt])
    let benchmark = row.fields[columns.benchmark]
    return TraceDraft(
      id: id,
      messages: options.figuresOnly
        ? [] : prompts.map { TraceDraft.Message(role: "user", content: $0) },
      cohorts: benchmark.isEmpty ? [] : [TraceDraft.Cohort("eval_name", benchmark)],
      outcomes: columns.models.compactMap { outcome($0, row, log: &log) },
      signals: [PromptFigures(prompts.joined()).lengthSignal],
      place: SourcePlace(file: file, line: row.line))
  }

  private func outcome(
    _ model: RouterBenchColumns.Model, _ row: CSVTable.Row, log: inout ProblemLog
  ) -> TraceDraft.Outcome? {
    let score = CellValue.text(row.fields[model.score])
    guard let quality = score.number, Self.scale.contains(quality) else {
      log.add("must be 0 to 1, is \(score.shown)", line: row.line, keyPath: model.name)
      return nil
    }
    let response = model.response.map { Self.texts(row.fields[$0]).joined(separator: "\n") }
    return TraceDraft.Outcome(
      model: model.name, quality: quality, costUSD: cost(model, row, log: &log),
      response: options.figuresOnly ? nil : response)
  }

  private func cost(
    _ model: RouterBenchColumns.Model, _ row: CSVTable.Row, log: inout ProblemLog
  ) -> Double? {
    guard let column = model.cost, !row.fields[column].isEmpty else { return nil }
    let cell = CellValue.text(row.fields[column])
    if let cost = cell.decimal, TraceLimits.costUSD.contains(cost) { return cost }
    log.add(
      "must be a cost in USD, 0 to 1000, is \(cell.shown)", line: row.line,
      keyPath: "\(model.name)|total_cost")
    return nil
  }

  /// Texts stand in the table as Python lists; anything else is taken as it stands.
  private static func texts(_ field: String) -> [String] {
    PythonTexts.parse(field) ?? [field]
  }

  private func manifest(_ path: String, _ models: [String]) -> ManifestDraft {
    let texts =
      options.figuresOnly
      ? "Figures only: no prompt and no response of the source is in here."
      : "Prompts and responses are the source's."
    return ManifestDraft(
      name: options.name ?? "routerbench",
      description: "A table in RouterBench's layout: queries of several benchmarks with the score"
        + " and the cost of \(models.count) models. The cohort `eval_name` is the benchmark.",
      recorded: ManifestDraft.Recording(
        date: options.date, by: "carried over from the table: one answer of each model"),
      source: ManifestDraft.Source(
        name: FileBytes.name(of: path),
        note: "\(texts) Costs are the table's, in USD. `prompt_length` is the Unicode scalars of"
          + " the prompt; a prompt that the table holds as a list is as many messages."),
      quality: ManifestDraft.Quality(
        min: Self.scale.lowerBound, max: Self.scale.upperBound, judge: "the table's own scores"),
      models: models.map { ManifestDraft.Model(name: $0) })
  }
}
