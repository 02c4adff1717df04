package import EvalSystem
import GRDB

extension RunStore {
  /// Accepts a run as its suite's baseline, in place of the one before.
  ///
  /// - Parameters:
  ///   - id: The run.
  ///   - suite: The suite that it must be of.
  ///   - time: Now, ISO 8601 in UTC.
  /// - Throws: `ProblemReport` where there is no such run, or it is of another suite.
  package func accept(_ id: String, suite: String, at time: String) throws(ProblemReport) {
    try write { database in
      let run = try summary(of: id, database)
      guard run.suite == suite else {
        throw ProblemReport(
          file: path, message: "run `\(id)` is of suite \(run.suite), not of \(suite)")
      }
      try database.execute(
        sql: """
          INSERT INTO baseline (suite, run, accepted_at) VALUES (?, ?, ?)
          ON CONFLICT (suite) DO UPDATE SET run = excluded.run, accepted_at = excluded.accepted_at
          """,
        arguments: [suite, run.number, time])
    }
  }

  /// Returns a suite's accepted run, nil where none is.
  package func accepted(suite: String) throws(ProblemReport) -> RunSummary? {
    try read { database in
      let number = try Int64.fetchOne(
        database, sql: "SELECT run FROM baseline WHERE suite = ?", arguments: [suite])
      return try number.flatMap(RunQuery(database).find(number:))
    }
  }

  /// Returns all accepted runs, sorted by suite.
  package func baselines() throws(ProblemReport) -> [AcceptedBaseline] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT baseline.suite, run.id, baseline.accepted_at
          FROM baseline JOIN run ON run.number = baseline.run ORDER BY baseline.suite
          """
      ).map { row in
        let row = StoreRow(row)
        return AcceptedBaseline(
          suite: try row.text("suite"), run: try row.text("id"),
          acceptedAt: try row.text("accepted_at"))
      }
    }
  }

  /// Takes a suite's acceptance back; the run stays.
  ///
  /// - Returns: Whether there was one.
  package func dropBaseline(suite: String) throws(ProblemReport) -> Bool {
    try write { database in
      try database.execute(sql: "DELETE FROM baseline WHERE suite = ?", arguments: [suite])
      return database.changesCount > 0
    }
  }
}
