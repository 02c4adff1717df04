import EvalSystem
import Foundation

/// A regular expression that is looked for anywhere in a text, without regard to case.
struct PatternMatcher {
  private let expression: NSRegularExpression

  /// Compiles a pattern.
  ///
  /// - Throws: `ProblemReport` where it is not a regular expression.
  init(_ pattern: String) throws(ProblemReport) {
    do {
      expression = try NSRegularExpression(pattern: pattern, options: [.caseInsensitive])
    } catch {
      throw ProblemReport(file: pattern, message: "is not a regular expression")
    }
  }

  /// Tells whether the pattern occurs in a text.
  func matches(_ text: String) -> Bool {
    let range = NSRange(location: 0, length: text.utf16.count)
    return expression.firstMatch(in: text, options: [], range: range) != nil
  }
}
