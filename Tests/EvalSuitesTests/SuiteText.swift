import EvalCore
import EvalSuites
import EvalSystem

/// A suite file whose lines a test replaces one by one.
struct SuiteText {
  static let file = "suites/demo/suite.yaml"

  /// Line 1 is `version`, 9 and 10 are routers, 12 is a gate.
  var lines = [
    "version: 1",
    "name: demo",
    "golden: ../../goldens/demo",
    "strong: big",
    "weak: small",
    "cohorts: [category, turn]",
    "seed: 7",
    "routers:",
    "  - {name: r, kind: signal, signal: score, threshold: 0.5}",
    "  - {name: q, kind: constant, model: small}",
    "gates:",
    "  - {metric: quality, router: r, at_least: 0.5}",
  ]

  /// The good suite with one line replaced, counted from 1; a line beyond the last is added.
  init(_ line: Int? = nil, _ text: String = "") {
    guard let line else { return }
    if line <= lines.count { lines[line - 1] = text } else { lines.append(text) }
  }

  init(_ text: String) {
    lines = [text]
  }

  /// The good suite with its second router replaced.
  static func router(_ text: String) -> SuiteText { SuiteText(10, "  - \(text)") }

  /// The good suite with its gate replaced.
  static func gate(_ text: String) -> SuiteText { SuiteText(12, "  - \(text)") }

  var bytes: [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }

  func decode() throws -> Suite { try SuiteReader.decode(bytes, file: Self.file) }

  /// What is wrong with it, without the folder before each line.
  var complaints: [String] {
    EvalSuitesTests.complaints { _ = try decode() }.map {
      $0.replacing("suites/demo/", with: "", maxReplacements: 1)
    }
  }
}

/// Returns the lines that a person would read of what went wrong; none where nothing did.
func complaints(_ body: () throws -> Void) -> [String] {
  do {
    try body()
    return []
  } catch let report as ProblemReport {
    return report.problems.map(\.description)
  } catch {
    return ["not a report: \(error)"]
  }
}
