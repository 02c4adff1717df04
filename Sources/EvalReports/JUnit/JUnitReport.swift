package import EvalCore
package import EvalSystem

/// Runs as JUnit XML, in the dialect that `docs/junit.md` describes.
package enum JUnitReport {
  /// Which consumers the document is made for.
  package enum Schema: String, CaseIterable, Sendable {
    /// With files and lines for annotations; what consumers read in practice.
    case rich
    /// Valid under the schemas of Ant and of Jenkins' xUnit plugin, which allow neither.
    case strict
  }

  /// Returns the document of some runs: one testsuite each, one testcase for each gate.
  ///
  /// - Parameters:
  ///   - reports: The runs.
  ///   - schema: The consumers.
  ///   - place: Names a file as the consumers know it.
  /// - Returns: UTF-8 bytes.
  package static func render(
    _ reports: [RunReport], schema: Schema = .rich, place: (String) -> String = { $0 }
  ) -> [UInt8] {
    var names = JUnitNames()
    let suites = reports.map { JUnitBuilder.suite($0, names: &names) }
    return JUnitDocument(suites: suites, schema: schema, place: place).bytes
  }

  /// Returns the document of a suite whose run could not be completed: one testcase, in error.
  ///
  /// - Parameters:
  ///   - suite: The suite's name, or its path where the name is not known.
  ///   - file: The suite's file; nil where there is none, then the first problem's stands for it.
  ///   - problems: What is wrong.
  ///   - schema: The consumers.
  ///   - kind: `broken`, or `incomplete` for a run that was stopped.
  ///   - startedAt: When the run began, in ISO 8601; nil where the document must not say.
  ///   - place: Names a file as the consumers know it.
  /// - Returns: UTF-8 bytes.
  package static func renderError(
    suite: String, file: String? = nil, problems: [Problem], schema: Schema = .rich,
    kind: String = "broken", startedAt: String? = nil, place: (String) -> String = { $0 }
  ) -> [UInt8] {
    var names = JUnitNames()
    let suite = JUnitBuilder.broken(
      suite, file: file, problems: problems, kind: kind, startedAt: startedAt, names: &names)
    return JUnitDocument(suites: [suite], schema: schema, place: place).bytes
  }
}
