import EvalCore
import EvalReports
package import EvalStore

/// Prints what the store holds.
package enum StoreText {
  /// Returns a line for each run under a header.
  package static func text(_ runs: [RunSummary]) -> String {
    table(
      ["run", "suite", "verdict", "traces", "commit", "branch"],
      runs.map { run in
        let commit = run.git.map { String($0.commit.prefix(8)) + ($0.dirty ? "+" : "") }
        return [
          run.id, run.suite, run.verdict.rawValue, "\(run.traces)",
          commit ?? NumberText.undefined, run.git?.branch ?? NumberText.undefined,
        ]
      })
  }

  /// Returns a line for each accepted run under a header.
  package static func text(_ baselines: [AcceptedBaseline]) -> String {
    table(["suite", "run", "accepted"], baselines.map { [$0.suite, $0.run, $0.acceptedAt] })
  }

  /// Returns `{"version": 1, "runs": […]}`.
  ///
  /// - Throws: `EncodingError`, which no run gives rise to.
  package static func json(_ runs: [RunSummary]) throws -> String {
    struct Document: Encodable {
      var version = 1
      var runs: [RunSummary]
    }
    return try JSONReport.encode(Document(runs: runs))
  }

  /// Returns `{"version": 1, "baselines": […]}`.
  ///
  /// - Throws: `EncodingError`, which no baseline gives rise to.
  package static func json(_ baselines: [AcceptedBaseline]) throws -> String {
    struct Document: Encodable {
      var version = 1
      var baselines: [AcceptedBaseline]
    }
    return try JSONReport.encode(Document(baselines: baselines))
  }

  private static func table(_ titles: [String], _ rows: [[String]]) -> String {
    let table = PlainTable(
      columns: titles.map { PlainTable.Column($0) },
      rows: rows.map { PlainTable.Row($0.map { PlainTable.Cell($0) }) })
    return table.lines(color: false).joined(separator: "\n") + "\n"
  }
}
