package import EvalCore
package import EvalStore
import EvalSystem

/// Looks runs up in the store.
package struct StoredRuns: Sendable {
  private let store: RunStore

  /// Opens an existing store.
  ///
  /// - Throws: `ProblemReport` where there is none.
  package init(storePath: String) throws {
    store = try RunStore.open(reading: storePath)
  }

  /// Returns the newest runs, of one suite or of all.
  package func list(suite: String?, limit: Int) throws -> [RunSummary] {
    try store.runs(suite: suite, limit: limit)
  }

  /// Returns a run's JSON document, byte for byte as it was reported.
  package func document(_ ref: String, suite: String?) throws -> [UInt8] {
    try store.document(of: try store.resolve(ref, suite: suite))
  }

  /// Returns a run's report.
  package func report(_ ref: String, suite: String?) throws -> RunReport {
    try store.report(of: try store.resolve(ref, suite: suite))
  }

  /// Returns a run's outcomes, one row for each router and trace.
  package func rows(_ ref: String, suite: String?) throws -> OutcomeRows {
    OutcomeRows(try store.traces(of: try store.resolve(ref, suite: suite)))
  }
}
