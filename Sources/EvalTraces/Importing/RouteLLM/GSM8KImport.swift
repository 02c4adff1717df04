import EvalSystem

/// Reads GSM8K: one trace for each problem.
struct GSM8KImport {
  /// The benchmark's only table.
  static let fileName = "gsm8k_responses.csv"
  /// Below this many Unicode scalars a prompt is `short`.
  private static let medium = 180
  /// From this many Unicode scalars on a prompt is `long`.
  private static let long = 280

  private let importer: RouteLLMImporter
  private let rows: RightWrongImport

  /// Prepares to read as an importer is told, without contaminated problems.
  init(importer: RouteLLMImporter, contaminated: ContaminatedPrompts) {
    self.importer = importer
    self.rows = RightWrongImport(importer: importer, contaminated: contaminated)
  }

  /// Reads the benchmark's own folder.
  func read(_ folder: String) throws(ProblemReport) -> GoldenDraft {
    let path = FileBytes.join(folder, Self.fileName)
    let entries = try RightWrongTable.read(path, hasResponses: true).map { row in
      RightWrongImport.Entry(
        id: "gsm8k-\(PaddedNumber.text(row.number, width: 4))", row: row,
        cohorts: [TraceDraft.Cohort("length", Self.level(of: row.figures.scalars))])
    }
    return rows.draft(manifest(problems: rows.clean(entries).count), entries)
  }

  private static func level(of scalars: Int) -> String {
    scalars < medium ? "short" : scalars < long ? "medium" : "long"
  }

  private func manifest(problems: Int) -> ManifestDraft {
    RouteLLMManifest(importer: importer).draft(
      name: "gsm8k",
      description: "GSM8K: \(problems) word problems of school arithmetic, answered rightly or"
        + " wrongly by a strong and a weak model. The cohort `length` is of the prompt: short"
        + " below \(Self.medium) Unicode scalars, medium below \(Self.long), else long.",
      quality: RightWrongImport.quality,
      tokens: TokenEstimate.note + " They are of the prompt and of each answer in full.")
  }
}
