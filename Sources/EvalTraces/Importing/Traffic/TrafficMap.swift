package import EvalSystem

/// Which columns of the traffic tell what: the texts of repeated `--map TARGET=COLUMN` options.
package struct TrafficMap: Equatable, Sendable {
  /// One option.
  package struct Entry: Equatable, Sendable {
    /// What the column tells.
    package let target: TrafficTarget
    /// The column: a header of CSV, a top-level key or a JSON pointer of JSON Lines.
    package let column: String
  }

  /// The options in the order given, targets unique; none for JSON Lines with a golden's keys.
  package let entries: [Entry]

  /// Parses the options.
  ///
  /// - Parameter texts: Each `TARGET=COLUMN`; the first `=` divides.
  /// - Throws: `ProblemReport` with every option that is malformed or given twice, and where
  ///   lengths are mapped twice over.
  package init(parsing texts: [String]) throws(ProblemReport) {
    var problems: [Problem] = []
    var entries: [Entry] = []
    for text in texts {
      let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map(String.init)
      guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty else {
        problems.append(
          Self.problem(text, "write it as TARGET=COLUMN, such as `input_tokens=ContextTokens`"))
        continue
      }
      guard let target = TrafficTarget(halves[0]) else {
        problems.append(Self.problem(text, Self.unknown(halves[0])))
        continue
      }
      if entries.contains(where: { $0.target == target }) {
        problems.append(Self.problem(text, "`\(target.text)` is mapped twice; keep one"))
      }
      entries.append(Entry(target: target, column: halves[1]))
    }
    let targets = Set(entries.map(\.target))
    if targets.isSuperset(of: [.part(.prompt), .part(.promptLength)]) {
      problems.append(
        Problem(
          file: "--map", message: "`prompt` and `prompt_length` both give the length; keep one"))
    }
    guard problems.isEmpty else { throw ProblemReport(problems) }
    self.entries = entries
  }

  /// The columns, each once, in the order given.
  var columns: [String] {
    var seen: Set<String> = []
    return entries.map(\.column).filter { seen.insert($0).inserted }
  }

  private static func unknown(_ target: String) -> String {
    let word = String(target.prefix { $0 != "." })
    let words = TrafficTarget.forms.map { String($0.prefix { $0 != "." }) }
    return "`\(target)` is not a target\(Suggestion.clause(for: word, among: words));"
      + " known are \(TrafficTarget.forms.joined(separator: ", "))"
  }

  private static func problem(_ text: String, _ message: String) -> Problem {
    Problem(file: "--map \(text)", message: message)
  }
}
