import EvalSystem
import Foundation

/// Reads MMLU: one trace for each question of up to 57 subjects, one file for each.
struct MMLUImport {
  private static let prefix = "mmlu_"
  private static let suffix = ".csv"

  private let importer: RouteLLMImporter
  private let rows: RightWrongImport

  /// Prepares to read as an importer is told, without contaminated questions.
  init(importer: RouteLLMImporter, contaminated: ContaminatedPrompts) {
    self.importer = importer
    self.rows = RightWrongImport(importer: importer, contaminated: contaminated)
  }

  /// Returns the name of a subject's file.
  static func fileName(of subject: String) -> String { prefix + subject + suffix }

  /// Reads the benchmark's own folder; the tables may stand in a folder `responses` inside it, as
  /// in the source's repository.
  func read(_ folder: String) throws(ProblemReport) -> GoldenDraft {
    let inner = FileBytes.join(folder, "responses")
    let folder = FileBytes.isFolder(inner) ? inner : folder
    let subjects = try Self.subjects(in: folder)
    var problems: [Problem] = []
    var entries: [RightWrongImport.Entry] = []
    for subject in subjects {
      do throws(ProblemReport) {
        entries += try Self.entries(subject, in: folder)
      } catch {
        problems += error.problems
      }
    }
    guard problems.isEmpty else { throw ProblemReport(problems) }
    let oddities = MMLUOddities.find(entries)
    let kept = rows.clean(entries)
    return rows.draft(
      manifest(questions: kept.count, subjects: subjects.count, oddities: oddities), entries,
      warnings: Self.missing(subjects) + oddities)
  }

  /// Returns the subjects that have a file, in byte order.
  private static func subjects(in folder: String) throws(ProblemReport) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let subjects = names.filter { $0.hasPrefix(prefix) && $0.hasSuffix(suffix) }
      .map { String($0.dropFirst(prefix.count).dropLast(suffix.count)) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard !subjects.isEmpty else {
      throw ProblemReport(
        file: folder, message: "holds no file `\(prefix)SUBJECT\(suffix)`, one for each subject")
    }
    return subjects
  }

  private static func entries(
    _ subject: String, in folder: String
  ) throws(ProblemReport) -> [RightWrongImport.Entry] {
    let path = FileBytes.join(folder, fileName(of: subject))
    guard let field = MMLUField(subject: subject) else {
      throw ProblemReport(
        file: path,
        message: "`\(subject)` is not one of MMLU's subjects"
          + Suggestion.clause(for: subject, among: MMLUField.allSubjects))
    }
    return try RightWrongTable.read(path, hasResponses: false).map { row in
      RightWrongImport.Entry(
        id: "mmlu-\(subject)-\(PaddedNumber.text(row.number, width: 4))", row: row,
        cohorts: [
          TraceDraft.Cohort("subject", subject), TraceDraft.Cohort("field", field.rawValue),
        ])
    }
  }

  private static func missing(_ subjects: [String]) -> [String] {
    let missing = MMLUField.allSubjects.filter { !subjects.contains($0) }
    guard let first = missing.first else { return [] }
    let all = MMLUField.allSubjects.count
    return ["\(missing.count) of \(all) subjects have no file, `\(first)` for one"]
  }

  private func manifest(questions: Int, subjects: Int, oddities: [String]) -> ManifestDraft {
    RouteLLMManifest(importer: importer).draft(
      name: "mmlu",
      description: "MMLU: \(questions) multiple-choice questions in \(subjects) subjects, answered"
        + " rightly or wrongly by a strong and a weak model. The cohort `field` is MMLU's own"
        + " grouping of its subjects, with law and medicine apart.",
      quality: RightWrongImport.quality,
      tokens: TokenEstimate.note + " They are of the prompt; an answer is one letter, stated as one"
        + " token.",
      extra: oddities)
  }
}
