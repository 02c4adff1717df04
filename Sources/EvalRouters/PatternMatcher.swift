import EvalSystem
import Foundation

/// A regular expression that is looked for anywhere in a text, without regard to case.
struct PatternMatcher {
  /// A search that was given up: the pattern has too many ways to read the text.
  struct Overrun: Error {
    let pattern: String
  }

  /// How many reports of progress a search may take beyond one for each character.
  ///
  /// A few seconds; a number of steps and not a time, so that a slow machine gives up where a fast
  /// one does.
  private static let budget = 5_000

  private let expression: NSRegularExpression
  /// Whether the pattern repeats anything: only then can a search take long.
  private let repeats: Bool

  /// Compiles a pattern.
  ///
  /// - Throws: `ProblemReport` where it is not a regular expression.
  init(_ pattern: String) throws(ProblemReport) {
    do {
      expression = try NSRegularExpression(pattern: pattern, options: [.caseInsensitive])
    } catch {
      throw ProblemReport(file: pattern, message: "is not a regular expression")
    }
    repeats = pattern.contains { "*+{?".contains($0) }
  }

  /// Tells whether the pattern occurs in a text.
  ///
  /// - Throws: `Overrun` where telling would take too long.
  func matches(_ text: String) throws(Overrun) -> Bool {
    let length = text.utf16.count
    let range = NSRange(location: 0, length: length)
    guard repeats else { return expression.firstMatch(in: text, options: [], range: range) != nil }
    var isFound = false
    var reports = 0
    expression.enumerateMatches(in: text, options: [.reportProgress], range: range) {
      match, _, stop in
      isFound = match != nil
      reports += 1
      stop.pointee = ObjCBool(isFound || reports > length + Self.budget)
    }
    if !isFound && reports > length + Self.budget { throw Overrun(pattern: expression.pattern) }
    return isFound
  }
}
