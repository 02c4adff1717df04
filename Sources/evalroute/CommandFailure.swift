import ArgumentParser
import EvalCore
import EvalReports
import EvalSystem

/// Turns what a command throws into its messages and its exit code.
enum CommandFailure {
  /// Runs a command's one call; a problem is printed and ends the command with 2.
  ///
  /// - Parameters:
  ///   - json: Whether standard output carries JSON, and so the error too.
  ///   - body: The call.
  /// - Throws: `ExitCode`.
  static func exitingOnProblem(json: Bool = false, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as ExitCode {
      throw error
    } catch {
      let report = error as? ProblemReport ?? ProblemReport(file: "evalroute", message: "\(error)")
      Console.note(report)
      if json { Console.out(try document(report)) }
      throw ExitCode(ExitStatus.broken.rawValue)
    }
  }

  /// Returns the JSON document of a command that was stopped.
  static func document(incomplete message: String) throws -> String {
    try JSONReport.renderError(kind: "incomplete", message: message, problems: [])
  }

  /// Returns the JSON document of an error.
  static func document(_ report: ProblemReport) throws -> String {
    try JSONReport.renderError(
      kind: "broken", message: report.problems.first?.message ?? "", problems: report.problems)
  }
}
