package import EvalCore
package import EvalSystem
import GRDB

/// A stored run with what a history shows of it, without its traces.
package struct StoredHistoryRun: Sendable {
  /// One router of the run.
  package struct Router: Sendable {
    package var name: String
    /// The SHA-256 of its configuration.
    package var configSHA256: String
    /// The metric that was asked for, over all traces.
    package var value: Measured
  }

  package var summary: RunSummary
  /// The number of the recording that it replayed; runs that share one have the same.
  package var recording: Int64
  /// In the order of the report.
  package var routers: [Router]
}

extension RunStore {
  /// Returns the names of the suites that have runs, sorted.
  package func suites() throws(ProblemReport) -> [String] {
    try read { try String.fetchAll($0, sql: "SELECT DISTINCT suite FROM run ORDER BY suite") }
  }

  /// Returns a suite's newest runs, the oldest of them first.
  ///
  /// - Parameters:
  ///   - suite: The suite.
  ///   - limit: How many at most.
  ///   - metric: Which metric of each router.
  /// - Returns: As many as there are.
  /// - Throws: `ProblemReport` where the store cannot be read.
  package func history(
    suite: String, limit: Int, metric: MetricName
  ) throws(ProblemReport) -> [StoredHistoryRun] {
    try read { database in
      try RunQuery(database).newest(suite: suite, limit: limit).reversed()
        .map { try historyRun($0, metric, database) }
    }
  }

  /// Returns one run likewise.
  package func historyRun(
    of id: String, metric: MetricName
  ) throws(ProblemReport) -> StoredHistoryRun {
    try read { try historyRun(summary(of: id, $0), metric, $0) }
  }

  /// Returns a recording by its number.
  ///
  /// - Throws: `ProblemReport` where a column of it is damaged.
  package func recording(_ number: Int64) throws(ProblemReport) -> Recording {
    try read { try RecordingTable($0).fetch(number) }
  }

  /// Returns where a run's routers sent every trace, without their scores.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - recording: What it replayed.
  /// - Returns: The routers, in the order of the report.
  /// - Throws: `ProblemReport` where a column is damaged.
  package func choices(
    of run: StoredHistoryRun, on recording: Recording
  ) throws(ProblemReport) -> [RunTraces.Router] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT router.name, decision.model
          FROM router JOIN decision ON decision.run = router.run AND decision.router = router.name
          WHERE router.run = ? ORDER BY router.position
          """,
        arguments: [run.summary.number]
      ).map { row in
        let row = StoreRow(row)
        return RunTraces.Router(
          name: try row.text("name"),
          decisions: Decisions(
            models: try row.integers(
              "model", count: recording.count, as: UInt8.self, below: recording.models.count)))
      }
    }
  }

  /// Returns the scale of the golden that a run replayed.
  ///
  /// - Throws: `ProblemReport` where the run's document does not say it.
  package func qualityScale(
    of run: RunSummary, unitsPerPoint: Int64
  ) throws(ProblemReport) -> QualityScale {
    try read { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT json_extract(json, '$.golden.quality_min') AS low,
            json_extract(json, '$.golden.quality_max') AS high
          FROM document WHERE run = ?
          """,
        arguments: [run.number])
      guard let row = row.map(StoreRow.init), let low = row.optionalNumber("low"),
        let high = row.optionalNumber("high"), low < high
      else { throw ColumnDamage("the document of run \(run.id) has no scale of quality") }
      return QualityScale(min: low, max: high, unitsPerPoint: unitsPerPoint)
    }
  }

  private func historyRun(
    _ summary: RunSummary, _ metric: MetricName, _ database: Database
  ) throws -> StoredHistoryRun {
    let recording = try Int64.fetchOne(
      database, sql: "SELECT recording FROM run WHERE number = ?", arguments: [summary.number])
    guard let recording else { throw ColumnDamage("run \(summary.id) has no recording") }
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT router.name, router.config_sha256, metric.estimate, metric.low, metric.high,
          metric.raw, metric.undefined
        FROM router LEFT JOIN metric ON metric.run = router.run AND metric.router = router.name
          AND metric.cohort = '' AND metric.metric = ? AND metric.model = ''
        WHERE router.run = ? ORDER BY router.position
        """,
      arguments: [metric.rawValue, summary.number])
    return StoredHistoryRun(
      summary: summary, recording: recording,
      routers: try rows.map { row in
        let row = StoreRow(row)
        return StoredHistoryRun.Router(
          name: try row.text("name"), configSHA256: try row.text("config_sha256"),
          value: row.measured)
      })
  }
}

extension StoreRow {
  /// The value of a row of the table `metric`.
  fileprivate var measured: Measured {
    guard let estimate = optionalNumber("estimate") else {
      return .undefined(optionalText("undefined") ?? "the run did not measure it")
    }
    return .value(
      Estimate(
        estimate, low: optionalNumber("low").map(Bound.value),
        high: optionalNumber("high").map(Bound.value), raw: optionalNumber("raw")))
  }
}
