package import EvalSystem

/// Reads anybody's table: CSV or JSON Lines with one row for each query.
package struct TableImporter: Sendable {
  /// Which columns become what.
  package var map: ColumnMap
  /// How the table is written down; told from the file's name where nil.
  package var format: TableFormat?
  /// The scale of the qualities.
  package var quality: ManifestDraft.Quality
  /// The models' prices, where they are known.
  package var prices: [PriceOption]
  /// The golden's name (the file's where nil), the day, and whether texts stay out.
  package var options: ImportOptions

  package init(
    map: ColumnMap, format: TableFormat? = nil,
    quality: ManifestDraft.Quality = ManifestDraft.Quality(), prices: [PriceOption] = [],
    options: ImportOptions = ImportOptions()
  ) {
    self.map = map
    self.format = format
    self.quality = quality
    self.prices = prices
    self.options = options
  }

  /// Reads a table.
  ///
  /// - Throws: `ProblemReport` with every cell that does not fit, by line and column.
  package func read(_ path: String) throws(ProblemReport) -> GoldenDraft {
    guard quality.min < quality.max,
      max(quality.min.magnitude, quality.max.magnitude) <= TraceLimits.quality
    else {
      throw ProblemReport(
        file: "--quality-min",
        message: "must be below --quality-max, both within \(Int(TraceLimits.quality)) of 0")
    }
    let models = try PriceOption.models(map.models, priced: prices)
    let table = try ColumnTable.read(path, format: formatOf(path), columns: map.columns)
    var reader = TableTraceReader(importer: self, file: path, rows: table.rows.count)
    let traces = table.rows.enumerated().map { reader.trace($1, number: $0 + 1) }
    try reader.finish()
    return GoldenDraft(
      manifest: manifest(path, models, rows: traces.count), traces: traces,
      warnings: warnings(unused: table.unused, promptless: reader.promptless))
  }

  private func formatOf(_ path: String) throws(ProblemReport) -> TableFormat {
    if let format { return format }
    return try TableFormat(path: path)
  }

  private func warnings(unused: [String], promptless: [Int]) -> [String] {
    var warnings: [String] = []
    if let line = promptless.first {
      warnings.append("\(promptless.count) rows have no prompt, that of line \(line) for one")
    }
    if !unused.isEmpty {
      let names = unused.map { "`\($0)`" }.joined(separator: ", ")
      warnings.append("columns that became nothing: \(names)")
    }
    return warnings
  }

  private func manifest(
    _ path: String, _ models: [ManifestDraft.Model], rows: Int
  ) -> ManifestDraft {
    let file = FileBytes.name(of: path)
    let columns = map.entries.map { "\($0.target.text) from `\($0.column)`" }
    let texts = options.figuresOnly ? " Figures only: no prompt and no response is in here." : ""
    return ManifestDraft(
      name: options.name ?? Self.stem(of: file),
      description: "\(rows) queries with the outcomes of \(models.count) models, from a table.",
      recorded: ManifestDraft.Recording(
        date: options.date, by: "imported from a table with `evalroute import`"),
      source: ManifestDraft.Source(
        name: file, note: "Columns: \(columns.joined(separator: ", ")).\(texts)"),
      quality: quality, models: models)
  }

  private static func stem(of file: String) -> String {
    guard let dot = file.lastIndex(of: "."), dot > file.startIndex else { return file }
    return String(file[..<dot])
  }
}
