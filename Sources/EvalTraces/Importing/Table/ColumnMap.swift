package import EvalSystem

/// Which columns of a table become what: the texts of repeated `--map TARGET=COLUMN` options.
package struct ColumnMap: Equatable, Sendable {
  /// One option.
  package struct Entry: Equatable, Sendable {
    /// What the column becomes.
    package let target: ColumnTarget
    /// The column: a header of CSV, a top-level key or a JSON pointer of JSON Lines.
    package let column: String
  }

  private static let option = "--map"

  /// The options in the order given, targets unique.
  package let entries: [Entry]

  /// Parses the options.
  ///
  /// - Parameter texts: Each `TARGET=COLUMN`; the first `=` divides.
  /// - Throws: `ProblemReport` with every option that is malformed or given twice, and where no
  ///   model has a quality.
  package init(parsing texts: [String]) throws(ProblemReport) {
    var problems: [Problem] = []
    var entries: [Entry] = []
    for text in texts {
      switch Self.entry(text) {
      case .failure(let problem):
        problems.append(problem)
      case .success(let entry) where entries.contains { $0.target == entry.target }:
        problems.append(Self.problem(text, "`\(entry.target.text)` is mapped twice; keep one"))
      case .success(let entry):
        entries.append(entry)
      }
    }
    self.entries = entries
    if problems.isEmpty { problems = models.isEmpty ? [Self.noQuality] : strayOutcomes }
    guard problems.isEmpty else { throw ProblemReport(problems) }
  }

  /// The models that have a quality, in the order given.
  package var models: [String] {
    entries.compactMap { entry in
      if case .outcome(.quality, let model) = entry.target { model } else { nil }
    }
  }

  /// The columns, each once, in the order given.
  package var columns: [String] {
    var seen: Set<String> = []
    return entries.map(\.column).filter { seen.insert($0).inserted }
  }

  /// The names mapped to a kind, in the order given.
  package func names(of kind: ColumnTarget.Named) -> [String] {
    entries.compactMap { entry in
      if case .named(kind, let name) = entry.target { name } else { nil }
    }
  }

  private static func entry(_ text: String) -> Result<Entry, Problem> {
    let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty else {
      return .failure(
        problem(text, "write it as TARGET=COLUMN, such as `quality.gpt-4=score`"))
    }
    guard let target = ColumnTarget(String(halves[0])) else {
      return .failure(problem(text, unknown(String(halves[0]))))
    }
    return .success(Entry(target: target, column: String(halves[1])))
  }

  private static func unknown(_ target: String) -> String {
    let word = String(target.prefix { $0 != "." })
    let words = ColumnTarget.forms.map { String($0.prefix { $0 != "." }) }
    return "`\(target)` is not a target\(Suggestion.clause(for: word, among: words));"
      + " known are \(ColumnTarget.forms.joined(separator: ", "))"
  }

  private static var noQuality: Problem {
    Problem(
      file: option, message: "no model has a quality; give at least one `quality.MODEL=COLUMN`")
  }

  /// What is mapped for models that have no quality.
  private var strayOutcomes: [Problem] {
    entries.compactMap { entry in
      guard case .outcome(_, let model) = entry.target, !models.contains(model) else { return nil }
      return Self.problem(
        "\(entry.target.text)=\(entry.column)",
        "`\(model)` has no quality\(Suggestion.clause(for: model, among: models))")
    }
  }

  private static func problem(_ text: String, _ message: String) -> Problem {
    Problem(file: "\(option) \(text)", message: message)
  }
}
