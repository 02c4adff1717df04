/// Turns rows of right and wrong answers into traces.
struct RightWrongImport {
  /// A row with what its benchmark adds.
  struct Entry {
    /// The trace's id.
    let id: String
    /// The row.
    let row: RightWrongTable.Row
    /// The cohort labels.
    let cohorts: [TraceDraft.Cohort]
  }

  /// The scale and the judge of such a benchmark.
  static let quality = ManifestDraft.Quality(
    min: 0, max: 1, judge: "right (1) or wrong (0), by the benchmark's answer key")

  private let importer: RouteLLMImporter
  private let contaminated: ContaminatedPrompts

  /// Prepares to read as an importer is told, without contaminated rows.
  init(importer: RouteLLMImporter, contaminated: ContaminatedPrompts) {
    self.importer = importer
    self.contaminated = contaminated
  }

  /// Returns the entries that are not contaminated.
  func clean(_ entries: [Entry]) -> [Entry] {
    entries.filter { !contaminated.contains($0.row.figures) }
  }

  /// Makes the golden of a benchmark.
  ///
  /// - Parameters:
  ///   - manifest: The golden's manifest.
  ///   - entries: All rows, contaminated ones too, in the order of the source.
  ///   - warnings: What the benchmark itself warns about.
  /// - Returns: The golden, without contaminated rows.
  func draft(
    _ manifest: ManifestDraft, _ entries: [Entry], warnings: [String] = []
  ) -> GoldenDraft {
    let kept = clean(entries)
    return GoldenDraft(
      manifest: manifest, traces: kept.map(trace),
      leftOut: [
        GoldenDraft.Omission(what: "contaminated prompts", count: entries.count - kept.count)
      ],
      warnings: contaminated.warnings(among: entries.map(\.row.figures)) + repeats(kept) + warnings)
  }

  /// Counts the prompts that stand more than once: each is a trace of its own, as in RouteLLM's
  /// evaluator, whose thresholds are quantiles over all rows.
  private func repeats(_ entries: [Entry]) -> [String] {
    let distinct = Set(entries.map(\.row.figures.digest)).count
    guard distinct < entries.count else { return [] }
    return [
      "\(entries.count - distinct) prompts repeat an earlier one; each is a trace of its own, as in"
        + " RouteLLM's evaluator"
    ]
  }

  private func trace(_ entry: Entry) -> TraceDraft {
    let row = entry.row
    let hasTexts = !importer.options.figuresOnly
    let input = TokenEstimate.tokens(in: row.prompt)
    return TraceDraft(
      id: entry.id,
      messages: hasTexts ? [TraceDraft.Message(role: "user", content: row.prompt)] : [],
      cohorts: entry.cohorts,
      outcomes: row.answers.map { answer in
        TraceDraft.Outcome(
          model: answer.model.name, quality: answer.isRight ? 1 : 0, inputTokens: input,
          outputTokens: answer.response.map { TokenEstimate.tokens(in: $0) } ?? 1,
          response: hasTexts ? answer.response : nil)
      },
      signals: row.figures.signals, place: row.place)
  }
}
