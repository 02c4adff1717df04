package import EvalCore
package import EvalSystem
import Foundation
import GRDB

extension RunStore {
  /// Returns a run with everything that was saved of it.
  ///
  /// - Throws: `ProblemReport` where there is no such run, or a part of it is damaged.
  package func run(id: String) throws(ProblemReport) -> StoredRun {
    try read { database in
      let summary = try summary(of: id, database)
      let document = try document(of: summary, database)
      return StoredRun(
        id: summary.id, startedAt: summary.startedAt, durationMS: summary.durationMS,
        report: try report(from: document), document: document,
        traces: try traces(of: summary, database))
    }
  }

  /// Returns what a list shows of a run.
  package func summary(of id: String) throws(ProblemReport) -> RunSummary {
    try read { try summary(of: id, $0) }
  }

  /// Returns the newest runs, the newest first.
  ///
  /// - Parameters:
  ///   - suite: The suite; nil for all.
  ///   - limit: How many at most.
  /// - Returns: As many as there are.
  /// - Throws: `ProblemReport` where the store cannot be read.
  package func runs(suite: String?, limit: Int = .max) throws(ProblemReport) -> [RunSummary] {
    try read { try RunQuery($0).newest(suite: suite, limit: limit) }
  }

  /// Returns the newest run, or one before it; nil where there are not so many.
  ///
  /// - Parameters:
  ///   - suite: The suite; nil for all.
  ///   - offset: How many runs before the newest.
  /// - Returns: The run.
  /// - Throws: `ProblemReport` where the store cannot be read.
  package func latest(suite: String?, offset: Int = 0) throws(ProblemReport) -> RunSummary? {
    try read { try RunQuery($0).newest(suite: suite, limit: 1, offset: offset).first }
  }

  /// Returns what a run did trace by trace.
  ///
  /// - Throws: `ProblemReport` where there is no such run, or a column of it is damaged.
  package func traces(of id: String) throws(ProblemReport) -> RunTraces {
    try read { try traces(of: summary(of: id, $0), $0) }
  }

  /// Returns a run's report.
  package func report(of id: String) throws(ProblemReport) -> RunReport {
    try read { try report(from: document(of: summary(of: id, $0), $0)) }
  }

  /// Returns a run's JSON document, byte for byte as it was saved.
  package func document(of id: String) throws(ProblemReport) -> [UInt8] {
    try read { try document(of: summary(of: id, $0), $0) }
  }

  /// Returns a run as one that others are compared with.
  ///
  /// - Parameters:
  ///   - id: The run.
  ///   - ref: How the user named it; the id where nil.
  /// - Returns: The baseline.
  /// - Throws: `ProblemReport` where there is no such run, or a column of it is damaged.
  package func baseline(
    of id: String, ref: String? = nil
  ) throws(ProblemReport) -> BaselineRun {
    try read { database in
      let summary = try summary(of: id, database)
      let gates = try String.fetchAll(
        database, sql: "SELECT title FROM gate WHERE run = ? ORDER BY position",
        arguments: [summary.number])
      var baseline = try traces(of: summary, database)
        .baseline(ref: ref ?? id, comparability: summary.comparability, gates: gates)
      // A document of an earlier build lacks both, and a comparison does without.
      let report = try? report(from: document(of: summary, database))
      baseline.prices = report?.golden.prices
      baseline.comparability.outcomesSHA256 = report?.comparability.outcomesSHA256
      return baseline
    }
  }

  /// Returns a run's summary within a read.
  func summary(of id: String, _ database: Database) throws -> RunSummary {
    guard let summary = try RunQuery(database).find(id) else {
      throw ProblemReport(
        file: path, message: "has no run `\(id)`: `evalroute list` shows those that it has")
    }
    return summary
  }

  private func traces(of run: RunSummary, _ database: Database) throws -> RunTraces {
    guard
      let recording = try Int64.fetchOne(
        database, sql: "SELECT recording FROM run WHERE number = ?", arguments: [run.number])
    else { throw ColumnDamage("run \(run.id) has no recording") }
    let traces = try RecordingTable(database).fetch(recording)
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT router.name, router.threshold, decision.model, decision.score, decision.spent,
          decision.spent_tokens
        FROM router JOIN decision ON decision.run = router.run AND decision.router = router.name
        WHERE router.run = ? ORDER BY router.position
        """,
      arguments: [run.number])
    return RunTraces(
      recording: traces,
      routers: try rows.map { row in
        let row = StoreRow(row)
        return RunTraces.Router(
          name: try row.text("name"),
          decisions: Decisions(
            models: try row.integers(
              "model", count: traces.count, as: UInt8.self, below: traces.models.count),
            scores: try row.optionalDoubles("score", count: traces.count),
            threshold: row.optionalNumber("threshold"),
            spent: try row.optionalIntegers("spent", count: traces.count),
            spentTokens: try row.optionalIntegers("spent_tokens", count: traces.count)))
      })
  }

  private func document(of run: RunSummary, _ database: Database) throws -> [UInt8] {
    let row = try Row.fetchOne(
      database, sql: "SELECT sha256, CAST(json AS BLOB) AS json FROM document WHERE run = ?",
      arguments: [run.number])
    guard let row = row.map(StoreRow.init) else {
      throw ColumnDamage("run \(run.id) has no document")
    }
    let document = [UInt8](try row.blob("json"))
    guard SHA256.hex(SHA256.digest(document)) == (try row.text("sha256")) else {
      throw ColumnDamage("the document of run \(run.id) does not match its SHA-256")
    }
    return document
  }

  private func report(from document: [UInt8]) throws -> RunReport {
    do {
      return try JSONDecoder().decode(RunReport.self, from: Data(document))
    } catch {
      throw ColumnDamage("a run's document is not a report of version \(RunReport.currentVersion)")
    }
  }
}
