/// Words the manifests of goldens carried over from RouteLLM's data.
struct RouteLLMManifest {
  /// The day the goldens and their prices are dated.
  static let date = "2024-06-17"

  private let importer: RouteLLMImporter

  /// Prepares to say what an importer does.
  init(importer: RouteLLMImporter) {
    self.importer = importer
  }

  /// Words the manifest of a benchmark.
  ///
  /// - Parameters:
  ///   - name: The golden's name where the user gives none.
  ///   - description: One paragraph about the benchmark.
  ///   - quality: The scale and the judge.
  ///   - tokens: How tokens were estimated.
  ///   - extra: What else a person should know.
  /// - Returns: The manifest, without files.
  func draft(
    name: String, description: String, quality: ManifestDraft.Quality, tokens: String,
    extra: [String] = []
  ) -> ManifestDraft {
    ManifestDraft(
      name: importer.options.name ?? name,
      description: description,
      recorded: ManifestDraft.Recording(
        date: importer.options.date ?? Self.date,
        by: "carried over from the source: one answer of each model to each query"),
      source: ManifestDraft.Source(
        name: "lm-sys/RouteLLM (benchmark data of its evaluator)", license: "Apache-2.0",
        note: ([texts, contamination, tokens, signals] + extra).joined(separator: " ")),
      quality: quality,
      models: RouteLLMModel.allCases.map(\.listed))
  }

  private var texts: String {
    if importer.promptsFile != nil {
      return "The messages were written for this project and stand in for the source's prompts;"
        + " qualities, tokens and signals are figures of the source's prompts and answers. No"
        + " text of the source is in here."
    }
    return importer.options.figuresOnly
      ? "Figures only: no prompt and no answer of the source is in here."
      : "Prompts and answers are the source's."
  }

  private var contamination: String {
    importer.keepContaminated
      ? "Prompts that the source lists as contaminated are kept."
      : "Prompts that the source lists as contaminated are left out, as its evaluator does."
  }

  private var signals: String {
    let whose = importer.benchmark == .mtBench ? "first-turn prompt, for both turns" : "prompt"
    return "Signals: `prompt_length` is the Unicode scalars of the source's \(whose); `length` is"
      + " that divided by \(PromptFigures.longest), at most 1; `hash` is the first eight bytes of"
      + " the prompt's SHA-256 as a share of 2^64."
  }
}
